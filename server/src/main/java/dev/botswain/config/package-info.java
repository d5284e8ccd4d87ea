/// What the operator decides: one tree of records, [dev.botswain.config.Config], read once at start
/// from environment variables.
///
/// A setting is a component of one of those records, and its [Setting] says everything about it:
/// name, default, bounds, whether it is secret, and a description. Parsing, the error messages,
/// `./botswain help`, `docs/configuration.md` and `.env.example` all come from it, so none of them
/// can disagree with the code.
///
/// Every problem is found before any is reported: a value that cannot be parsed is recorded, its
/// default is used so that parsing can continue, and [ConfigurationRejectedException] carries the
/// whole list. An unknown name that begins with `BOTSWAIN_` is a problem too, because a misspelt
/// limit that is silently ignored would be noticed too late.
///
/// This package depends on no other of the project; every other package may depend on it.
@NullMarked
package dev.botswain.config;

import org.jspecify.annotations.NullMarked;

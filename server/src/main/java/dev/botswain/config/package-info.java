/// What the operator decides: one tree of records, [dev.botswain.config.Config], read once at start
/// from environment variables.
///
/// A setting is a component of one of those records, and [Setting] is all that is said of it: name,
/// default, bounds, whether it is secret, and a sentence or two. Reading, the error messages,
/// `./botswain help`, `docs/configuration.md` and `.env.example` all come from it, so none of them
/// can say something that the code does not do.
///
/// Every problem is found before any is reported: a value that cannot be read is noted, its default
/// stands in so that reading can go on, and [ConfigurationRejectedException] carries the whole
/// list. A name that begins with `BOTSWAIN_` and is in no table is a problem too, because a
/// misspelt limit that is silently ignored is found out too late.
///
/// This package knows no other of the project; all others may know it.
@NullMarked
package dev.botswain.config;

import org.jspecify.annotations.NullMarked;

/// Everything that a bot can do, described once each, for any caller: [Actions] takes an
/// [ActionRequest] and returns an [Outcome]. This package does not know HTTP requests; the API, and
/// later other front ends, translate.
///
/// An [Action] is what a bot does at Discord: Discord's route, what the bot needs for it, how body
/// and answer are translated. All are in tables ([MessageActions] and the like). One place,
/// [ActionRunner], handles dry runs and explained refusals ([Feasibility]), waiting for Discord's
/// limits ([Sending]), keys with which a request acts only once ([Idempotency]) and reasons for the
/// audit log. A [Shape] translates Discord's objects.
///
/// ## How to add an action
///
/// Describe the operation in one of `openapi/*.yaml`, which are parts of the contract and whose
/// operations share what `x-every` in `openapi.yaml` gives them; add a line to one of the tables
/// and one to `actions.txt` of the tests.
@NullMarked
package dev.botswain.action;

import org.jspecify.annotations.NullMarked;

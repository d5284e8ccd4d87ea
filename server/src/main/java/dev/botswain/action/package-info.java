/// Everything that a bot can be asked to do, described once each, whoever asks: [Actions] takes an
/// [ActionRequest] and tells an [Outcome]. It knows nothing of HTTP requests; the API, and later
/// other faces, translate.
///
/// An [Action] is what a bot does at Discord: Discord's route, what the bot needs for it, how body
/// and answer read. All are in tables ([MessageActions] and the like). One place, [ActionRunner],
/// sees to dry runs and explained refusals ([Feasibility]), to waiting for Discord's limits
/// ([Sending]), to keys by which a request acts once ([Idempotency]) and to reasons for the audit
/// log. A [Shape] translates Discord's objects.
///
/// ## How to add an action
///
/// Describe the operation in one of `openapi/*.yaml`, which are parts of the contract and whose
/// operations all have what `x-every` in `openapi.yaml` gives them; add a line to one of the tables
/// and one to `actions.txt` of the tests.
@NullMarked
package dev.botswain.action;

import org.jspecify.annotations.NullMarked;

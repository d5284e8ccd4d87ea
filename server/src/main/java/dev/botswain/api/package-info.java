/// Our HTTP face. The contract is `openapi.yaml`, of which the build makes JSON ([ContractYaml]):
/// [Api] takes operations from it, routes and validates by it, and serves it; what the contract does
/// not know, callers cannot reach.
///
/// ## How to add a resource
///
/// Describe the operation in `openapi.yaml`, then write a small class that answers it:
///
///     final class ChannelsResource implements Resource {
///       @Override
///       public Map<String, Operation> operations() {
///         return Map.of("listChannels", Operation.fromMemory(this::list));
///       }
///
///       private Answer list(Call call) {
///         var guild = guildOf(call.caller(), call.text("guildId"));
///         return guild.channels();   // an Answer that was made when the channels last changed
///       }
///     }
///
/// and hand it to [Api]. An operation that has no resource, or a resource that the contract does not
/// know, stops the start.
///
/// - What can be answered from memory is answered on the event loop, by [Operation#ready]. Everything
///   else runs on a virtual thread, where `call.await(future)` blocks. An operation that has its
///   answer at hand only sometimes implements both.
/// - Parameters and body were checked against the contract before. Only what the contract cannot say
///   is left to check: `throw RequestRefusedException.field("around", "cannot be combined with before")`.
/// - Errors are thrown: `throw ApiError.UNKNOWN_GUILD.because("the bot is not in the guild " + id)`.
///   The exceptions of `dev.botswain.discord.rest` may fall through. [Failures] turns all of them into HTTP.
///
/// ## What the contract does not describe
///
/// A [Mount] answers all requests below some path by itself, with the bytes as they come: so Discord's
/// own API is relayed. It shares the listeners with their patience, the log, the metrics and the
/// limits on callers; a [Passage] is what it sees of a request.
///
/// ## How to add an action
///
/// What a bot does at Discord is an [Action]: Discord's route, what the bot needs for it, how body
/// and answer read. Describe the operation in one of `openapi/*.yaml`, which are parts of the
/// contract and whose operations all have what `x-every` in `openapi.yaml` gives them; add a line to
/// one of the tables ([MessageActions] and the like) and one to `actions.txt` of the tests. [Actions]
/// takes an [ActionRequest], whoever asks, and sees to dry runs, patience ([Sending]), idempotency ([Idempotency]) and explained refusals
/// ([Feasibility]); a [Shape] translates Discord's objects. Forms with files are kept on the disk
/// until their request is over ([Upload]).
@NullMarked
package dev.botswain.api;

import org.jspecify.annotations.NullMarked;

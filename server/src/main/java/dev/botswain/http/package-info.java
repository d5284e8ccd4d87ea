/// An HTTP server that is told what to serve: it knows no bot, no session and nothing of Discord.
///
/// [HttpFront] listens. A request is an [Exchange], which [Dispatcher] takes through its steps: is
/// it sound, what is asked, who asks, how often, is it valid, and then to an [Operation].
/// Operations are what [Served] says: those of a [Contract], an OpenAPI document that routes and
/// validates, with small classes that answer them ([Resource]). What the contract does not know,
/// callers cannot reach. Who calls and what they may do is for an [Admission] to know, and what a
/// failure means to callers for [Failures].
///
/// - What can be answered from memory is answered on the event loop, by [Operation#ready].
///   Everything else runs on a virtual thread, where `call.await(future)` blocks. An operation that
///   has its answer at hand only sometimes implements both.
/// - Parameters and body were checked against the contract before. Only what the contract cannot
///   say is left to check: `throw RequestRefusedException.field("around", "cannot be combined with
///   before")`.
/// - Errors are thrown: `throw ApiError.UNKNOWN_GUILD.because("the bot is not in the guild " +
///   id)`.
///
/// ## What the contract does not describe
///
/// A [Mount] answers all requests below some path by itself, with the bytes as they come: so
/// Discord's own API is relayed. It shares the listeners with their timeouts, the log, the metrics
/// and the limits on callers; a [Passage] is what it sees of a request.
///
/// ## Bounds
///
/// Connections ([Door], [Connections]), requests at work ([Work]), bytes in memory ([Memory]),
/// uploads ([Spool]) and requests a second ([RateLimit]) each have a total, and a share for one
/// caller.
@NullMarked
package dev.botswain.http;

import org.jspecify.annotations.NullMarked;

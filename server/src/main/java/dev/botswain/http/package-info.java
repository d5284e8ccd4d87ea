/// An HTTP server that serves what it is given: it does not know bots, sessions or Discord.
///
/// [HttpFront] listens. A request is an [Exchange], which [Dispatcher] takes through its steps: is
/// it sound, what does it request, who is the caller, how often do they call, is it valid; and then
/// to an [Operation]. [Served] contains the operations: those of a [Contract], an OpenAPI document
/// that routes and validates, with small classes that answer them ([Resource]). Callers cannot
/// reach what the contract does not contain. An [Admission] knows who the callers are and what they
/// may do, and [Failures] what a failure means for callers.
///
/// - What can be answered from memory is answered on the event loop, by [Operation#ready].
///   Everything else runs on a virtual thread, where `call.await(future)` blocks. An operation that
///   only sometimes has its answer in memory implements both.
/// - Parameters and body have been checked against the contract. Check only what the contract
///   cannot express: `throw RequestRefusedException.field("around", "cannot be combined with
///   before")`.
/// - Errors are thrown: `throw ApiError.UNKNOWN_GUILD.because("the bot is not in the guild " +
///   id)`.
///
/// ## What the contract does not describe
///
/// A [Mount] answers all requests below some path by itself, with the bytes as they arrive: this is
/// how Discord's own API is relayed. It shares the listeners with their timeouts, the log, the
/// metrics and the limits on callers; it sees a request as a [Passage].
///
/// ## Ports, TLS and HTTP/2
///
/// A [ListenAddress] is an address that is listened on; there are two if the operator has a port of
/// its own ([Port]). [Tls] replaces certificates while it runs, [Handshakes] bounds who has only
/// connected, [Http2] has what is different over HTTP/2, and [FrameGuard] counts what only HTTP/2
/// makes possible.
///
/// ## Bounds
///
/// Connections ([Door], [Connections]), requests in progress ([Work]), bytes in memory ([Memory]),
/// uploads ([Spool]) and requests a second ([RateLimit]) each have a total, and a share for one
/// caller.
@NullMarked
package dev.botswain.http;

import org.jspecify.annotations.NullMarked;

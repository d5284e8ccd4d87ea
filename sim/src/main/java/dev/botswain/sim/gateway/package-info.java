/// The server side of Discord's gateway, version 10.
///
/// [Gateway][dev.botswain.sim.gateway.Gateway] is the entry point: it accepts upgrades, passes what
/// clients send to the classes that answer it, and causes the faults that tests request. A
/// `Connection` is one WebSocket, with its heartbeats and its rate limit; an `Encoding` says how
/// payloads are encoded on it. A `Session` is what an IDENTIFY starts: a numbered stream of events
/// that outlives connections, so that a RESUME can replay it. `Handshake` connects the two. An
/// `Account` is what is kept of one bot, whatever connections it has.
///
/// The gateway works with bytes, not trees: the world renders an event's data once for all who see
/// the same, and a session keeps those bytes for replay. Only the envelope with the sequence number
/// is created for each connection, in one `Payload` that all share.
///
/// Every error of a client is a `Refusal` with a `CloseCode`, thrown where it is noticed and turned
/// into a close in one place. Nothing grows without a bound: the replay log is bounded in bytes
/// over all sessions and in age, sessions end three minutes after their last connection, and a
/// client that reads too slowly is disconnected.
@NullMarked
package dev.botswain.sim.gateway;

import org.jspecify.annotations.NullMarked;

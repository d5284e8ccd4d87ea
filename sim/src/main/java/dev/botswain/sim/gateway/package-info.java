/// Discord's gateway, version 10, on the server's side.
///
/// [Gateway][dev.botswain.sim.gateway.Gateway] is the front: it takes upgrades, hands what clients
/// send to who answers it, and has the faults that tests cause. A `Connection` is one WebSocket,
/// with its heartbeats and its rate limit; an `Encoding` says how payloads travel on it. A
/// `Session` is what an IDENTIFY starts: a numbered stream of events that outlives connections, so
/// that a RESUME can replay it. `Handshake` joins the two. An `Account` is what is kept of one bot,
/// whatever connections it has.
///
/// Bytes, not trees: the world renders an event's data once for all who see the same, a session
/// keeps those bytes for replay, and only the envelope with the sequence number is made for each
/// connection, in one `Payload` that all share.
///
/// Whatever a client does wrong is a `Refusal` with a `CloseCode`, thrown where it is noticed and
/// turned into a close in one place. Nothing grows without a bound: what is kept for replay is
/// bounded in bytes over all sessions and in age, sessions end three minutes after their last
/// connection, and a client that reads too slowly is cut off.
@NullMarked
package dev.botswain.sim.gateway;

import org.jspecify.annotations.NullMarked;

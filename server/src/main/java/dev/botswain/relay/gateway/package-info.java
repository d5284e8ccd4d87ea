/// Discord's gateway, with a session id in place of the bot's token.
///
/// [dev.botswain.relay.gateway.GatewayRelay] accepts WebSockets. Each is a `ClientConnection`, with
/// a `ClientSocket` that writes and a `ClientWire` that compresses. A client that has identified
/// has a `ClientStream`: first the `Preamble`, which is READY and the guilds, built from what the
/// store keeps of them; then a reader of the bot's event log, which advances as the socket takes
/// events. A `ClientFilter` decides by intents, shard and scopes which events pass. Events are sent
/// as the bytes that Discord sent, with a header for each client. `MemberAnswers` answer opcode 8,
/// and a `ClientGuild` decides who is in a GUILD_CREATE.
///
/// **Several nodes.** A client may connect to any node. With its first command it has a
/// `ClientHop`, which finds where its bot lives ([dev.botswain.relay.gateway.Homes]) and takes it
/// there: to this connection, or over a WebSocket to the other node. There it is a
/// `ClientConnection` like any other, whose `ClientWire` is a `Hop`: JSON without compression,
/// because the first node does both. The owner alone decides about the client; when it goes, or the
/// bot does, the client is told to reconnect.
///
/// **Resuming.** Sequence numbers are counted, not stored: from a position in the log whose number
/// is known (`ClientSession`), the log is read again through the same filter. `ClientSessions`
/// keeps these positions in the store, so that clients can also resume after a restart, and at the
/// node where their bot lives by then.
@NullMarked
package dev.botswain.relay.gateway;

import org.jspecify.annotations.NullMarked;

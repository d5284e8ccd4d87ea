/// Discord's gateway with a session id in place of the bot's token.
///
/// [dev.botswain.relay.gateway.GatewayRelay] takes WebSockets. Each is a `ClientConnection`, with a
/// `ClientSocket` to write to and a `ClientWire` that compresses. A client that has identified has
/// a `ClientStream`: first the `Preamble`, which is READY and the guilds, made of what the store
/// keeps of them; then a reader of the bot's event log, which moves on as the socket takes events.
/// A `ClientFilter` decides by intents, shard and scopes what passes. Events go out as the bytes
/// that came, with a head of the client's own. `MemberAnswers` answer opcode 8, and a `GuildView`
/// decides who is in a GUILD_CREATE.
///
/// **Resuming.** Sequence numbers are not stored but counted: from a place in the log whose number
/// is known (`ClientSession`), the log is read again through the same filter. `ClientSessions`
/// keeps these places in the store, so that clients can resume after a restart too.
@NullMarked
package dev.botswain.relay.gateway;

import org.jspecify.annotations.NullMarked;

/// Discord's own faces, for libraries that exist already: they are pointed at this server, given a
/// session id for a token, and run unmodified.
///
/// **REST.** [dev.botswain.relay.RestRelay] answers `/api/v10` and `/api/v9`. What a library asks
/// is read no further than its path, for that tells whose limits it falls under (`RestTarget`) and
/// what a session must be allowed to do ([dev.botswain.relay.RelayGuard]); only where a session is
/// good for some places alone, its body is read too (`PlacedBody`). Head and body go on as they
/// came but for the headers that belong to a connection or to us (`RestHeaders`); so does the
/// answer. A request waits for its turn in the bot's [dev.botswain.discord.rest.RestQueue] like any
/// other of that bot, with its body still in the caller's socket, and `RestTransfer` then moves the
/// bytes: from socket to socket on one event loop, never more in memory than sockets take at a
/// time.
///
/// **Gateway.** [dev.botswain.relay.GatewayRelay] takes WebSockets; a `ClientConnection` is one,
/// with a `ClientSocket` to write to and a `ClientWire` that compresses. A client that has
/// identified has a `ClientStream`: first the `Preamble`, READY and the guilds from what the store
/// keeps of them; then a reader of the bot's event log, which moves on as the socket takes events.
/// What passes, a `ClientFilter` says, from intents, shard and scopes. Events go out as the bytes
/// that came, with a head of the client's own. `MemberAnswers` are the answers to opcode 8, and a
/// `GuildView` says who is in a GUILD_CREATE.
///
/// **Resuming.** Sequence numbers are not kept but counted: from a place in the log whose number is
/// known (`ClientSession`) the log is read once more through the same filter. `ClientSessions`
/// keeps these places, in the store, so that clients resume over a restart too.
///
/// **What stays in.** The session id is replaced by the bot's token only in the queue, and both are
/// taken out of answers there; the token is not known here. A path is passed on only if Discord
/// cannot read another one in it, and always to the configured host.
///
/// **Errors** of our own have Discord's shape (`RestErrors`), because libraries know no other.
@NullMarked
package dev.botswain.relay;

import org.jspecify.annotations.NullMarked;

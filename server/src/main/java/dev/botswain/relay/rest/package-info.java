/// Discord's REST API with a session id in place of the bot's token.
///
/// [dev.botswain.relay.rest.RestRelay] answers `/api/v10` and `/api/v9`. Of a request only the path
/// is read, because it tells which limits it falls under (`RestTarget`) and what a session must be
/// allowed to do ([dev.botswain.relay.rest.RelayGuard]). If a session is restricted to some places,
/// the body is read too (`PlacedBody`). Head and body are passed on unchanged, except for headers
/// that belong to one connection or to us (`RestHeaders`); so is the answer. A request waits for
/// its turn in the bot's [dev.botswain.discord.rest.RestQueue] like any other of that bot, with its
/// body still in the caller's socket. `RestTransfer` then moves the bytes from socket to socket on
/// one event loop, with never more in memory than the sockets take at a time.
///
/// **What stays in.** Only the queue replaces the session id by the bot's token, and it removes
/// both from answers; the token is not known here. A path is passed on only if Discord cannot read
/// another one in it, and always to the configured host.
@NullMarked
package dev.botswain.relay.rest;

import org.jspecify.annotations.NullMarked;

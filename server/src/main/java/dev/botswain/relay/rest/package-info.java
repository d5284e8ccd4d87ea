/// Discord's REST API, with a session id in place of the bot's token.
///
/// [dev.botswain.relay.rest.RestRelay] answers `/api/v10` and `/api/v9`. Only the path of a request
/// is read: it determines the limits that apply (`RestTarget`) and the permissions that the session
/// needs (`RouteScopes`). If a session is restricted to some places, the body is read too
/// (`PlacedBody`). Header and body are passed on unchanged, except for headers that belong to one
/// connection or to us (`RestHeaders`); so is the answer. A request waits for its turn in the bot's
/// [dev.botswain.discord.rest.RestQueue] like any other of that bot, with its body still in the
/// caller's socket. `RestTransfer` then moves the bytes from socket to socket on one event loop,
/// and never has more in memory than the sockets take at a time.
///
/// **What stays inside.** Only the queue replaces the session id with the bot's token, and it
/// removes both from answers; the relay does not know the token. A path is passed on only if
/// Discord cannot read a different one in it, and always to the configured host.
@NullMarked
package dev.botswain.relay.rest;

import org.jspecify.annotations.NullMarked;

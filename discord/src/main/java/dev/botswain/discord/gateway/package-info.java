/// A shard: one connection to Discord's gateway, kept alive for as long as its bot lives.
///
/// The life of a [Shard] is a loop: connect, HELLO, then RESUME if there is a [ResumePoint],
/// otherwise IDENTIFY with a permit from the bot's [IdentifyQueue]; dispatches until the connection
/// ends; and [AfterClose] says what comes next. A [GatewayConnection] is one turn of that loop: the
/// socket, the compression context, the heartbeat and the send limit.
///
/// Bytes come in and bytes go out. A payload is inflated into a scratch buffer that all shards of
/// an event loop share ([PayloadReader]), [PayloadScanner] finds `op`, `s`, `t` and the extent of
/// `d` without building a tree, and a [Dispatch] carries a copy of exactly the bytes of `d`.
///
/// Everything of one bot runs on that bot's event loop, so nothing here is locked. What other
/// threads may read ([Shard#state()] and the like) is volatile and immutable.
///
/// Protocol: <https://discord.com/developers/docs/events/gateway>.
@NullMarked
package dev.botswain.discord.gateway;

import org.jspecify.annotations.NullMarked;

/// A bot: its shards, its REST queue and its state.
///
/// [Bots] is the entry point: it logs a token in, once for any number of sessions, and closes the
/// [Bot] when no session uses it any more. A [Bot] reads its application from Discord
/// ([Application]), connects its shards, and applies each dispatch that changes its [BotState];
/// other dispatches pass by unparsed.
///
/// State is kept as immutable snapshots, one for each guild: [Guild] with its [Channel]s and
/// [Role]s, replaced on the bot's own event loop and read from any thread. The members of a guild
/// are not kept until they are first requested; then [Members] fetches them once and events keep
/// them current. [Presences] keep who is online, from GUILD_CREATE on; [Rosters] combine both. The
/// snapshots also determine what a bot may do ([Guild#permissions]), so that a refusal needs no
/// request to Discord.
///
/// [DiscordJson] binds Discord's objects, and ignores what we do not keep.
@NullMarked
package dev.botswain.bot;

import org.jspecify.annotations.NullMarked;

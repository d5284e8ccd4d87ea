/// A bot at work: its shards, its REST queue and what it knows, under one roof.
///
/// [Bots] is the way in: it logs a token in, once for however many sessions use it, and closes the
/// [Bot] that nobody uses any more. A [Bot] reads its application from Discord ([Application]),
/// connects its shards, and applies each dispatch that changes its [BotState]; other dispatches
/// pass by unparsed.
///
/// State is kept as immutable snapshots, one a guild: [Guild] with its [Channel]s and [Role]s,
/// replaced on the bot's own event loop and read from any thread. The members of a guild are not
/// kept until somebody asks; then [Members] fetches them once and events keep them current. Who is
/// online, [Presences] keep from GUILD_CREATE on; [Rosters] bring both together. What a bot may do
/// is computed from the snapshots ([Guild#permissions]), so that a refusal needs no question to
/// Discord.
///
/// Discord's objects are bound by [DiscordJson], which ignores what we do not keep.
@NullMarked
package dev.botswain.bot;

import org.jspecify.annotations.NullMarked;

/// A bot: its shards, its REST queue and its state.
///
/// [Bots] is the entry point: it logs a token in, once for any number of sessions, and closes the
/// [Bot] when no session uses it any more. A [Bot] reads its application from Discord
/// ([Application]), connects its shards, and applies each dispatch that changes its [BotState];
/// other dispatches pass by unparsed.
///
/// What it knows of its guilds are snapshots ([dev.botswain.guild.Guild]), replaced on the bot's
/// own event loop and read from any thread. The members of a guild are not kept until they are
/// first requested; then [Members] fetches them once and events keep them current. [Rosters]
/// combine them with the presences ([dev.botswain.guild.Presences]), which are kept from
/// GUILD_CREATE on.
@NullMarked
package dev.botswain.bot;

import org.jspecify.annotations.NullMarked;

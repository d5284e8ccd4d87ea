/// What is known of a guild: an immutable model, independent of the bot that knows it.
///
/// A [dev.botswain.guild.Guild] is a snapshot with its [dev.botswain.guild.Channel]s and
/// [dev.botswain.guild.Role]s; a change makes a new one, so any thread may read it. What someone
/// may do is computed from it, layer by layer, without asking Discord
/// ([dev.botswain.guild.Permissions]).
///
/// A guild is stored as one JSON document and the events since then
/// ([dev.botswain.guild.GuildDocument]). Its members and presences are kept separately:
/// [dev.botswain.guild.Presences] uses a few bytes for each, and a [dev.botswain.guild.Roster] has
/// both together.
@NullMarked
package dev.botswain.guild;

import org.jspecify.annotations.NullMarked;

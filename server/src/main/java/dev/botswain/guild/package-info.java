/// What is known of a guild: an immutable model, without the bot that knows it.
///
/// A [dev.botswain.guild.Guild] is a snapshot with its [dev.botswain.guild.Channel]s and
/// [dev.botswain.guild.Role]s; a change makes another one, so any thread may read it. What a bot
/// may do is computed from it ([dev.botswain.guild.Guild#permissions]), without a question to
/// Discord.
///
/// A guild is stored as one JSON document and the events since
/// ([dev.botswain.guild.GuildDocument]). Its members and presences are kept beside it:
/// [dev.botswain.guild.Presences] in a few bytes each, and a [dev.botswain.guild.Roster] has both
/// together.
@NullMarked
package dev.botswain.guild;

import org.jspecify.annotations.NullMarked;

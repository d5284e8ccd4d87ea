/// What is wrong with a bot: [Doctor] examines one and gives a [Report].
///
/// A [HealthCheck] looks at one thing and adds a [Finding] for what it finds; what each finding
/// means and what helps is in [FindingCode], which also is the page `docs/doctor.md`. A check knows
/// an [Examination]: the bot, if it is logged in here, and what Discord said ([Replies]). Discord
/// is asked by [DiscordProbe]: at most ten requests, all within three seconds. What did not come in
/// time is a finding of its own.
///
/// Checks that need no answer of Discord's cost almost nothing, so [HealthWatch] repeats them every
/// minute for every bot, the others every few hours, and writes `bot.health` to the bot's log when
/// a finding comes or goes.
///
/// Nothing here remembers what happens to a bot: that is recorded where it happens
/// ([dev.botswain.bot.BotInsight]), in places of a small, fixed size.
@NullMarked
package dev.botswain.doctor;

import org.jspecify.annotations.NullMarked;

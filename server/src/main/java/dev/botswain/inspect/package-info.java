/// What a bot did lately at Discord, in memory, for whoever looks into it: its last calls
/// ([RequestLog]), and how many events and requests there were ([Activity]).
///
/// A call is kept once it is finished, with times, bucket and outcome as the
/// [dev.botswain.discord.rest.RestQueue] tells them, and with its [Origin]: who asked for it, over
/// which interface. Nothing secret is kept: whatever looks like one is masked before ([Masked]).
///
/// The calls of all bots have a bound together, and each tenant a share
/// ([dev.botswain.limit.Limit#KEPT_CALLS]); [RequestLogs] counts. A bot that does nothing costs
/// some hundred bytes.
@NullMarked
package dev.botswain.inspect;

import org.jspecify.annotations.NullMarked;

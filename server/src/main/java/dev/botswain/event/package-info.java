/// The event log: what happened to a bot, in order, once, for as many readers as like to read.
///
/// A bot's [EventLog] gives each [Event] an id that only grows and hands it to the store; from the
/// moment it is stored readers may see it. [EventLogs] holds the logs of all bots, gives out the
/// ids, and forgets what is too old.
///
/// Readers pull. An [EventReader] stands at an id, takes what comes behind it as fast as its
/// [EventSink] takes it, and shows it what its [EventView] says: what its [EventFilter] wants, as
/// far as the reader may have it. At the end of the log it follows a chain of events that all
/// readers of the bot share, down to the bytes that go out ([Event#envelope()]); a reader that has
/// fallen behind goes back to the store. So one that stalls holds nothing but its place.
///
/// Ids come from one counter for all bots, which begins at the milliseconds since 1970 times 256 at
/// each start. So they grow over restarts, even where the store was lost, and a reader that comes
/// with an id of a log that is not there any more is told what it missed by a `gap`.
///
/// Beside Discord's dispatches a log has events of ours ([BotEvents]): that the bot connected,
/// resumed or was disconnected, and `gap` where events were lost for good.
@NullMarked
package dev.botswain.event;

import org.jspecify.annotations.NullMarked;

/// The event log: what happened to a bot, in order, stored once for any number of readers.
///
/// A bot's [EventLog] gives each [Event] an id that only grows and passes it to the store. Once the
/// event is stored, readers can see it. [EventLogs] holds the logs that are open, assigns the ids,
/// and deletes what is too old.
///
/// Readers pull. An [EventReader] has a position, takes the events after it as fast as its
/// [EventSink] accepts them, and passes on what its [EventView] allows: what its [EventFilter]
/// wants, as far as the reader may have it. At the end of the log it follows a chain of events that
/// all readers of the bot share, down to the bytes that go out ([Event#envelope()]). A reader that
/// has fallen behind reads from the store. So a reader that stalls holds nothing but its position.
///
/// Ids come from one counter for all bots, which begins at the milliseconds since 1970 times 256 at
/// each start. So they grow over restarts, even if the store was lost. A reader with an id of a log
/// that no longer exists gets a `gap` for what it missed.
///
/// Besides Discord's dispatches, a log has Botswain's own events ([BotEvents]): that the bot
/// connected, resumed or was disconnected, and `gap` if events were lost for good.
@NullMarked
package dev.botswain.event;

import org.jspecify.annotations.NullMarked;

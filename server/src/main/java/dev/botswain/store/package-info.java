/// What must survive a restart: sessions, bots with their tokens, resume points, what bots know of
/// their guilds, webhooks with their cursors, and the events of every bot.
///
/// [Store] is the contract, in facets; `sqlite` stores it in a file, `memory` only in memory. All
/// implementations pass the same test, `StoreTest`, and durable ones also pass `DurableStoreTest`.
///
/// An [Append] is one transaction: an event, the resume point that it moves and the change that it
/// makes to a guild are stored together or not at all. So at whatever moment the process dies, a
/// bot resumes after the last event that was stored, and Discord sends the rest again. A [Change]
/// is anything else; those of one call are stored together, over all facets. Both are stored in the
/// order of the calls, and reported only once they are stored.
///
/// When nothing can be written, appends wait and are retried, in order, while changes fail with
/// [StoreFailedException]; [Store#condition] says so. Callers that append check
/// [EventStore#unstoredBytes] and stop before it grows too large.
///
/// Nothing is read as a whole. A start goes through the bots page by page ([BotStore#ids]) and asks
/// each facet for its data about these bots; so does a node that takes over a single bot.
@NullMarked
package dev.botswain.store;

import org.jspecify.annotations.NullMarked;

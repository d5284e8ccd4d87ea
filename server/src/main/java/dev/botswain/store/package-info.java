/// What must survive a restart: sessions, bots with their tokens, resume points, what bots know of
/// their guilds, webhooks with their cursors, and the events of every bot.
///
/// [Store] is the contract, in facets; `sqlite` the one that is kept in a file, `memory` the one
/// that keeps nothing. All implementations pass the same test, `StoreTest`, and those that keep
/// something `DurableStoreTest` too.
///
/// An [Append] is one transaction: an event, the resume point that it moves and the change that it
/// makes to a guild are stored together or not at all. So whatever moment the process dies at, a
/// bot resumes from behind the last event that was stored, and Discord sends the rest once more. A
/// [Change] is anything else; those of one call are stored together, over all facets. Both are
/// stored in the order in which they were given, and told of only when they are.
///
/// When nothing can be written, appends wait and are tried again, in order, while changes fail with
/// [StoreFailedException]; [Store#condition] tells. Whoever appends looks at
/// [EventStore#unstoredBytes] and stops before it grows too large.
///
/// Nothing is read as a whole. A start goes through the bots page by page ([BotStore#ids]) and asks
/// each facet for what it has of those; so does whoever takes over a single bot.
@NullMarked
package dev.botswain.store;

import org.jspecify.annotations.NullMarked;

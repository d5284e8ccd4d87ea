/// The store that is gone with the process, for a server without a data folder and for tests.
///
/// It does all that the contract says, but for what it says of restarts, and at once: futures are
/// complete and callbacks have come when a call returns. One lock holds for all of it, so that the
/// changes of a call are seen together or not at all; callbacks run outside of it.
///
/// Bounds are the contract's: [dev.botswain.store.EventStore#trim] for events,
/// [dev.botswain.store.Change.TrimClientSessions] for client sessions,
/// [dev.botswain.store.DeadLetter#MOST] for dead letters. Answers of requests that act once would
/// be too many for a heap: of those no more stay than `ANSWERS_IN_MEMORY` of
/// [dev.botswain.limit.Limit] says.
@NullMarked
package dev.botswain.store.memory;

import org.jspecify.annotations.NullMarked;

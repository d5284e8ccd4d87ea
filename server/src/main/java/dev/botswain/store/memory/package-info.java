/// The store that lasts as long as the process, for a server without a data folder and for tests.
///
/// It does everything that the contract says, except what it says about restarts, and at once: when
/// a call returns, futures are complete and callbacks have run. One lock covers all of it, so that
/// the changes of a call are seen together or not at all; callbacks run outside it.
///
/// The bounds are the contract's: [dev.botswain.store.EventStore#trim] for events,
/// [dev.botswain.store.Change.TrimClientSessions] for client sessions,
/// [dev.botswain.store.DeadLetter#MOST] for dead letters. Answers of requests that act only once
/// would be too many for a heap, so at most `ANSWERS_IN_MEMORY` of [dev.botswain.limit.Limit] are
/// kept.
@NullMarked
package dev.botswain.store.memory;

import org.jspecify.annotations.NullMarked;

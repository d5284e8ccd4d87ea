/// Elapsed time, timers, and waiting for futures. Wall-clock time, which is for people and for ids,
/// comes from a [java.time.InstantSource]. Durations are measured with a
/// [dev.botswain.time.Ticker], which no change of the clock affects.
@NullMarked
package dev.botswain.time;

import org.jspecify.annotations.NullMarked;

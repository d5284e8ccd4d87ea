/// Elapsed time, timers, and waiting for futures. Wall time, which people and ids are told, comes
/// from a [java.time.InstantSource]; how long something took or takes is told by a
/// [dev.botswain.time.Ticker], which no change of the clock moves.
@NullMarked
package dev.botswain.time;

import org.jspecify.annotations.NullMarked;

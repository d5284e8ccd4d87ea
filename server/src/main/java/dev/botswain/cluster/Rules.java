package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Ownership;
import java.time.Duration;
import java.util.UUID;

/// The protocol's numbers and its smallest decisions, each of which the simulation breaks to see
/// that it notices. Leases are safe as long as no clock runs faster than another by a quarter,
/// which is what [#silence] is longer than [#lease].
class Rules {
  private static final Duration BEAT = Duration.ofMillis(300);

  /// How often a node beats.
  Duration beat() {
    return BEAT;
  }

  /// How long a beat entitles to act.
  Duration lease() {
    return Duration.ofSeconds(2);
  }

  /// When the lease of a beat begins, in nanoseconds of the ticker. The store may have had it any
  /// time since it was sent, and others count from when they saw it.
  long leased(long sent, long answered) {
    return sent;
  }

  /// How long another's beat may stay the same before it is given up.
  Duration silence() {
    return Duration.ofMillis(2_500);
  }

  /// How far apart two looks at the beats may be. Past it, what was seen before says nothing: it
  /// may have been the store that stood still, for all.
  Duration gap() {
    return Duration.ofSeconds(1);
  }

  /// How much longer a beat may stay the same after such a gap: the others need to find the store
  /// again too.
  Duration grace() {
    return Duration.ofMillis(2_500);
  }

  /// When a node that does not beat counts as too uncertain to be given bots.
  Duration doubt() {
    return Duration.ofSeconds(1);
  }

  /// How long the nodes must stay the same before bots are moved to even them out.
  Duration calm() {
    return Duration.ofSeconds(1);
  }

  /// How long they must have been even before that is believed: what others pass on at the same
  /// time is seen later.
  Duration rest() {
    return Duration.ofSeconds(5);
  }

  /// How long a bot stays where it is logged in, whatever evens the nodes out.
  Duration login() {
    return Duration.ofSeconds(10);
  }

  /// Whether a node asks for all ownerships after the store has failed to answer: it may be another
  /// one, which has lost the last of what was stored.
  boolean asksAll() {
    return true;
  }

  /// A name for a node that joins: never one that was used before.
  UUID name() {
    return UUID.randomUUID();
  }

  /// Whether one ownership came after another. A bot that is given up keeps its epoch, so that a
  /// late word of the same epoch does not bring it back.
  boolean isLater(Ownership one, Ownership other) {
    return one.epoch() > other.epoch()
        || one.epoch() == other.epoch() && one.node() == null && other.node() != null;
  }
}

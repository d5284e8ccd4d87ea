package dev.botswain.cluster;

import java.time.Duration;

/// How many bots may be on their way to one node at the same time: few at first, and more as long
/// as they are soon up there. So a node that has just started, and is slow, keeps none of them
/// waiting for long. Confined to the loop.
final class Pace {
  private static final int FEWEST = 4;
  private static final int MOST = 50;

  /// How soon a bot should be up at the other node once it is down at this one.
  private static final Duration SOON = Duration.ofMillis(500);

  private double most = FEWEST;
  private int underway;

  /// Lets a bot begin to leave, if there is room for it.
  boolean take() {
    if (underway >= (int) most) {
      return false;
    }
    begin();
    return true;
  }

  /// A bot begins to leave, even without room.
  void begin() {
    underway++;
  }

  /// It is no longer on its way.
  void end() {
    underway--;
  }

  /// It is up at the other node.
  ///
  /// @param nanos how long it was down
  void arrived(long nanos) {
    end();
    most = nanos <= SOON.toNanos() ? Math.min(MOST, most + 1) : Math.max(FEWEST, most - 0.5);
  }
}

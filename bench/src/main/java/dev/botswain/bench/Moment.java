package dev.botswain.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// An event that happens to the participants of a [KillRun].
///
/// @param after the time since the first message
record Moment(Duration after, Act act) {
  /// What happens.
  enum Act {
    /// SIGKILL to the server, which is restarted at once.
    KILL,
    /// The webhook's receiver breaks its connections and restarts.
    KILL_RECEIVER,
    /// The bot's connection to the gateway breaks.
    DROP,
    /// The gateway asks the bot to reconnect.
    RECONNECT
  }

  /// Random moments, in order.
  ///
  /// @param each the number of moments for each act
  static List<Moment> random(int each, Duration length, Random random) {
    var moments = new ArrayList<Moment>();
    for (Act act : Act.values()) {
      for (int i = 0; i < each; i++) {
        moments.add(new Moment(Duration.ofMillis(random.nextLong(length.toMillis())), act));
      }
    }
    moments.sort(Comparator.comparing(Moment::after));
    return moments;
  }
}

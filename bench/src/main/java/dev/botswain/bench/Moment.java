package dev.botswain.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Something that is done to those who take part in a [KillRun].
///
/// @param after since the first message
record Moment(Duration after, Act act) {
  /// What is done.
  enum Act {
    /// SIGKILL to the server, which is started again at once.
    KILL,
    /// The webhook's receiver breaks its connections and is started again.
    KILL_RECEIVER,
    /// The bot's connection to the gateway breaks.
    DROP,
    /// The gateway asks the bot to connect again.
    RECONNECT
  }

  /// Random moments in their order.
  ///
  /// @param each how many of each act
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

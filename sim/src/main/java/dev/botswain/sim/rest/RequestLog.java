package dev.botswain.sim.rest;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The last requests as they arrived, and the number of each bot's requests.
public final class RequestLog {
  /// How many requests it keeps, of all bots together.
  public static final int MAX = 5_000;

  private final Deque<Seen> last = new ArrayDeque<>();
  private final Map<Long, Long> calls = new HashMap<>();

  /// A request and the status of its answer.
  ///
  /// @param botId the bot whose token it carried; 0 without a known one
  /// @param headers all except Authorization, with names in lower case
  /// @param status 0 if the connection was dropped instead
  public record Seen(
      Instant at,
      long botId,
      String method,
      String path,
      String query,
      Map<String, String> headers,
      int bodyBytes,
      int status) {}

  RequestLog() {}

  void add(Seen seen) {
    if (last.size() == MAX) {
      last.removeFirst();
    }
    last.addLast(seen);
    if (seen.botId != 0) {
      calls.merge(seen.botId, 1L, Long::sum);
    }
  }

  /// The number of a bot's requests.
  public long calls(long botId) {
    return calls.getOrDefault(botId, 0L);
  }

  /// Up to `limit` of a bot's last requests, newest first.
  public List<Seen> last(long botId, int limit) {
    var found = new ArrayList<Seen>();
    for (Iterator<Seen> all = last.descendingIterator(); all.hasNext() && found.size() < limit; ) {
      Seen seen = all.next();
      if (seen.botId == botId) {
        found.add(seen);
      }
    }
    return found;
  }
}

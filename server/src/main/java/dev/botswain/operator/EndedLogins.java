package dev.botswain.operator;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// Logins that ended before their time. They are remembered until then; of too many, only until
/// when the last of them would have lasted, and all others until then have ended with them.
/// Thread-safe.
final class EndedLogins {
  private final int most;
  private final Map<String, Instant> byId = new HashMap<>();
  private Instant allUntil = Instant.EPOCH;

  EndedLogins(int most) {
    this.most = most;
  }

  /// @param until when it would have ended
  synchronized void add(String id, Instant until, Instant now) {
    byId.values().removeIf(end -> !now.isBefore(end));
    byId.put(id, until);
    if (byId.size() > most) {
      allUntil = byId.values().stream().max(Comparator.naturalOrder()).orElse(allUntil);
      byId.clear();
    }
  }

  synchronized boolean contains(String id, Instant until) {
    return byId.containsKey(id) || !until.isAfter(allUntil);
  }
}

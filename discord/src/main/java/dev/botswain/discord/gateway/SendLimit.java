package dev.botswain.discord.gateway;

import java.util.ArrayDeque;

/// Discord's limit on what a connection may send, kept as a sliding window.
///
/// Source: <https://discord.com/developers/docs/events/gateway#rate-limiting> (120 events in 60
/// seconds, or the connection is closed with 4008). Ordinary payloads leave room for heartbeats. An
/// idle connection sends little else, so only what was sent within the window is remembered.
final class SendLimit {
  static final int EVENTS = 120;
  static final long WINDOW_NANOS = 60_000_000_000L;

  /// The heartbeats in a minute: one every 41 seconds, and those that Discord requests.
  static final int RESERVED_FOR_HEARTBEATS = 10;

  private final ArrayDeque<Long> sentAt = new ArrayDeque<>(2);

  /// How long an ordinary payload must wait before it can ask again, in nanoseconds; 0 if it may be
  /// sent now.
  long delay(long now) {
    return delay(now, EVENTS - RESERVED_FOR_HEARTBEATS);
  }

  /// Whether a heartbeat may be sent. It cannot wait: one too many costs the connection, and a
  /// skipped one does not.
  boolean allowsHeartbeat(long now) {
    return delay(now, EVENTS) == 0;
  }

  private long delay(long now, int bound) {
    while (!sentAt.isEmpty() && now - sentAt.getFirst() >= WINDOW_NANOS) {
      sentAt.removeFirst();
    }
    return sentAt.size() < bound ? 0 : sentAt.getFirst() + WINDOW_NANOS - now;
  }

  /// Counts a payload that was sent, including heartbeats.
  void sent(long now) {
    sentAt.addLast(now);
  }
}

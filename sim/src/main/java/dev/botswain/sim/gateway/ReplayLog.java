package dev.botswain.sim.gateway;

import java.util.ArrayDeque;

/// What was sent to all sessions in the last few minutes, so that they can be resumed.
///
/// Bounded by age and by the bytes of all sessions together; the oldest event of any session is
/// dropped first. Each session has its own events in order; this class holds the order over all of
/// them.
final class ReplayLog {
  /// One event as it was sent.
  ///
  /// @param data shared with other sessions
  /// @param sentAt milliseconds since 1970
  record Sent(Session session, String type, long seq, byte[] data, long sentAt) {
    /// Its approximate size in memory.
    int bytes() {
      return data.length + 96;
    }
  }

  private final ArrayDeque<Sent> all = new ArrayDeque<>();
  private final long keepMs;
  private final long maxBytes;
  private long bytes;

  ReplayLog(long keepMs, long maxBytes) {
    this.keepMs = keepMs;
    this.maxBytes = maxBytes;
  }

  /// Adds an event and drops what is too old or too much.
  void add(Sent sent) {
    all.addLast(sent);
    bytes += sent.bytes();
    trim(sent.sentAt());
  }

  /// Drops what is too old or too much.
  void trim(long now) {
    while (!all.isEmpty() && (bytes > maxBytes || all.getFirst().sentAt() < now - keepMs)) {
      var oldest = all.removeFirst();
      bytes -= oldest.bytes();
      oldest.session().forget(oldest);
    }
  }
}

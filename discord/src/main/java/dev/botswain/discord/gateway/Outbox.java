package dev.botswain.discord.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/// Commands that a shard is still to send, in order: because Discord's limit is used up, or because
/// the shard is on its way back. They outlive a connection, but not the shard.
final class Outbox {
  /// Discord refuses more in one payload, with 4002.
  static final int MAX_BYTES = 4096;

  private static final int MOST = 256;

  private final ArrayDeque<String> waiting = new ArrayDeque<>(1);

  /// @param data the JSON of `d`
  /// @return false if it is refused: too long, or too many wait already
  boolean add(int op, String data) {
    String text = payload(op, data);
    if (waiting.size() >= MOST || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return false;
    }
    waiting.add(text);
    return true;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// The next, which is to be sent now.
  String take() {
    return waiting.remove();
  }

  void clear() {
    waiting.clear();
  }

  static String payload(int op, String data) {
    return "{\"op\":" + op + ",\"d\":" + data + "}";
  }
}

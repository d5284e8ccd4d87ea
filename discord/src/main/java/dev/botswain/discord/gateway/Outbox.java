package dev.botswain.discord.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/// Commands that a shard still has to send, in order: because Discord's limit is used up, or
/// because the shard is reconnecting. They outlive a connection, but not the shard.
final class Outbox {
  /// Discord closes the connection with 4002 if a payload is longer.
  static final int MAX_BYTES = 4096;

  private static final int MOST = 256;

  private final ArrayDeque<String> waiting = new ArrayDeque<>(1);

  /// @param data the JSON of `d`
  /// @return false if it is refused: too long, or too many are waiting
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

  /// The next command, which is sent now.
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

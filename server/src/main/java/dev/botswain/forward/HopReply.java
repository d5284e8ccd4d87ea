package dev.botswain.forward;

import org.jspecify.annotations.Nullable;

/// The header `Botswain-Hop` of a node's answer: whether it was the right node, the caller's
/// fingerprint or `-`, and the microseconds that it took until the head of the answer.
record HopReply(boolean isHere, @Nullable String session, long micros) {

  /// @param text null if the answer has no such header
  /// @return null if this is no answer of a node
  static @Nullable HopReply of(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split(" ", -1);
    if (parts.length != 3 || !parts[2].matches("[0-9]{1,15}")) {
      return null;
    }
    return new HopReply(
        parts[0].equals("here"), parts[1].equals("-") ? null : parts[1], Long.parseLong(parts[2]));
  }
}

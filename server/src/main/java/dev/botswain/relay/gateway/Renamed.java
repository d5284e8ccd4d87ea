package dev.botswain.relay.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.botswain.relay.gateway.ClientCommand.RequestMembers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer of Discord's in which the client's nonce replaces ours.
///
/// Ours has an unguessable part, so that it can be found among the bytes: a chunk is long, and not
/// worth parsing into a tree.
final class Renamed {
  private Renamed() {}

  /// @param tag the common beginning of all nonces of the client
  /// @param asked by their nonce
  /// @return null if it answers none of them
  static byte @Nullable [] of(byte[] data, String tag, Map<String, RequestMembers> asked) {
    byte[] begin = ('"' + tag).getBytes(StandardCharsets.US_ASCII);
    int at = indexOf(data, begin);
    if (at < 0) {
      return null;
    }
    int end = at + begin.length;
    while (end < data.length && data[end] != '"') {
      end++;
    }
    RequestMembers request =
        asked.get(new String(data, at + 1, end - at - 1, StandardCharsets.US_ASCII));
    if (request == null) {
      return null;
    }
    String nonce = request.nonce();
    byte[] own =
        (nonce == null
                ? "null"
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(nonce)) + '"')
            .getBytes(StandardCharsets.UTF_8);
    int rest = Math.min(data.length, end + 1);
    var renamed = new byte[at + own.length + data.length - rest];
    System.arraycopy(data, 0, renamed, 0, at);
    System.arraycopy(own, 0, renamed, at, own.length);
    System.arraycopy(data, rest, renamed, at + own.length, data.length - rest);
    return renamed;
  }

  /// From the end, where Discord puts it.
  private static int indexOf(byte[] data, byte[] wanted) {
    for (int at = data.length - wanted.length; at >= 0; at--) {
      int same = 0;
      while (same < wanted.length && data[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}

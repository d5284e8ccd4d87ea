package dev.botswain.discord.gateway;

import java.util.Arrays;

/// A buffer for inflating, one for each event loop thread: payloads are handled one after the other
/// there.
final class Scratch {
  private static final int USUAL = 1 << 16;
  private static final int KEPT_AT_MOST = 1 << 20;
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  byte[] bytes = new byte[USUAL];

  static Scratch ofThisThread() {
    return OF_THREAD.get();
  }

  void grow(int most) {
    if (bytes.length >= most) {
      throw MalformedPayloadException.tooLong(most);
    }
    bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, most));
  }

  void shrink() {
    if (bytes.length > KEPT_AT_MOST) {
      bytes = new byte[USUAL];
    }
  }
}

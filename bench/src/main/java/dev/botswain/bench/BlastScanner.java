package dev.botswain.bench;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// Finds the numbered messages of a blast, `blast <number> <milliseconds>`, in arriving bytes,
/// wherever they are cut, and ignores everything else.
final class BlastScanner {
  private static final byte[] BEGIN = "\"blast ".getBytes(StandardCharsets.US_ASCII);

  private final Supplier<Latencies> into;
  private int matched;
  private boolean numberRead;
  private int number;
  private long stamp;

  /// @param into counts each message that is found
  BlastScanner(Supplier<Latencies> into) {
    this.into = into;
  }

  void take(byte[] from, int length) {
    for (int i = 0; i < length; i++) {
      take(from[i]);
    }
  }

  /// The same, byte by byte.
  void take(byte next) {
    if (matched < BEGIN.length) {
      matched = next == BEGIN[matched] ? matched + 1 : next == BEGIN[0] ? 1 : 0;
    } else if (next >= '0' && next <= '9') {
      if (numberRead) {
        stamp = stamp * 10 + next - '0';
      } else {
        number = number * 10 + next - '0';
      }
    } else if (next == ' ' && !numberRead) {
      numberRead = true;
    } else {
      into.get().arrived(number, stamp);
      matched = 0;
      numberRead = false;
      number = 0;
      stamp = 0;
    }
  }
}

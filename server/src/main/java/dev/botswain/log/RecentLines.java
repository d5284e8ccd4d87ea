package dev.botswain.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last warnings and errors, as they are in the log. Thread-safe.
final class RecentLines extends AppenderBase<ILoggingEvent> {
  private static final int MOST = 200;

  /// An event with a long stack trace is cut here.
  private static final int LONGEST = 8_192;

  private final Encoder<ILoggingEvent> encoder;
  private final Deque<String> lines = new ArrayDeque<>();

  RecentLines(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return;
    }
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8).stripTrailing();
    String kept = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    synchronized (lines) {
      if (lines.size() == MOST) {
        lines.remove();
      }
      lines.add(kept);
    }
  }

  List<String> all() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}

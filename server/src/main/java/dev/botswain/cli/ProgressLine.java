package dev.botswain.cli;

import dev.botswain.time.Ticker;

/// How far long work has come, on a line of the terminal that is written over and in the end
/// removed. Short work, and output that is no terminal, show nothing.
final class ProgressLine {
  private static final long BETWEEN_NANOS = 200_000_000;

  private final CommandEnvironment around;
  private final Ticker ticker = Ticker.system();
  private long shownAt = ticker.nanos();
  private boolean shown;

  ProgressLine(CommandEnvironment around) {
    this.around = around;
  }

  void reached(long done, long all) {
    long now = ticker.nanos();
    if (around.terminal() != null && now - shownAt >= BETWEEN_NANOS && all > 0) {
      shownAt = now;
      shown = true;
      around.err().print("\r" + 100 * done / all + " %");
      around.err().flush();
    }
  }

  void end() {
    if (shown) {
      around.err().print("\r     \r");
      around.err().flush();
    }
  }
}

package dev.botswain.http;

import dev.botswain.share.Shares;

/// What waits for a reader of events that does not keep up: it counts as an answer that was not
/// read. Otherwise thousands of such readers, each with events of a hundred KiB, would fill the
/// memory.
///
/// Confined to the event loop of its reader.
public final class Lag {
  /// Bytes that may wait before a queue is full.
  private static final int QUEUE = 64 << 10;

  private final Shares<String> answers;
  private final Memory.Held held;
  private boolean behind;

  Lag(Shares<String> answers, String tenant) {
    this.answers = answers;
    held = new Memory.Held(answers, tenant);
  }

  /// Something was written, and the queue is full now.
  ///
  /// @return whether there is room for what waits
  public boolean grows(long bytes) {
    long more = behind ? bytes : bytes + QUEUE;
    behind = true;
    return held.more(Math.min(more, answers.share()));
  }

  /// Nothing waits any more.
  public void ends() {
    behind = false;
    held.giveBack();
  }
}

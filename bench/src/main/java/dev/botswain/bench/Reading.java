package dev.botswain.bench;

import java.io.IOException;

/// A way to read events, used as callers would use it: it continues from what it got from the
/// server, and knows nothing else.
interface Reading extends AutoCloseable {
  /// Reads until the connection ends, for whatever reason.
  ///
  /// @throws IOException if the connection breaks, or cannot be opened
  void read(Ledger into) throws IOException, InterruptedException;

  @Override
  void close();
}

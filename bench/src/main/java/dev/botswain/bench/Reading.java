package dev.botswain.bench;

import java.io.IOException;

/// A way to read events, used as its callers would use it: what it goes on from is what it has
/// heard from the server, and nothing else.
interface Reading extends AutoCloseable {
  /// Reads until the connection ends, however it does.
  ///
  /// @throws IOException if it breaks, or cannot be had
  void read(Ledger into) throws IOException, InterruptedException;

  @Override
  void close();
}

package dev.botswain.bench;

import java.io.IOException;

/// A way to read events, used as callers would use it: it continues from what it got from the
/// server, and knows nothing else.
interface Reading extends AutoCloseable {
  /// Reads until the connection ends, for whatever reason.
  ///
  /// @param server its address, or that of one of its nodes
  /// @throws IOException if the connection breaks, or cannot be opened, or the server says that it
  ///   cannot answer now
  void read(String server, Ledger into) throws IOException, InterruptedException;

  /// Breaks the connection, of which nothing has been heard for too long.
  void hangUp();

  @Override
  void close();
}

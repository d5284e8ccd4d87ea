package dev.botswain.discord.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;

/// The body of a [RestRequest].
public sealed interface RestBody {

  /// Complete in memory, so it can be sent again.
  record Whole(Buffer bytes) implements RestBody {}

  /// Read from a file each time that it is sent. The file must not change until then.
  ///
  /// @param length of the file in bytes
  record Stored(Path file, long length) implements RestBody {}

  /// Read once, and only when it is the request's turn.
  ///
  /// @param bytes paused; confined to the event loop from which the request is passed to the queue
  /// @param length in bytes, or negative if unknown
  record Streamed(ReadStream<Buffer> bytes, long length) implements RestBody {}
}

package dev.botswain.discord.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;

/// What a [RestRequest] carries.
public sealed interface RestBody {

  /// All of it is there, so it can be sent again.
  record Whole(Buffer bytes) implements RestBody {}

  /// It is read from a file each time that it is sent. The file must stay as it is until then.
  ///
  /// @param length of the file in bytes
  record Stored(Path file, long length) implements RestBody {}

  /// It is read once, and not before the request's turn has come.
  ///
  /// @param bytes paused; confined to the event loop from which the request is handed to the queue
  /// @param length in bytes, or negative if nobody knows
  record Streamed(ReadStream<Buffer> bytes, long length) implements RestBody {}
}

package dev.botswain.bench.loops;

import dev.botswain.discord.gateway.Compression;
import dev.botswain.discord.gateway.PayloadReader;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Inflating a payload of a zlib stream. The stream is a thousand messages long and then starts
/// again with another inflater, which costs a thousandth of what is measured.
@State(Scope.Thread)
public class InflateLoop {
  private static final int LENGTH = 1000;

  private final List<Buffer> frames = frames();
  private PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM);
  private int next;
  private int length;

  @Benchmark
  public int message() {
    if (next == LENGTH) {
      reader.close();
      reader = PayloadReader.of(Compression.ZLIB_STREAM);
      next = 0;
    }
    reader.frame(frames.get(next++), true, (_, inflated) -> length = inflated);
    return length;
  }

  private static List<Buffer> frames() {
    byte[] payload = Payloads.messageCreate();
    var frames = new ArrayList<Buffer>();
    var room = new byte[payload.length * 2];
    try (var deflater = new Deflater()) {
      for (int i = 0; i < LENGTH; i++) {
        deflater.setInput(payload);
        int deflated = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
        frames.add(Buffer.buffer(Arrays.copyOf(room, deflated)));
      }
    }
    return frames;
  }
}

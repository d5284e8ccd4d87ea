package dev.botswain.sim.gateway;

import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// The encodings of a gateway's connections, and what they share.
///
/// A zlib compressor remembers 32 KiB and takes a quarter of a megabyte, too much for each of ten
/// thousand connections. So the first connections get their own compressor, as at Discord, and all
/// others share one that forgets everything before each payload. The format is the same: a deflate
/// stream may refer back, but need not, and a client cannot tell.
final class Encodings implements AutoCloseable {
  private static final int OWN_DEFLATERS = 128;

  private final Deflater shared = deflater();
  private final byte[] scratch = new byte[16 * 1024];
  private int own;

  /// Creates the encoding for the parameters `encoding` and `compress`; null if one of them is not
  /// documented.
  ///
  /// @param compress empty for none
  @Nullable Encoding open(String format, String compress) {
    return switch (format) {
      case "json" -> stream(compress, new PlainText());
      case "etf" -> {
        var wire = stream(compress, new PlainBinary());
        yield wire == null ? null : new Terms(wire);
      }
      default -> null;
    };
  }

  private @Nullable Encoding stream(String compress, Encoding plain) {
    return switch (compress) {
      case "" -> plain;
      case "zlib-stream" -> zlib();
      case "zstd-stream" -> new ZstdStream(scratch);
      default -> null;
    };
  }

  private Encoding zlib() {
    if (own >= OWN_DEFLATERS) {
      return new ZlibStream(shared, true, scratch, () -> {});
    }
    own++;
    var deflater = deflater();
    return new ZlibStream(
        deflater,
        false,
        scratch,
        () -> {
          deflater.end();
          own--;
        });
  }

  /// Without zlib's header and trailer: the header is sent by each connection, the trailer never.
  private static Deflater deflater() {
    return new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  }

  @Override
  public void close() {
    shared.end();
  }
}

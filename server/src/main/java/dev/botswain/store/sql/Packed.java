package dev.botswain.store.sql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Guilds in the file: as a zlib stream (RFC 1950), because their JSON is long and repetitive.
/// Those of earlier versions are plain, and begin with a brace.
public final class Packed {
  private static final byte ZLIB = 0x78;

  private Packed() {}

  public static byte[] pack(byte[] json) {
    var packed = new ByteArrayOutputStream(json.length / 4);
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try (var out = new DeflaterOutputStream(packed, deflater)) {
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  /// Broken data is returned as it is stored, so that its reader refuses it.
  public static byte[] unpack(byte[] kept) {
    if (kept.length == 0 || kept[0] != ZLIB) {
      return kept;
    }
    try (var in = new InflaterInputStream(new ByteArrayInputStream(kept))) {
      return in.readAllBytes();
    } catch (IOException broken) {
      return kept;
    }
  }
}

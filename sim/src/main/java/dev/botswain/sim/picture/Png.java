package dev.botswain.sim.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Writes PNG, in red, green, blue and alpha of eight bits each.
///
/// Source: <https://www.w3.org/TR/png-3/>.
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /// Eight bits a channel, with alpha, the usual compression and filter, not interlaced.
  private static final byte[] FORM = {8, 6, 0, 0, 0};

  private static final int CHANNELS = 4;

  /// The filter by which each byte is the difference to the pixel on its left: a gradient becomes
  /// almost nothing.
  private static final int SUB = 1;

  private Png() {}

  /// @param pixels four bytes each, row by row
  static byte[] of(int width, int height, byte[] pixels) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      var head = new ByteArrayOutputStream();
      var fields = new DataOutputStream(head);
      fields.writeInt(width);
      fields.writeInt(height);
      fields.write(FORM);
      chunk(out, "IHDR", head.toByteArray());
      chunk(out, "IDAT", packed(width, height, pixels));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(int width, int height, byte[] pixels) throws IOException {
    var packed = new ByteArrayOutputStream();
    int length = width * CHANNELS;
    var row = new byte[1 + length];
    try (var deflater = new DeflaterOutputStream(packed)) {
      for (int y = 0; y < height; y++) {
        row[0] = SUB;
        for (int x = 0; x < length; x++) {
          int at = y * length + x;
          row[1 + x] = (byte) (pixels[at] - (x < CHANNELS ? 0 : pixels[at - CHANNELS]));
        }
        deflater.write(row);
      }
    }
    return packed.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) sum.getValue());
  }
}

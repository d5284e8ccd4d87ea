package dev.botswain.sim.rest;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Avatars and icons, in place of Discord's CDN: for each a small image in one colour, which is
/// derived from its path. Uploaded images are not kept.
///
/// Sources: <https://discord.com/developers/docs/reference#image-formatting-cdn-endpoints>,
/// <https://www.w3.org/TR/png-3/>.
final class CdnPictures {
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:(?:avatars|icons|splashes|banners|app-icons|role-icons)/[0-9]+/[0-9a-z_]+"
              + "|embed/avatars/[0-5]"
              + "|guilds/[0-9]+/users/[0-9]+/(?:avatars|banners)/[0-9a-z_]+"
              + "|(?:emojis|stickers)/[0-9]+)\\.(?:png|jpe?g|webp|gif)");

  private static final int SIDE = 16;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /// Eight bits each of red, green and blue.
  private static final byte[] FORM = {8, 2, 0, 0, 0};

  private CdnPictures() {}

  static boolean has(String path) {
    return PATH.matcher(path).matches();
  }

  static Answer get(String path) {
    return new Answer(200, Map.of("Content-Type", "image/png"), picture(path.hashCode()));
  }

  private static Buffer picture(int colour) {
    Buffer head = Buffer.buffer().appendInt(SIDE).appendInt(SIDE).appendBytes(FORM);
    return Buffer.buffer(SIGNATURE)
        .appendBuffer(chunk("IHDR", head))
        .appendBuffer(chunk("IDAT", pixels(colour)))
        .appendBuffer(chunk("IEND", Buffer.buffer()));
  }

  /// Each row begins with its filter, which is none.
  private static Buffer pixels(int colour) {
    Buffer rows = Buffer.buffer();
    for (int y = 0; y < SIDE; y++) {
      rows.appendByte((byte) 0);
      for (int x = 0; x < SIDE; x++) {
        rows.appendMedium(colour & 0xffffff);
      }
    }
    var deflater = new Deflater();
    deflater.setInput(rows.getBytes());
    deflater.finish();
    var packed = new byte[1 << 10];
    int length = deflater.deflate(packed);
    deflater.end();
    return Buffer.buffer(length).appendBytes(packed, 0, length);
  }

  private static Buffer chunk(String type, Buffer data) {
    Buffer summed = Buffer.buffer(type, StandardCharsets.US_ASCII.name()).appendBuffer(data);
    var sum = new CRC32();
    sum.update(summed.getBytes());
    return Buffer.buffer()
        .appendInt(data.length())
        .appendBuffer(summed)
        .appendUnsignedInt(sum.getValue());
  }
}

package dev.botswain.sim.rest;

import io.vertx.core.buffer.Buffer;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The type of a file: images by their first bytes, others by their name, as Discord determines the
/// `content_type` of an attachment, whatever the client says.
final class MediaType {
  private static final Map<String, String> BY_ENDING =
      Map.of(
          "txt", "text/plain; charset=utf-8",
          "md", "text/markdown; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "js", "application/javascript; charset=utf-8",
          "csv", "text/csv; charset=utf-8",
          "mp3", "audio/mpeg",
          "ogg", "audio/ogg",
          "mp4", "video/mp4",
          "webm", "video/webm");

  private MediaType() {}

  /// The media type of an upload.
  static String of(Upload upload) {
    Picture picture = Picture.read(upload.content());
    if (picture != null) {
      return picture.mediaType();
    }
    String name = upload.filename().toLowerCase(Locale.ROOT);
    String known = BY_ENDING.get(name.substring(name.lastIndexOf('.') + 1));
    return known != null
        ? known
        : Objects.requireNonNullElse(
            URLConnection.guessContentTypeFromName(name), upload.contentType());
  }

  /// An image's type and size, from its header.
  record Picture(String mediaType, int width, int height) {
    /// Parses PNG, GIF, JPEG and WebP; null for anything else, and for a truncated header.
    static @Nullable Picture read(Buffer bytes) {
      try {
        if (startsWith(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
          return new Picture("image/png", bytes.getInt(16), bytes.getInt(20));
        }
        if (startsWith(bytes, 0, "GIF8")) {
          return new Picture("image/gif", bytes.getUnsignedShortLE(6), bytes.getUnsignedShortLE(8));
        }
        if (startsWith(bytes, 0, "\u00ff\u00d8\u00ff")) {
          return jpeg(bytes);
        }
        if (startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP")) {
          return webp(bytes);
        }
      } catch (IndexOutOfBoundsException cutOff) {
        return null;
      }
      return null;
    }

    private static boolean startsWith(Buffer bytes, int at, String magic) {
      byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
      if (bytes.length() < at + wanted.length) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if (bytes.getByte(at + i) != wanted[i]) {
          return false;
        }
      }
      return true;
    }

    /// The size is in the frame header (ITU T.81, B.2.2), after segments of other kinds.
    private static @Nullable Picture jpeg(Buffer bytes) {
      int at = 2;
      while (bytes.getUnsignedByte(at) == 0xFF) {
        int marker = bytes.getUnsignedByte(at + 1);
        boolean frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) {
          return new Picture(
              "image/jpeg", bytes.getUnsignedShort(at + 7), bytes.getUnsignedShort(at + 5));
        }
        at += 2 + bytes.getUnsignedShort(at + 2);
      }
      return null;
    }

    /// The three forms of RFC 9649.
    private static @Nullable Picture webp(Buffer bytes) {
      if (startsWith(bytes, 12, "VP8X")) {
        return webp(1 + (bytes.getIntLE(24) & 0xFFFFFF), 1 + (bytes.getIntLE(26) >>> 8));
      }
      if (startsWith(bytes, 12, "VP8L")) {
        int sizes = bytes.getIntLE(21);
        return webp(1 + (sizes & 0x3FFF), 1 + (sizes >>> 14 & 0x3FFF));
      }
      if (startsWith(bytes, 12, "VP8 ")) {
        return webp(bytes.getUnsignedShortLE(26) & 0x3FFF, bytes.getUnsignedShortLE(28) & 0x3FFF);
      }
      return null;
    }

    private static Picture webp(int width, int height) {
      return new Picture("image/webp", width, height);
    }
  }
}

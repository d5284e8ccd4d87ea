package dev.botswain.sim.rest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Pictures as they come in bodies ([Image
/// Data](https://discord.com/developers/docs/reference#image-data)).
final class ImageData {
  private static final Pattern DATA_URI =
      Pattern.compile("data:image/(?:jpeg|png|gif|webp|avif);base64,([A-Za-z0-9+/=\\s]+)");
  private static final int MAX = 16 << 20;

  private ImageData() {}

  /// The hash that the picture of a field gets; null if the field is absent, null or wrong.
  static @Nullable String hash(Form form, String field) {
    String text = form.text(field, 0, MAX);
    if (text == null) {
      return null;
    }
    Matcher matcher = DATA_URI.matcher(text);
    if (!matcher.matches()) {
      form.wrong(field, "IMAGE_INVALID", "Invalid image data");
      return null;
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(1));
      byte[] digest = MessageDigest.getInstance("MD5").digest(bytes);
      return HexFormat.of().formatHex(digest);
    } catch (IllegalArgumentException e) {
      form.wrong(field, "IMAGE_INVALID", "Invalid image data");
      return null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.botswain.sim.rest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An image in a body ([Image Data](https://discord.com/developers/docs/reference#image-data)).
///
/// @param type such as `png`, as in the body; the bytes themselves are not checked
@SuppressWarnings("ArrayRecordComponent") // never compared
record ImageData(String type, byte[] bytes) {
  private static final Pattern DATA_URI =
      Pattern.compile("data:image/(jpe?g|png|gif|webp|avif);base64,([A-Za-z0-9+/=\\s]+)");
  private static final int MAX = 16 << 20;

  /// The image in a field; null if the field is absent, null or invalid.
  static @Nullable ImageData read(Form form, String field) {
    String text = form.text(field, 0, MAX);
    if (text == null) {
      return null;
    }
    Matcher matcher = DATA_URI.matcher(text);
    if (matcher.matches()) {
      try {
        return new ImageData(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2)));
      } catch (IllegalArgumentException e) {
        // said below
      }
    }
    form.wrong(field, "IMAGE_INVALID", "Invalid image data");
    return null;
  }

  /// The hash of the image in a field; null if the field is absent, null or invalid.
  static @Nullable String hash(Form form, String field) {
    ImageData image = read(form, field);
    // Animated images are recognised by the first letters.
    return image == null ? null : (image.isAnimated() ? "a_" : "") + hash(image.bytes);
  }

  /// The hash by which Discord would name an image.
  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isAnimated() {
    return type.equals("gif");
  }
}

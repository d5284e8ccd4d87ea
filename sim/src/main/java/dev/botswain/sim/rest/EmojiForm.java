package dev.botswain.sim.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the emoji in a body ([Create Guild
/// Emoji](https://discord.com/developers/docs/resources/emoji#create-guild-emoji)).
final class EmojiForm {
  private static final int MAX_BYTES = 256 << 10;
  private static final Pattern NAME = Pattern.compile("\\w{2,32}");

  private EmojiForm() {}

  /// The name, or null.
  static @Nullable String name(Form form) {
    String name = form.text("name", 2, 32);
    if (name != null && !NAME.matcher(name).matches()) {
      form.wrong("name", "STRING_TYPE_REGEX", "String value did not match validation regex.");
    }
    return name;
  }

  /// The image, which is required.
  ///
  /// @throws RequestRefused 400 without a JSON code if it is larger than 256 KiB
  static ImageData image(Form form) {
    ImageData image = ImageData.read(form.require("image"), "image");
    form.check();
    if (image == null || image.bytes().length > MAX_BYTES) {
      throw ErrorCode.IMAGE_TOO_LARGE.refusal();
    }
    return image;
  }

  /// The roles that can use it.
  static long[] roles(Form form) {
    return form.snowflakes("roles", 0, 250).stream().mapToLong(Long::longValue).toArray();
  }
}

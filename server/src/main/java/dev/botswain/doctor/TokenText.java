package dev.botswain.doctor;

import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the text of a token says, without asking Discord: it has three parts, and the first is the
/// bot's id in base64.
///
/// @param shaped whether it looks like a token
/// @param botId whose it is, by its text; null if it does not say
/// @param expected whose it should be; null if nothing is expected
/// @param usable whether it can be sent at all
record TokenText(boolean shaped, @Nullable Long botId, @Nullable Long expected, boolean usable) {
  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z0-9_-]{18,40})\\.[A-Za-z0-9_-]{4,12}\\.[A-Za-z0-9_-]{20,100}");
  private static final Pattern ID = Pattern.compile("[0-9]{15,20}");

  /// The token of a bot that is logged in, which need not be looked at.
  static TokenText of(long botId) {
    return new TokenText(true, null, botId, true);
  }

  /// @param expected whose it should be, or null
  static TokenText of(Secret token, @Nullable Long expected) {
    var parts = SHAPE.matcher(token.value());
    Long botId = parts.matches() ? id(parts.group(1)) : null;
    return new TokenText(botId != null, botId, expected, true);
  }

  TokenText unusable() {
    return new TokenText(shaped, botId, expected, false);
  }

  private static @Nullable Long id(String base64) {
    try {
      String id = new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.US_ASCII);
      return ID.matcher(id).matches() ? (Long) Snowflake.of(id) : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}

package dev.botswain.sim.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A token of Discord's form, which many libraries parse: the bot's id in Base64, then two parts
/// that mean nothing to them
/// ([Authentication](https://discord.com/developers/docs/reference#authentication)).
public final class BotToken {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int MIDDLE = 6;
  private static final int END = 38;

  private BotToken() {}

  /// The token of a bot, always the same for an id and a salt.
  ///
  /// @param salt empty for its first one
  public static String of(long id, String salt) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-512")
              .digest((id + " " + salt).getBytes(StandardCharsets.UTF_8));
      String secret = BASE64.encodeToString(digest);
      return BASE64.encodeToString(Long.toString(id).getBytes(StandardCharsets.US_ASCII))
          + "."
          + secret.substring(0, MIDDLE)
          + "."
          + secret.substring(MIDDLE, MIDDLE + END);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

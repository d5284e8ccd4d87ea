package dev.botswain.discord.rest;

import dev.botswain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The first half of the SHA-256 of a token: what it is told from others by, and no secret.
final class Fingerprint {
  private static final int BYTES = 16;

  private Fingerprint() {}

  /// @return empty for none
  static String of(@Nullable Secret token) {
    if (token == null) {
      return "";
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(token.value().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}

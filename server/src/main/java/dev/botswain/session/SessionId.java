package dev.botswain.session;

import dev.botswain.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// The secret that names a session, as its caller knows it. It has the form of a bot's token, which
/// many libraries parse to learn the bot's id: that id in base64url, a part without meaning, and
/// the secret. Only the secret identifies the session.
///
/// Source: <https://discord.com/developers/docs/reference#authentication>.
///
/// @param text three parts separated by dots; for sessions older than this form, only the last part
public record SessionId(String text) {
  /// The length of the secret: base64url of 256 random bits.
  static final int SECRET_LENGTH = 43;

  /// The most characters of a bot's id in base64url.
  private static final int LONGEST_BOT = 27;

  private static final int MIDDLE_BYTES = 4;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /// A new id for a session of a bot.
  static SessionId random(long botId) {
    byte[] bot = Long.toUnsignedString(botId).getBytes(StandardCharsets.US_ASCII);
    return new SessionId(
        BASE64.encodeToString(bot) + "." + random(MIDDLE_BYTES) + "." + random(SECRET_BYTES));
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  private String secret() {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  /// The bot that it names; 0 for sessions that are older than this form, and for what is none.
  public long bot() {
    int dot = text.indexOf('.');
    if (dot < 1 || dot > LONGEST_BOT) {
      return 0;
    }
    try {
      byte[] digits = Base64.getUrlDecoder().decode(text.substring(0, dot));
      return Long.parseUnsignedLong(new String(digits, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException notABot) {
      return 0;
    }
  }

  /// Whether it contains a secret of the right length, so that it is worth looking up.
  boolean isPlausible() {
    return secret().length() == SECRET_LENGTH;
  }

  /// What is stored of it.
  Hash hash() {
    ByteBuffer parts = ByteBuffer.wrap(Sha256.of(secret()));
    return new Hash(parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong());
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }

  /// The SHA-256 of a session id's secret, from which the id cannot be derived.
  record Hash(long a, long b, long c, long d) {
    /// @param hex the result of [#hex()]
    static Hash of(String hex) {
      ByteBuffer parts = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
      return new Hash(parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong());
    }

    String hex() {
      HexFormat hex = HexFormat.of();
      return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }

    /// The first 48 bits: enough to tell sessions apart in a log, useless to a thief.
    String fingerprint() {
      return HexFormat.of().toHexDigits(a >>> 16, 12);
    }
  }
}

package dev.botswain.session;

import dev.botswain.store.Sha256;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// The secret that names a session, as its caller knows it.
///
/// @param text 43 characters of base64url: 256 random bits
public record SessionId(String text) {
  static final int LENGTH = 43;

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  static SessionId random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// What is kept of it.
  Hash hash() {
    ByteBuffer parts = ByteBuffer.wrap(Sha256.of(text));
    return new Hash(parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong());
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }

  /// The SHA-256 of a session id, from which nobody finds the id.
  record Hash(long a, long b, long c, long d) {
    /// @param hex what [#hex()] gave
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

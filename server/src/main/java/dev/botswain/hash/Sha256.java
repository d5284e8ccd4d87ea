package dev.botswain.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, which identifies secrets and requests that are not stored themselves.
public final class Sha256 {
  /// Copied for each use: looking one up costs more than hashing something short.
  private static final MessageDigest UNUSED;

  static {
    try {
      UNUSED = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Sha256() {}

  /// A digest without input.
  public static MessageDigest digest() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 can be copied", e);
    }
  }

  /// The digest of a text in UTF-8.
  public static byte[] of(String text) {
    return digest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The same in hex.
  public static String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }
}

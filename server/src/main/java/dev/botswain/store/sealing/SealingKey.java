package dev.botswain.store.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A key of AES-256-GCM. Its id is the beginning of a digest of it, so a key has the same id
/// wherever it is written down, and the id says nothing about the key.
///
/// Source: NIST SP 800-38D.
public final class SealingKey {
  public static final int BYTES = 32;
  public static final int ID_BYTES = 4;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;
  private final SecretKeySpec key;
  private final byte[] id;

  /// @param bytes 32
  /// @throws IllegalArgumentException if they are another number
  public SealingKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a key has " + BYTES + " bytes");
    }
    this.bytes = bytes.clone();
    this.key = new SecretKeySpec(bytes, "AES");
    this.id = id(bytes);
  }

  public static SealingKey random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new SealingKey(bytes);
  }

  /// @param text in base64 or hex
  /// @throws IllegalArgumentException if it is no key
  public static SealingKey parse(String text) {
    return new SealingKey(
        text.length() == 2 * BYTES
            ? HexFormat.of().parseHex(text)
            : Base64.getDecoder().decode(text));
  }

  private static byte[] id(byte[] key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update("id of a botswain key".getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(digest.digest(key), ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// A secret of 32 bytes for a purpose (HMAC-SHA-256 of its name), which says nothing about the
  /// key.
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  public byte[] id() {
    return id.clone();
  }

  /// The id in hex, for people.
  public String name() {
    return HexFormat.of().formatHex(id);
  }

  public boolean hasId(byte[] other) {
    return Arrays.equals(id, other);
  }

  /// The key itself, in base64.
  public String text() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The nonce and what follows it.
  public byte[] seal(byte[] secret, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(secret);
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /// @param from where the nonce begins
  /// @return null if it was sealed with another key or for another owner, or was changed
  public byte @Nullable [] open(byte[] sealed, int from, String owner) {
    int text = from + NONCE_BYTES;
    if (sealed.length < text + TAG_BITS / 8) {
      return null;
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(sealed, from, text), owner)
          .doFinal(sealed, text, sealed.length - text);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealingKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(id);
  }

  @Override
  public String toString() {
    return name();
  }
}

package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret shared by a webhook and its receiver, with which the receiver recognises our
/// messages.
///
/// Source:
/// <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme>.
///
/// @param text `whsec_` and the base64 of 24 to 64 random bytes, as the receiver gets it
record WebhookSecret(String text) {
  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;
  private static final int OURS = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// @throws IllegalArgumentException if it has another form; the message does not show it
  WebhookSecret {
    if (!isSecret(text)) {
      throw new IllegalArgumentException(
          "a webhook secret is whsec_ and the base64 of %s to %s bytes"
              .formatted(SHORTEST, LONGEST));
    }
  }

  /// A new one, with 256 random bits.
  static WebhookSecret random() {
    byte[] bytes = new byte[OURS];
    RANDOM.nextBytes(bytes);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  /// The signature of a message that is sent at that time, prefixed with the version.
  String sign(Message message, Instant at) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes(text), HMAC));
      mac.update((message.id() + "." + at.getEpochSecond() + ".").getBytes(US_ASCII));
      mac.update(message.payload());
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }

  private static boolean isSecret(String text) {
    if (!text.startsWith(PREFIX)) {
      return false;
    }
    try {
      int length = bytes(text).length;
      return length >= SHORTEST && length <= LONGEST;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }
}

package dev.botswain.forward;

import dev.botswain.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Codes over text (HMAC-SHA-256) that only nodes with the same secret key can make. Thread-safe.
final class HopSeal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final long FRESH = Duration.ofSeconds(1).toNanos();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Supplier<List<byte[]>> keys;
  private final Ticker ticker;
  private volatile @Nullable Ready ready;

  /// Codes with a key each, to be cloned: deriving and setting up a key costs more than a code.
  private record Ready(List<Mac> codes, long since) {}

  /// @param keys those that are valid now; the first one makes codes, and each may have made one.
  ///   They are asked for again after a second.
  HopSeal(Supplier<List<byte[]>> keys, Ticker ticker) {
    this.keys = keys;
    this.ticker = ticker;
  }

  String of(String text) {
    return BASE64.encodeToString(code(codes().getFirst(), text));
  }

  /// Whether a node with one of the keys has made it. It takes the same time whatever is wrong with
  /// it.
  boolean isOf(String seal, String text) {
    byte[] given = seal.getBytes(StandardCharsets.ISO_8859_1);
    boolean made = false;
    for (Mac each : codes()) {
      byte[] expected = BASE64.encode(code(each, text));
      made |= MessageDigest.isEqual(expected, given);
    }
    return made;
  }

  private static byte[] code(Mac of, String text) {
    try {
      return ((Mac) of.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own codes can be cloned", e);
    }
  }

  private List<Mac> codes() {
    Ready now = ready;
    if (now == null || ticker.nanos() - now.since() > FRESH) {
      now = new Ready(keys.get().stream().map(HopSeal::mac).toList(), ticker.nanos());
      ready = now;
    }
    return now.codes();
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}

package dev.botswain.operator;

import dev.botswain.config.AccessConfig;
import dev.botswain.hash.Sha256;
import dev.botswain.secret.Secret;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.time.Await;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The operator's key, of which only the hash is known once it has been shown. Thread-safe.
public final class OperatorKey {
  private static final String PREFIX = "bwo_";
  private static final int SECRET_BYTES = 32;

  private final Store store;
  private final boolean configured;
  private volatile byte[] hash;
  private volatile Optional<Secret> created;

  private OperatorKey(Store store, boolean configured, byte[] hash, Optional<Secret> created) {
    this.store = store;
    this.configured = configured;
    this.hash = hash;
    this.created = created;
  }

  /// The key of the settings, otherwise that of an earlier run, otherwise a new one. Waits for the
  /// store.
  public static OperatorKey of(AccessConfig config, Store store) {
    if (config.operatorKey().isPresent()) {
      return new OperatorKey(store, true, hash(config.operatorKey().get()), Optional.empty());
    }
    Optional<String> kept = Await.of(store.access().operatorKey());
    if (kept.isPresent()) {
      return new OperatorKey(store, false, HexFormat.of().parseHex(kept.get()), Optional.empty());
    }
    Secret key = random();
    keep(store, key);
    return new OperatorKey(store, false, hash(key), Optional.of(key));
  }

  /// The key, if this run made it and nobody has asked for it before: it is shown once.
  public Optional<Secret> takeCreated() {
    Optional<Secret> key = created;
    created = Optional.empty();
    return key;
  }

  /// Whether a setting determines it, so that only a restart can change it.
  boolean isConfigured() {
    return configured;
  }

  /// Whether a text is the key.
  boolean matches(String text) {
    return MessageDigest.isEqual(Sha256.of(text), hash);
  }

  /// Replaces the key; the previous one opens nothing any more. Waits for the store.
  ///
  /// @return the new key, which is not shown again
  /// @throws IllegalStateException if it [#isConfigured]
  Secret rotate() {
    if (configured) {
      throw new IllegalStateException("the key is configured");
    }
    Secret key = random();
    keep(store, key);
    hash = hash(key);
    return key;
  }

  private static void keep(Store store, Secret key) {
    Await.of(store.write(new Change.PutOperatorKey(Sha256.hex(key.value()))));
  }

  private static byte[] hash(Secret key) {
    return Sha256.of(key.value());
  }

  private static Secret random() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}

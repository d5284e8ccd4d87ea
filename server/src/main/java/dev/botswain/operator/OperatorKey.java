package dev.botswain.operator;

import dev.botswain.config.AccessConfig;
import dev.botswain.hash.Sha256;
import dev.botswain.secret.Secret;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The operator's key, of which only the hash is known once it has been shown. Thread-safe.
public final class OperatorKey {
  private static final String PREFIX = "bwo_";

  private final Store store;
  private final Ticker ticker;
  private final boolean configured;
  private volatile byte[] hash;
  private volatile @Nullable Previous previous;
  private volatile Optional<Secret> created;

  private OperatorKey(
      Store store, Ticker ticker, boolean configured, byte[] hash, Optional<Secret> created) {
    this.store = store;
    this.ticker = ticker;
    this.configured = configured;
    this.hash = hash;
    this.created = created;
  }

  /// The key of the settings, otherwise that of an earlier run, otherwise a new one. Waits for the
  /// store.
  public static OperatorKey of(AccessConfig config, Store store) {
    return of(config, store, Ticker.system());
  }

  static OperatorKey of(AccessConfig config, Store store, Ticker ticker) {
    if (config.operatorKey().isPresent()) {
      return new OperatorKey(
          store, ticker, true, hash(config.operatorKey().get()), Optional.empty());
    }
    Optional<String> kept = Await.of(store.access().operatorKey());
    if (kept.isPresent()) {
      return new OperatorKey(
          store, ticker, false, HexFormat.of().parseHex(kept.get()), Optional.empty());
    }
    Secret key = Secret.random(PREFIX);
    keep(store, key);
    return new OperatorKey(store, ticker, false, hash(key), Optional.of(key));
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

  /// Whether a text is the key, or was until recently and still works.
  boolean matches(String text) {
    return hashOf(text).isPresent();
  }

  /// The hash of a key that works; empty if a text is none.
  Optional<byte[]> hashOf(String text) {
    byte[] given = Sha256.of(text);
    return hashes().stream().filter(one -> MessageDigest.isEqual(given, one)).findFirst();
  }

  /// The hashes of the keys that work: of the key, and of the one before it if that still does.
  List<byte[]> hashes() {
    Previous before = previous;
    if (before != null && ticker.nanos() - before.until() >= 0) {
      previous = null;
      before = null;
    }
    return before == null ? List.of(hash) : List.of(hash, before.hash());
  }

  /// Replaces the key. Waits for the store.
  ///
  /// @param overlap how long the previous key works beside the new one, unless the server stops
  ///   earlier; those before it stop working at once
  /// @return the new key, which is not shown again
  /// @throws IllegalStateException if it [#isConfigured]
  synchronized Secret rotate(Duration overlap) {
    if (configured) {
      throw new IllegalStateException("the key is configured");
    }
    Secret key = Secret.random(PREFIX);
    keep(store, key);
    previous = overlap.isZero() ? null : new Previous(hash, ticker.nanos() + overlap.toNanos());
    hash = hash(key);
    return key;
  }

  /// @param until by the ticker
  private record Previous(byte[] hash, long until) {}

  private static void keep(Store store, Secret key) {
    Await.of(store.write(new Change.PutOperatorKey(Sha256.hex(key.value()))));
  }

  private static byte[] hash(Secret key) {
    return Sha256.of(key.value());
  }
}

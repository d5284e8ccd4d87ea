package dev.botswain.operator;

import dev.botswain.config.AccessConfig;
import dev.botswain.hash.Sha256;
import dev.botswain.secret.Secret;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredOperatorKey;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The operator's key, of which only the hash is known once it has been shown. Thread-safe.
public final class OperatorKey {
  private static final String PREFIX = "bwo_";

  private final Store store;
  private final Ticker ticker;
  private final InstantSource clock;
  private final boolean configured;
  private volatile Works works;
  private volatile Optional<Secret> created = Optional.empty();

  private OperatorKey(
      Store store, InstantSource clock, Ticker ticker, boolean configured, Works works) {
    this.store = store;
    this.clock = clock;
    this.ticker = ticker;
    this.configured = configured;
    this.works = works;
  }

  /// The key of the settings, otherwise that of an earlier run or of another node, otherwise a new
  /// one. Waits for the store.
  public static OperatorKey of(AccessConfig config, Store store, InstantSource clock) {
    return of(config, store, clock, Ticker.system());
  }

  static OperatorKey of(AccessConfig config, Store store, InstantSource clock, Ticker ticker) {
    if (config.operatorKey().isPresent()) {
      Secret key = config.operatorKey().get();
      return new OperatorKey(store, clock, ticker, true, new Works(hash(key), null));
    }
    var none = new Works(new byte[0], null);
    var made = new OperatorKey(store, clock, ticker, false, none);
    made.load();
    if (made.works == none) {
      Secret key = Secret.random(PREFIX);
      Await.of(store.write(new Change.BeginOperatorKey(new StoredOperatorKey(hex(key)))));
      made.load();
      made.created = made.matches(key.value()) ? Optional.of(key) : Optional.empty();
    }
    return made;
  }

  /// Reads the key anew, because another node may have changed it. Waits for the store.
  public synchronized void load() {
    if (configured) {
      return;
    }
    Await.of(store.access().operatorKey()).ifPresent(now -> works = works(now));
  }

  private Works works(StoredOperatorKey stored) {
    byte[] hash = HexFormat.of().parseHex(stored.hash());
    String before = stored.previous();
    Instant until = stored.previousUntil();
    if (before == null || until == null) {
      return new Works(hash, null);
    }
    Previous known = works.previous();
    byte[] previous = HexFormat.of().parseHex(before);
    long left = Duration.between(clock.instant(), until).toNanos();
    return known != null && MessageDigest.isEqual(known.hash(), previous)
        ? new Works(hash, known)
        : new Works(hash, left > 0 ? new Previous(previous, ticker.nanos() + left) : null);
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
    Works now = works;
    Previous before = now.previous();
    return before == null || ticker.nanos() - before.until() >= 0
        ? List.of(now.hash())
        : List.of(now.hash(), before.hash());
  }

  /// Replaces the key. Waits for the store.
  ///
  /// @param overlap how long the previous key works beside the new one; those before it stop
  ///   working at once
  /// @return the new key, which is not shown again
  /// @throws IllegalStateException if it [#isConfigured]
  synchronized Secret rotate(Duration overlap) {
    if (configured) {
      throw new IllegalStateException("the key is configured");
    }
    Secret key = Secret.random(PREFIX);
    byte[] before = works.hash();
    Await.of(
        store.write(
            new Change.PutOperatorKey(
                overlap.isZero()
                    ? new StoredOperatorKey(hex(key))
                    : new StoredOperatorKey(
                        hex(key),
                        HexFormat.of().formatHex(before),
                        clock.instant().plus(overlap)))));
    works =
        new Works(
            hash(key),
            overlap.isZero() ? null : new Previous(before, ticker.nanos() + overlap.toNanos()));
    return key;
  }

  /// @param until by the ticker
  private record Previous(byte[] hash, long until) {}

  private record Works(byte[] hash, @Nullable Previous previous) {}

  private static String hex(Secret key) {
    return Sha256.hex(key.value());
  }

  private static byte[] hash(Secret key) {
    return Sha256.of(key.value());
  }
}

package dev.botswain.action;

import dev.botswain.hash.Sha256;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredKey;
import dev.botswain.time.Await;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Idempotency keys that outlive the process: a key is stored before its request acts, and its
/// outcome afterwards. A key without an outcome belongs to a request that was in progress when the
/// server died.
final class StoredKeys implements IdempotencyKeys {
  private static final Logger log = LoggerFactory.getLogger(StoredKeys.class);

  private final RecentKeys recent;
  private final Store store;
  private final InstantSource clock;

  /// @param recent those of this run
  StoredKeys(RecentKeys recent, Store store, InstantSource clock) {
    this.recent = recent;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Claim claim(Key key, String request, Duration most, Recording recording)
      throws TimeoutException, InterruptedException {
    Claim claim = recent.claim(key, request, most);
    if (!(claim instanceof Claim.First)) {
      return claim;
    }
    try {
      String name = Sha256.hex(key.text());
      Optional<StoredKey> before = Await.of(store.keys().find(name));
      if (before.isEmpty()) {
        recording.begin(
            store,
            new Change.PutKey(new StoredKey(name, key.bot(), request, null, clock.instant())));
        return claim;
      }
      return earlier(key, request, before.get());
    } catch (RuntimeException failure) {
      recent.forget(key);
      throw failure;
    }
  }

  private Claim earlier(Key key, String request, StoredKey before) {
    if (!before.request().equals(request)) {
      recent.forget(key);
      return new Claim.Other();
    }
    byte[] stored = before.answer();
    Outcome outcome = stored == null ? null : StoredOutcome.read(stored);
    if (outcome == null) {
      return new Claim.Unknown();
    }
    recent.settle(key, outcome);
    return new Claim.Answered(outcome);
  }

  @Override
  public void settle(Key key, Outcome outcome) {
    String request = recent.settle(key, outcome);
    if (request != null) {
      store
          .write(
              new Change.PutKey(
                  new StoredKey(
                      Sha256.hex(key.text()),
                      key.bot(),
                      request,
                      StoredOutcome.write(outcome),
                      clock.instant())))
          .onFailure(e -> log.warn("an idempotency key has no answer: {}", e.toString()));
    }
  }

  @Override
  public void forget(Key key) {
    // In this order, because a caller that waits for it checks the store next.
    store.write(new Change.RemoveKey(Sha256.hex(key.text()))).onComplete(_ -> recent.forget(key));
  }
}

package dev.botswain.store.sql;

import dev.botswain.store.SecretKeys;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.Keyring;
import dev.botswain.store.sealing.Keyset;
import dev.botswain.store.sealing.SealingKey;
import dev.botswain.store.sealing.Vault;
import dev.botswain.time.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes the key while the store is in use. At whatever moment the process or the machine stops,
/// the next start has all keys that it needs, and continues:
///
/// 1. The source gets the new key, before the old one.
/// 2. `sealing_keys` gets the new key ([KeysInUse]).
/// 3. The new key seals from now on, and [Resealing] replaces what older keys have sealed, until it
///    finds nothing more.
/// 4. `sealing_keys` loses the old keys.
/// 5. Once the disk has all of that, the source loses the old keys, if it can be written.
///
/// A start with several keys begins at 2. Where several processes use the database, each reads keys
/// from a place of its own, so all of this begins with their starts: none makes or removes a key,
/// and 3 waits until all seal with the same one ([SealedDatabase#isAgreed]). In memory old keys
/// stay until the process ends, for what was read before its replacement.
public final class SqlSecretKeys implements SecretKeys, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SqlSecretKeys.class);
  private static final long TRY_AGAIN_MILLIS = 2_000;

  private final Keyring keyring;
  private final KeysInUse atStart;
  private final Vault vault;
  private final Writer writer;
  private final SealedDatabase database;
  private final Resealing resealing;
  private final AtomicBoolean rotating = new AtomicBoolean();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile State state;
  private volatile @Nullable Thread thread;

  public SqlSecretKeys(
      Keyring keyring,
      KeysInUse atStart,
      Vault vault,
      Writer writer,
      Reader reader,
      SealedDatabase database) {
    this.keyring = keyring;
    this.atStart = atStart;
    this.vault = vault;
    this.writer = writer;
    this.database = database;
    this.resealing = new Resealing(vault, writer, reader, this::isClosing, this::resealed);
    this.state =
        new State(
            keyring.place(),
            vault.keys().first().name(),
            List.of(),
            List.of(),
            0,
            Optional.empty());
  }

  /// Continues what an earlier run began, or the source asks for.
  public void start() {
    Keyset keys = vault.keys();
    if (!atStart.isOnlyFirst(keys)) {
      rotating.set(true);
      reseal(atStart.names());
    } else if (keys.keys().size() > 1) {
      dropUnneeded();
    }
  }

  @Override
  public Optional<State> state() {
    return Optional.of(state);
  }

  @Override
  public List<byte[]> derived(String purpose) {
    return vault.keys().keys().stream().map(key -> key.derive(purpose)).toList();
  }

  @Override
  public Future<Rotation> rotate() {
    Promise<Rotation> done = Promise.promise();
    Thread.ofVirtual().name("rotate-secret-key").start(() -> rotate(done));
    return done.future();
  }

  private void rotate(Promise<Rotation> done) {
    Rotation rotation;
    try {
      rotation = begin();
    } catch (RuntimeException e) {
      done.fail(e);
      return;
    }
    done.complete(rotation);
  }

  private Rotation begin() {
    if (database.isShared()) {
      return new Rotation.Refused(
          "all nodes need the same keys, so each gets the new one from its settings, in three rolling"
              + " restarts: set the present key and the new one (with a blank or a line between"
              + " them), then the new one and the present one, then the new one alone");
    }
    if (isClosing() || !rotating.compareAndSet(false, true)) {
      return new Rotation.Refused(
          "secrets are being encrypted with the key %s already; wait until that is done"
              .formatted(state.current()));
    }
    boolean begun = false;
    try {
      Keyset next = next();
      use(next);
      begun = true;
      return new Rotation.Begun(state);
    } catch (StoreUnusableException unreadable) {
      return new Rotation.Refused(String.valueOf(unreadable.getMessage()));
    } catch (IOException unwritable) {
      return new Rotation.Refused(keyring.cureForNoWriting(unwritable));
    } finally {
      if (!begun) {
        rotating.set(false);
      }
    }
  }

  /// The keys from now on, which are in the source.
  private Keyset next() throws IOException {
    Keyset there = keyring.read(false);
    SealingKey current = vault.keys().first();
    if (!there.keys().contains(current)) {
      throw keyring.lacks(database.name(), current.name(), "");
    }
    if (!there.first().equals(current)) {
      return there;
    }
    Keyset next = Keyset.of(SealingKey.random(), there.keys());
    keyring.write(next);
    return next;
  }

  private void use(Keyset next) {
    SealingKey old = vault.keys().first();
    Await.of(
        writer.run(rows -> {
          KeysInUse.add(rows.statements(), next.first());
          return true;
        }));
    Keyset all = Keyset.of(next.first(), vault.keys().keys());
    // On its thread: what it has sealed before is committed when the next of its tasks runs.
    Await.of(
        writer.run(_ -> {
          vault.use(all);
          return true;
        }));
    log.info("secrets are encrypted with the key {} from now on", next.first().name());
    reseal(List.of(old.name(), next.first().name()));
  }

  /// @param names of all keys in use
  private void reseal(List<String> names) {
    String current = vault.keys().first().name();
    List<String> older = names.stream().filter(name -> !name.equals(current)).toList();
    state = new State(keyring.place(), current, older, List.of(), 0, Optional.empty());
    thread = Thread.ofVirtual().name("reseal").start(this::resealAll);
  }

  private void resealAll() {
    try {
      boolean done = false;
      while (!done && !isClosing()) {
        done = tryToReseal();
      }
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("secrets cannot be encrypted anew; the next start tries again");
      problem("it failed and is tried again at the next start: " + e.getMessage());
    } finally {
      rotating.set(false);
    }
  }

  /// @return whether all is done
  private boolean tryToReseal() {
    SealingKey key = vault.keys().first();
    try {
      if (!Await.of(writer.run(rows -> database.isAgreed(rows.statements(), key)))) {
        problem("a node encrypts with another key: give all the same, and restart them");
        waitAMoment();
        return false;
      }
      if (!resealing.pass()) {
        return false;
      }
      if (!Await.of(writer.run(rows -> database.keepOnly(rows.statements(), key)))) {
        return false;
      }
    } catch (StoreFailedException e) {
      problem("the store cannot write: " + e.getMessage());
      waitAMoment();
      return false;
    }
    log.atInfo()
        .addKeyValue("values", state.resealed())
        .log("all secrets are encrypted with the key {}", state.current());
    dropUnneeded();
    return true;
  }

  private void waitAMoment() {
    try {
      closing.await(TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only close() ends it.
    }
  }

  /// Nothing is sealed with any but the first key.
  private void dropUnneeded() {
    SealingKey first = vault.keys().first();
    List<String> unneeded = List.of();
    String problem = null;
    try {
      Keyset there = keyring.read(false);
      if (there.first().equals(first) && there.keys().size() > 1) {
        unneeded = there.onlyOthers().stream().map(SealingKey::name).toList();
        if (database.isShared()) {
          throw new IOException("several processes need the same keys");
        }
        database.sync(); // A loss of power must not bring back what needs them.
        keyring.write(there.onlyFirst());
        log.info("removed from {}, because nothing needs them: {}", keyring.place(), unneeded);
        unneeded = List.of();
      }
    } catch (IOException e) {
      log.info(
          "nothing needs these keys any more, remove them from {}: {}", keyring.place(), unneeded);
    } catch (StoreUnusableException e) {
      problem = e.getMessage();
      log.warn("keys that nothing needs are not removed: {}", problem);
    }
    state =
        new State(
            keyring.place(),
            first.name(),
            List.of(),
            unneeded,
            state.resealed(),
            Optional.ofNullable(problem));
  }

  private void resealed() {
    State now = state;
    state =
        new State(
            now.source(),
            now.current(),
            now.older(),
            now.unneeded(),
            now.resealed() + 1,
            Optional.empty());
  }

  private void problem(String what) {
    State now = state;
    state =
        new State(
            now.source(),
            now.current(),
            now.older(),
            now.unneeded(),
            now.resealed(),
            Optional.of(what));
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /// Stops between two pages; the next start continues.
  @Override
  public void close() {
    closing.countDown();
    Thread running = thread;
    try {
      if (running != null) {
        running.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

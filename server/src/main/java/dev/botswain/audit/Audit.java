package dev.botswain.audit;

import dev.botswain.config.EventRetention;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import dev.botswain.store.AuditFilter;
import dev.botswain.store.AuditRetention;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredAuditRecord;
import dev.botswain.time.Await;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The trail of who did what. Thread-safe.
public final class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final Store store;
  private final InstantSource clock;
  private final EventRetention kept;
  private final Runs runs;
  private final AtomicBoolean trimming = new AtomicBoolean();
  private final Shares<String> unstored = Limit.AUDIT_UNSTORED.shares();
  private volatile Shares<String> refusedLogins = Limit.REFUSED_LOGINS.shares();

  /// Enters this process into the store, reads it, and waits for it.
  ///
  /// @param kept how long records are kept, and how many of each bot
  public Audit(Store store, InstantSource clock, EventRetention kept) {
    this.store = store;
    this.clock = clock;
    this.kept = kept;
    this.runs =
        new Runs(
            Await.of(store.processes().enter()), Await.of(store.audit().lastId()), clock.millis());
  }

  /// What others must know of this run to tell what it has not completed yet.
  public AuditFilter.Run run() {
    return runs.own();
  }

  /// The runs that can still complete what they have begun.
  public void alive(List<AuditFilter.Run> others) {
    runs.set(others);
  }

  /// Records what a caller does in a request.
  public AuditRecorder by(Actor actor) {
    return new AuditRecorder(this, actor);
  }

  StoredAuditRecord record(Actor actor, String action, long botId, Target target, boolean dryRun) {
    return new StoredAuditRecord(
        runs.next(clock.millis()),
        clock.instant(),
        actor.stored(),
        botId,
        PlainText.of(action, PlainText.LONG),
        target.text(),
        dryRun,
        PlainText.of(actor.requestId(), PlainText.SHORT),
        null);
  }

  AuditEntry entry(StoredAuditRecord record) {
    return new AuditEntry(store, record);
  }

  /// Stores a record of something that has no effect, so that nobody needs to wait for it. If too
  /// many wait for a slow disk, it is dropped.
  void add(StoredAuditRecord record) {
    String owner = record.actor().owner();
    if (unstored.take(owner) == null) {
      store.writeSoon(new Change.PutAuditRecord(record)).onComplete(_ -> unstored.give(owner));
    }
  }

  /// Counts a refused token or key of a stranger.
  boolean mayRecordRefusedStranger(String network) {
    return refusedLogins.take(network) == null;
  }

  /// Which records to read; null for all.
  public AuditFilter filter(AuditQuery query) {
    return new AuditFilter(
        query.botId(),
        query.tenant(),
        query.session(),
        query.action(),
        query.outcome(),
        runs.alive(),
        query.since(),
        query.until());
  }

  /// Records by id, as [dev.botswain.store.AuditStore#page].
  public Future<List<StoredAuditRecord>> page(
      AuditQuery query, long from, boolean newestFirst, int limit) {
    return store.audit().page(filter(query), from, newestFirst, limit);
  }

  /// How a record ended, as far as is known.
  public String outcome(StoredAuditRecord record) {
    return AuditFilter.outcomeOf(record, runs.alive());
  }

  /// Deletes records that are too old or too many. To be called periodically. Several nodes may do
  /// it at once: each deletes up to an id, so they delete the same.
  public void sweep() {
    refusedLogins = Limit.REFUSED_LOGINS.shares();
    if (!trimming.compareAndSet(false, true)) {
      return;
    }
    store
        .audit()
        .trim(retention())
        .onFailure(e -> log.warn("old records could not be deleted: {}", e.toString()))
        .onComplete(_ -> trimming.set(false));
  }

  private AuditRetention retention() {
    return new AuditRetention(
        clock.instant().minus(kept.age()),
        kept.count(),
        new AuditRetention.Room(Limit.AUDIT.total(), Limit.AUDIT.share()),
        new AuditRetention.Room(
            Limit.AUDIT_OF_STRANGERS.total(), Limit.AUDIT_OF_STRANGERS.share()));
  }
}

package dev.botswain.session;

import dev.botswain.store.Change;
import dev.botswain.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores what happens to sessions after they began. Nobody waits for it.
final class SessionRecords {
  private static final Logger log = LoggerFactory.getLogger(SessionRecords.class);

  private final Store store;
  private volatile long usesKeptAt;

  /// @param now by the ticker
  SessionRecords(Store store, long now) {
    this.store = store;
    this.usesKeptAt = now;
  }

  /// Stores when sessions were used, of those that were since the last call.
  ///
  /// @param now by the ticker
  void used(Collection<Session> sessions, long now) {
    var used = new HashMap<String, Instant>();
    for (Session session : sessions) {
      if (session.endedAt() == null && session.lifetime().isUsedSince(usesKeptAt)) {
        used.put(session.hash().hex(), session.lastUsedAt());
      }
    }
    if (!used.isEmpty()) {
      store.write(new Change.UseSessions(used));
    }
    usesKeptAt = now;
  }

  /// What is to be stored of sessions that move.
  static List<Change> last(Collection<Session> sessions) {
    var changes = new ArrayList<Change>();
    var used = new HashMap<String, Instant>();
    for (Session session : sessions) {
      used.put(session.key(), session.lastUsedAt());
      if (session.acknowledged() > 0) {
        changes.add(new Change.Acknowledge(session.key(), session.acknowledged()));
      }
    }
    changes.add(new Change.UseSessions(used));
    return changes;
  }

  /// Stores up to which event the caller of a session is done. One write at a time, so that a
  /// caller who acknowledges faster than the store writes does not fill a queue.
  void acknowledged(Session session) {
    if (!session.beginKeeping()) {
      return;
    }
    long eventId = session.acknowledged();
    store
        .write(new Change.Acknowledge(session.hash().hex(), eventId))
        .onComplete(written -> {
          session.endKeeping();
          if (written.succeeded() && session.acknowledged() > eventId && !session.isMoved()) {
            acknowledged(session);
          }
        });
  }

  /// Removes a session that has ended.
  void remove(Session session) {
    store
        .write(new Change.RemoveSession(session.hash().hex()))
        .onFailure(e ->
            log.atError()
                .addKeyValue("session", session.fingerprint())
                .addKeyValue("bot", session.bot().id())
                .log("session still kept: {}", e.getMessage()));
  }
}

package dev.botswain.session;

import dev.botswain.bot.Bot;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The sessions that are known, by the hash of their id: live ones, and for a while those that
/// ended with their token. Thread-safe.
final class SessionIndex {
  private final Map<SessionId.Hash, Session> byHash = new ConcurrentHashMap<>();

  void add(Session session) {
    byHash.put(session.hash(), session);
  }

  /// @return false if it was not there
  boolean remove(Session session) {
    return byHash.remove(session.hash(), session);
  }

  @Nullable Session of(SessionId id) {
    return byHash.get(id.hash());
  }

  /// A live session by its [Session#key], if it exists.
  @Nullable Session byKey(String key) {
    Session session = byHash.get(SessionId.Hash.of(key));
    return session == null || !session.isLive() ? null : session;
  }

  /// Those that are known, in no particular order.
  Collection<Session> known() {
    return byHash.values();
  }

  /// All live sessions, in no particular order.
  List<Session> live() {
    return byHash.values().stream().filter(Session::isLive).toList();
  }

  /// The live sessions of a bot, oldest first.
  List<Session> of(Bot bot) {
    return byHash.values().stream()
        .filter(session -> session.bot() == bot && session.isLive())
        .sorted(Comparator.comparing(Session::createdAt))
        .toList();
  }

  /// The live sessions that a session created, except independent ones.
  List<Session> givenBy(Session session) {
    return of(session.bot()).stream()
        .filter(given -> session.key().equals(given.parent()))
        .toList();
  }
}

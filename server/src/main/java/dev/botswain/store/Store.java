package dev.botswain.store;

import io.vertx.core.Future;
import java.util.List;

/// What must survive a restart, in facets: each has its own reads, and a group of [Change]s for
/// [#write(List)].
///
/// **Threads.** All methods are thread-safe, and none except [#close] waits. Futures complete and
/// callbacks run on a thread of the store or of the caller, which they must not block. Times are
/// stored in milliseconds.
///
/// **Order.** Appends and changes take effect in the order of the calls, over all facets. A read
/// sees everything whose future had completed, or whose callback had run, before the read was
/// requested.
///
/// **Durability.** Whatever was reported as stored outlives the process, however it dies.
///
/// **Failure.** If nothing can be written, events wait for as long as necessary
/// ([EventStore#append]), and changes fail with [StoreFailedException] without effect. Reads fail
/// with [StoreFailedException]; those of [BotStore], [SessionStore] and [WebhookStore#of] fail with
/// [StoreUnusableException] if the stored data is damaged. After [#close] changes fail, reads may
/// fail, and appends are dropped.
public interface Store extends AutoCloseable {

  /// The logs of all bots.
  EventStore events();

  /// What bots know of their guilds.
  GuildStore guilds();

  /// Logged-in bots, and the resume points of their shards.
  BotStore bots();

  /// Sessions of callers.
  SessionStore sessions();

  /// Webhooks, and the events that their receivers did not accept.
  WebhookStore webhooks();

  /// Requests that must act only once.
  KeyStore keys();

  /// What clients of the relay need to resume.
  ClientSessionStore clientSessions();

  /// Who did what.
  AuditStore audit();

  /// Who may use the server.
  AccessStore access();

  /// The keys that encrypt secrets.
  SecretKeys secretKeys();

  /// Which nodes there are, and which bots they own.
  NodeStore nodes();

  /// What all processes on this store count together.
  ProcessStore processes();

  /// Makes changes, of one facet or of several, in this order: all or none.
  ///
  /// @return fails with [StoreFailedException], or with [OvertakenException] if a change says so,
  ///   and then none was made
  Future<Void> write(List<Change> changes);

  /// [#write(List)] for a single change.
  default Future<Void> write(Change change) {
    return write(List.of(change));
  }

  /// Makes a change that nobody waits for together with a later one, within a tenth of a second, so
  /// that it costs no transaction of its own. If it fails, it is not made.
  ///
  /// @return as [#write(List)]
  Future<Void> writeSoon(Change change);

  /// Whether it can write.
  Condition condition();

  /// Stores what was passed so far, if possible, and closes. Waits for the disk.
  @Override
  void close();
}

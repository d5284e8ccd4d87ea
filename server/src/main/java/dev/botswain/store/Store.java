package dev.botswain.store;

import io.vertx.core.Future;
import java.util.List;

/// What must survive a restart, in facets: each has the reads of its own, and a group of [Change]s
/// that [#write(List)] makes.
///
/// **Threads.** All methods may be called from any thread, and none but [#close] waits. Futures
/// complete and callbacks come on a thread of the store's or on the caller's, which they must not
/// hold up. Times are kept to the millisecond.
///
/// **Order.** Appends and changes take effect in the order of the calls, over all facets. A read
/// sees everything whose future had completed, or whose callback had come, before it was asked for.
///
/// **Durability.** What was told of as stored outlives the process, however it dies.
///
/// **Failure.** Where nothing can be written, events wait for as long as it takes
/// ([EventStore#append]), and changes fail with [StoreFailedException] and had no effect. Reads
/// fail with [StoreFailedException], those of [BotStore], [SessionStore] and [WebhookStore#of] with
/// [StoreUnusableException] where what is kept is damaged. After [#close] changes fail, reads may,
/// and appends are dropped.
public interface Store extends AutoCloseable {

  /// The logs of all bots.
  EventStore events();

  /// What bots know of their guilds.
  GuildStore guilds();

  /// Bots that are logged in, and where their shards go on.
  BotStore bots();

  /// Sessions of callers.
  SessionStore sessions();

  /// Webhooks, and what their receivers did not take.
  WebhookStore webhooks();

  /// Requests that are to act once.
  KeyStore keys();

  /// What clients of the relay go on with.
  ClientSessionStore clientSessions();

  /// Makes changes, of one facet or of several, in this order: all or none.
  ///
  /// @return fails with [StoreFailedException], and then none was made
  Future<Void> write(List<Change> changes);

  /// [#write(List)] for a single one.
  default Future<Void> write(Change change) {
    return write(List.of(change));
  }

  /// Whether it can write.
  Condition condition();

  /// Stores what was given so far, if it can be, and closes. Waits for the disk.
  @Override
  void close();
}

package dev.botswain.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/// What must survive a restart. All methods may be called from any thread, and none but [#load] and
/// [#close] waits; futures complete and callbacks come on a thread of the store's or on the
/// caller's, which they must not hold up. Times are kept to the millisecond.
public interface Store extends AutoCloseable {

  /// All that is kept, but events and guilds. Waits for the disk; called once, at the start.
  ///
  /// @throws StoreUnusableException if it cannot be read
  Kept load();

  /// Adds an event to its bot's log.
  ///
  /// @param stored called once it is stored, in the order of the calls; never, if the store is
  ///   closed before, or has an event with this id already
  void append(Append append, Runnable stored);

  /// Makes changes, all or none. Fails with [StoreFailedException].
  Future<Void> write(List<Change> changes);

  /// [#write(List)] for a single one.
  default Future<Void> write(Change change) {
    return write(List.of(change));
  }

  /// Events of a bot, by id.
  ///
  /// @param after the id behind which to begin
  /// @param limit how many at most
  /// @param bytes after so many bytes of data there is no further one
  Future<StoredPage> events(long botId, long after, int limit, int bytes);

  /// How many events of a bot there are behind an id, and since when.
  Future<Backlog> backlog(long botId, long after);

  /// What a bot knows of its guilds, by id.
  Future<List<StoredGuild>> guilds(long botId);

  /// What a bot knows of a guild: nothing or one.
  Future<List<StoredGuild>> guild(long botId, long guildId);

  /// Dead letters of a webhook, by the id of their event.
  Future<List<DeadLetter>> deadLetters(String webhookId, long after, int limit);

  /// A request that is to act once, by its key: nothing or one.
  Future<List<StoredKey>> key(String key);

  /// Forgets events that are too old, or too many, from the oldest on. Not to be called again
  /// before it is done.
  ///
  /// @return for each bot that lost some, the id of the last. If it fails half-way this tells of
  ///   the half that is done
  Future<Map<Long, Long>> trim(Retention retention);

  /// Whether it can write.
  Condition condition();

  /// Bytes of data that were given to [#append] and are not stored yet.
  long backlogBytes();

  /// Stores what was given so far, if it can be, and closes. Waits for the disk.
  @Override
  void close();
}

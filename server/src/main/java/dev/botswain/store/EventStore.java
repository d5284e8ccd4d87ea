package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/// The logs of all bots: events by id, from the oldest that was not forgotten to the last. The logs
/// of bots that are not logged in stay among them.
public interface EventStore {

  /// Adds an event to its bot's log, together with where its shard goes on behind it and what it
  /// changes about guilds: all of it is stored, or none is. So a resume point is never ahead of the
  /// events that are stored.
  ///
  /// Where nothing can be written it waits and is tried again, before all that is appended after
  /// it. What the store could never take is dropped, and so is what still waits at [Store#close].
  ///
  /// @param stored called once it is stored and can be read, in the order of the calls; never, if
  ///   it was dropped, or if the bot has an event with this id already
  void append(Append append, Runnable stored);

  /// Bytes of data that were given to [#append] and are not stored yet. Whoever appends stops
  /// before they are too many.
  long unstoredBytes();

  /// Events of a bot by id, as they stand at one moment, and what the log had forgotten by then.
  ///
  /// @param after the id behind which to begin
  /// @param limit how many at most
  /// @param bytes after so many bytes of data there is no further one
  Future<StoredPage> page(long botId, long after, int limit, int bytes);

  /// How many events of a bot there are behind an id, and since when.
  Future<Backlog> backlog(long botId, long after);

  /// The ends of logs, by their bots; nothing of a bot that never had one.
  Future<Map<Long, LogEnds>> ends(Collection<Long> bots);

  /// The highest id that an event of any bot ever had, 0 if there never was one.
  Future<Long> lastId();

  /// Forgets events that are too old, or too many, from the oldest of a log on, so that a log has
  /// no holes. What is appended meanwhile need not wait for all of it. Not to be called again
  /// before it is done.
  ///
  /// @return for each bot that lost some, the id of the last. If it fails half-way this tells of
  ///   the half that is done
  Future<Map<Long, Long>> trim(Retention retention);

  /// The ends of a log.
  ///
  /// @param trimmed the id of the last event that was forgotten, 0 if none was
  /// @param last the id of the last event, 0 if there never was one
  record LogEnds(long trimmed, long last) {
    public static final LogEnds EMPTY = new LogEnds(0, 0);
  }
}

package dev.botswain.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// The logs of all bots: events by id, from the oldest that was not deleted to the last. They
/// include the logs of bots that are not logged in.
public interface EventStore {

  /// Adds an event to its bot's log, together with its shard's resume point after it and what it
  /// changes about guilds: all of it is stored, or none is. So a resume point is never ahead of the
  /// stored events.
  ///
  /// If nothing can be written, the event waits and is retried, before everything that is appended
  /// after it. An event that the store can never accept is dropped, and so is what still waits at
  /// [Store#close].
  ///
  /// @param stored called once it is stored and can be read, in the order of the calls; never, if
  ///   it was dropped, or if the bot has an event with this id already
  void append(Append append, Runnable stored);

  /// Bytes of data that were passed to [#append] and are not stored yet. Callers must stop
  /// appending before they are too many.
  long unstoredBytes();

  /// Events of a bot by id, as of one moment, together with what the log had deleted by then.
  ///
  /// @param after the id to start after
  /// @param limit the most events
  /// @param bytes no further event follows after this many bytes of data
  Future<StoredPage> page(long botId, long after, int limit, int bytes);

  /// How many events of a bot there are after an id, and since when.
  Future<Backlog> backlog(long botId, long after);

  /// How large logs are, by their bots; no entry for a bot without events.
  Future<Map<Long, LogSize>> sizes(Collection<Long> bots);

  /// How many events some bots have since a moment.
  Future<Long> count(Collection<Long> bots, Instant since);

  /// The ends of logs, by their bots; no entry for a bot that never had one.
  Future<Map<Long, LogEnds>> ends(Collection<Long> bots);

  /// The highest id that an event of any bot ever had, 0 if there never was one.
  Future<Long> lastId();

  /// Deletes events that are too old, or too many, from the oldest of a log on, so that a log has
  /// no holes. Appends meanwhile need not wait for all of it. Must not be called again before it is
  /// done.
  ///
  /// @return for each bot that lost some, the id of the last. If it fails half-way, this is the
  ///   half that is done
  Future<Map<Long, Long>> trim(Retention retention);

  /// The ends of a log.
  ///
  /// @param trimmed the id of the last deleted event, 0 if there is none
  /// @param last the id of the last event, 0 if there never was one
  record LogEnds(long trimmed, long last) {
    public static final LogEnds EMPTY = new LogEnds(0, 0);
  }
}

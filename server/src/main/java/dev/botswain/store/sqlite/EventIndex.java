package dev.botswain.store.sqlite;

import dev.botswain.store.sql.Select;
import dev.botswain.store.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Which bot each event belongs to: the rows of `events_of_bot`. Each bot's next row is on a
/// different page, so an index of SQLite's own would write a page for every event. Here the events
/// of a bot wait until there are several of them, and are written together.
///
/// No event waits whose id is at or below `indexed` in `meta`. So a start finds the waiting ones
/// after it, and an event that arrives late is written at once.
///
/// On the writer's thread, except for synchronized methods.
final class EventIndex {
  private static final String INDEXED = "indexed";

  /// The most events, of any bots, that arrive while one waits.
  private static final int LONGEST_WAIT = 16_384;

  private static final int MOST_OF_A_BOT = 256;

  /// The most events that arrive before `indexed` moves. A start reads through them as well.
  private static final int BETWEEN_MOVES = 4_096;

  /// First those that are due, then the longest waiting.
  private final SequencedMap<Long, Waiting> waiting = new LinkedHashMap<>();

  private long came;
  private long indexed;
  private long cameWhenMoved;

  // Those of the current transaction.
  private final List<Entry> added = new ArrayList<>();
  private final List<Long> written = new ArrayList<>();
  private final Map<Long, Long> forgotten = new HashMap<>();
  private long moved;
  private boolean allDue;

  private record Entry(long bot, long id, int bytes) {}

  /// Events of a bot.
  private static final class Waiting {
    final long since;
    long least = Long.MAX_VALUE;
    private long[] ids = new long[4];
    private int[] bytes = new int[4];
    private int size;

    Waiting(long since) {
      this.since = since;
    }

    void add(long id, int length) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
        bytes = Arrays.copyOf(bytes, 2 * size);
      }
      least = Math.min(least, id);
      ids[size] = id;
      bytes[size] = length;
      size++;
    }

    @Nullable Waiting without(long upTo) {
      var rest = new Waiting(since);
      for (int i = 0; i < size; i++) {
        if (ids[i] > upTo) {
          rest.add(ids[i], bytes[i]);
        }
      }
      return rest.size == 0 ? null : rest;
    }

    LongStream ids() {
      return Arrays.stream(ids, 0, size);
    }

    boolean isDue(long came) {
      return size >= MOST_OF_A_BOT || came - since >= LONGEST_WAIT;
    }
  }

  EventIndex(Connection connection) throws SQLException {
    indexed =
        Select.list(
                connection, "SELECT value FROM meta WHERE name = ?", row -> row.getLong(1), INDEXED)
            .getFirst();
    moved = indexed;
    Select.list(
            connection,
            """
            SELECT bot, id, length(data) FROM events WHERE id > ? AND NOT EXISTS (
              SELECT 1 FROM events_of_bot AS written
              WHERE written.bot = events.bot AND written.id = events.id
            ) ORDER BY id
            """,
            row -> new Entry(row.getLong(1), row.getLong(2), row.getInt(3)),
            indexed)
        .forEach(this::await);
  }

  private void await(Entry entry) {
    Waiting ofBot = waiting.computeIfAbsent(entry.bot(), _ -> new Waiting(came));
    ofBot.add(entry.id(), entry.bytes());
    came++;
    if (ofBot.size == MOST_OF_A_BOT) {
      waiting.putFirst(entry.bot(), ofBot);
    }
  }

  /// An event has arrived.
  void add(Statements to, long bot, long id, int bytes) throws SQLException {
    if (id > indexed) {
      added.add(new Entry(bot, id, bytes));
    } else {
      write(to, bot, id, bytes);
    }
  }

  /// A bot's events up to one were deleted.
  void forget(Statements to, long bot, long upTo) throws SQLException {
    to.execute("DELETE FROM events_of_bot WHERE bot = ? AND id <= ?", bot, upTo);
    forgotten.put(bot, upTo);
  }

  /// Makes this transaction write everything that waits, including its own events.
  void flushAll() {
    allDue = true;
  }

  /// Writes what is due.
  void flush(Statements to) throws SQLException {
    for (var ofBot : waiting.entrySet()) {
      if (!allDue && !ofBot.getValue().isDue(came)) {
        break;
      }
      write(to, ofBot.getKey(), ofBot.getValue());
    }
    if (allDue) {
      for (Entry entry : added) {
        write(to, entry.bot(), entry.id(), entry.bytes());
      }
      added.clear();
    }
    if (came - cameWhenMoved >= BETWEEN_MOVES) {
      move(to);
    }
  }

  private void move(Statements to) throws SQLException {
    long least = Long.MAX_VALUE;
    for (Waiting ofBot : waiting.values()) {
      least = Math.min(least, ofBot.least);
    }
    for (Entry entry : added) {
      least = Math.min(least, entry.id());
    }
    cameWhenMoved = came;
    if (least - 1 > indexed && least < Long.MAX_VALUE) { // Otherwise it stays.
      moved = least - 1;
      to.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", INDEXED, moved);
    }
  }

  private void write(Statements to, long bot, Waiting ofBot) throws SQLException {
    for (int i = 0; i < ofBot.size; i++) {
      write(to, bot, ofBot.ids[i], ofBot.bytes[i]);
    }
    written.add(bot);
  }

  private void write(Statements to, long bot, long id, int bytes) throws SQLException {
    if (forgotten.isEmpty() || id > forgotten.getOrDefault(bot, Long.MIN_VALUE)) {
      to.execute("INSERT OR REPLACE INTO events_of_bot VALUES (?, ?, ?)", bot, id, bytes);
    }
  }

  /// The transaction is stored.
  synchronized void committed() {
    written.forEach(waiting::remove);
    added.forEach(this::await);
    forgotten.forEach(
        (bot, upTo) -> waiting.computeIfPresent(bot, (_, ofBot) -> ofBot.without(upTo)));
    indexed = moved;
    clear();
  }

  /// The transaction is not.
  void rolledBack() {
    moved = indexed;
    clear();
  }

  private void clear() {
    added.clear();
    written.clear();
    forgotten.clear();
    allDue = false;
  }

  /// A bot's waiting events after an id. Must be read before `events_of_bot`: what is written in
  /// between is then in both, and otherwise would be in neither.
  synchronized long[] waiting(long bot, long after) {
    Waiting ofBot = waiting.get(bot);
    return ofBot == null ? new long[0] : ofBot.ids().filter(id -> id > after).sorted().toArray();
  }

  /// The last of the waiting events, for bots that have any. Must be read before `events_of_bot`.
  synchronized Map<Long, Long> last(Collection<Long> bots) {
    var last = new HashMap<Long, Long>();
    for (Long bot : bots) {
      Waiting ofBot = waiting.get(bot);
      if (ofBot != null) {
        last.put(bot, ofBot.ids().max().orElseThrow());
      }
    }
    return last;
  }
}

package dev.botswain.store.sqlite;

import dev.botswain.store.Retention;
import dev.botswain.store.Retention.Group;
import dev.botswain.store.Retention.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds which events are too old or too many, on a reader's thread: for each bot the last event
/// that is to be deleted, with all before it.
final class TrimPlan {
  private static final int STEP = 1_000;

  private final Retention retention;
  private final Map<Long, Group> groups;

  TrimPlan(Retention retention) {
    this.retention = retention;
    this.groups = retention.byBot();
  }

  /// The last event of a bot that is to be deleted.
  record Cut(long bot, long upTo) {}

  /// The number of a bot's events.
  record Count(long bot, int events, long bytes, long oldest) {
    long whole() {
      return bytes + (long) events * Retention.EVENT_OVERHEAD;
    }
  }

  private Rule ruleOf(long bot) {
    Group group = groups.get(bot);
    return group == null ? retention.rule() : group.rule();
  }

  /// The bots of one owner each: of a group, or one that is in none.
  private Collection<List<Count>> owners(List<Count> counts) {
    return counts.stream()
        .collect(
            Collectors.groupingBy(count -> {
              Group group = groups.get(count.bot());
              return group == null ? (Object) count.bot() : group;
            }))
        .values();
  }

  static List<Count> counts(Connection connection) throws SQLException {
    return Select.list(
        connection,
        "SELECT bot, count(*), sum(bytes), min(id) FROM events_of_bot GROUP BY bot",
        row -> new Count(row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4)));
  }

  /// By how much all events together are too large.
  long surplus(List<Count> counts) {
    return counts.stream().mapToLong(Count::whole).sum() - retention.bytes();
  }

  /// Of each bot, up to its first that is recent enough, because a log has no holes.
  Deque<Cut> tooOld(Connection connection) throws SQLException {
    var cuts = new ArrayDeque<Cut>();
    for (Count count : counts(connection)) {
      cuts.addAll(
          Select.list(
              connection,
              """
              SELECT bot, coalesce((
                SELECT events.id FROM events_of_bot AS of CROSS JOIN events ON events.id = of.id
                WHERE of.bot = asked.bot AND events.time >= ? ORDER BY of.id LIMIT 1
              ) - 1, %s) FROM (SELECT ? AS bot) AS asked
              """
                  .formatted(Long.MAX_VALUE),
              row -> new Cut(row.getLong(1), row.getLong(2)),
              ruleOf(count.bot()).since().toEpochMilli(),
              count.bot()));
      if (cuts.peekLast() != null && cuts.getLast().upTo() < count.oldest()) {
        cuts.removeLast();
      }
    }
    return cuts;
  }

  Deque<Cut> tooMany(Connection connection, List<Count> counts) throws SQLException {
    var cuts = new ArrayDeque<Cut>();
    for (Count count : counts) {
      int most = ruleOf(count.bot()).perBot();
      if (count.events() > most) {
        cuts.addAll(allBut(connection, count.bot(), most));
      }
    }
    return cuts;
  }

  private static List<Cut> allBut(Connection connection, long bot, long newest)
      throws SQLException {
    return Select.list(
        connection,
        "SELECT bot, id FROM events_of_bot WHERE bot = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
        row -> new Cut(row.getLong(1), row.getLong(2)),
        bot,
        newest);
  }

  /// The oldest of owners with too many events of the last day.
  Deque<Cut> tooManyOfADay(Connection connection) throws SQLException {
    var cuts = new ArrayDeque<Cut>();
    long begin = 0;
    for (List<Count> owner : owners(counts(connection))) {
      long most = ruleOf(owner.getFirst().bot()).ofDay();
      if (owner.stream().mapToLong(Count::events).sum() <= most) {
        continue;
      }
      begin = begin == 0 ? firstSince(connection, retention.day()) : begin;
      long[] ofDay = new long[owner.size()];
      for (int i = 0; i < ofDay.length; i++) {
        ofDay[i] = since(connection, owner.get(i).bot(), begin);
      }
      long[] kept = Retention.divided(ofDay, most);
      for (int i = 0; i < ofDay.length; i++) {
        if (kept[i] < ofDay[i]) {
          cuts.addAll(allBut(connection, owner.get(i).bot(), kept[i]));
        }
      }
    }
    return cuts;
  }

  private static long since(Connection connection, long bot, long id) throws SQLException {
    return Select.list(
            connection,
            "SELECT count(*) FROM events_of_bot WHERE bot = ? AND id >= ?",
            row -> row.getLong(1),
            bot,
            id)
        .getFirst();
  }

  /// The id of the first event since a time. Ids follow the time, so few need to be looked at.
  static long firstSince(Connection connection, Instant since) throws SQLException {
    long least = 1;
    long most = Long.MAX_VALUE;
    while (least < most) {
      long middle = least + (most - least) / 2;
      long[] found =
          Select.first(
                  connection,
                  "SELECT id, time FROM events WHERE id >= ? ORDER BY id LIMIT 1",
                  row -> new long[] {row.getLong(1), row.getLong(2)},
                  middle)
              .orElse(null);
      if (found == null || found[1] >= since.toEpochMilli()) {
        most = middle;
      } else {
        least = found[0] + 1;
      }
    }
    return least;
  }

  /// The oldest of the largest log of each owner that has too much.
  Deque<Cut> tooLargeOfOwners(Connection connection) throws SQLException {
    var cuts = new HashMap<Long, Long>();
    for (List<Count> owner : owners(counts(connection))) {
      long most = ruleOf(owner.getFirst().bot()).bytes();
      if (owner.stream().mapToLong(Count::whole).sum() > most) {
        cut(List.of(new Logs(connection, owner)), most, cuts);
      }
    }
    return cuts(cuts);
  }

  /// The oldest of the largest log of the largest owner, repeatedly until the total is small
  /// enough.
  Deque<Cut> tooLarge(Connection connection) throws SQLException {
    var all = new ArrayList<Logs>();
    for (List<Count> owner : owners(counts(connection))) {
      all.add(new Logs(connection, owner));
    }
    var cuts = new HashMap<Long, Long>();
    cut(all, retention.bytes(), cuts);
    return cuts(cuts);
  }

  private static Deque<Cut> cuts(Map<Long, Long> upTo) {
    return upTo.entrySet().stream()
        .map(cut -> new Cut(cut.getKey(), cut.getValue()))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  private static void cut(List<Logs> owners, long most, Map<Long, Long> cuts) throws SQLException {
    var bySize = new PriorityQueue<>(owners);
    long surplus = owners.stream().mapToLong(owner -> owner.bytes).sum() - most;
    while (surplus > 0 && !bySize.isEmpty()) {
      Logs largest = bySize.remove();
      surplus -= largest.forgetOldest(cuts);
      if (largest.bytes > 0) {
        bySize.add(largest);
      }
    }
  }

  /// The logs of one owner.
  private static final class Logs implements Comparable<Logs> {
    private final PriorityQueue<Log> bySize = new PriorityQueue<>();
    long bytes;

    Logs(Connection connection, List<Count> counts) {
      for (Count count : counts) {
        bySize.add(new Log(connection, count));
        bytes += count.whole();
      }
    }

    /// @return by how much it shrinks
    long forgetOldest(Map<Long, Long> cuts) throws SQLException {
      Log largest = bySize.remove();
      cuts.put(largest.bot, largest.oldest);
      long size = largest.forgetOldest();
      bytes -= size;
      if (largest.bytes > 0) {
        bySize.add(largest);
      }
      return size;
    }

    @Override
    public int compareTo(Logs other) {
      int size = Long.compare(other.bytes, bytes);
      return size == 0 ? bySize.element().compareTo(other.bySize.element()) : size;
    }
  }

  /// A bot's log, read from its oldest event as far as necessary.
  private static final class Log implements Comparable<Log> {
    private final Connection connection;
    final long bot;
    long bytes;
    long oldest;
    private final Deque<long[]> next = new ArrayDeque<>();

    Log(Connection connection, Count count) {
      this.connection = connection;
      bot = count.bot();
      bytes = count.whole();
      oldest = count.oldest();
    }

    /// @return by how much it shrinks
    long forgetOldest() throws SQLException {
      long[] event = next(oldest - 1);
      long size = event == null ? bytes : event[1] + Retention.EVENT_OVERHEAD;
      bytes -= size;
      long[] after = event == null ? null : next(oldest);
      if (after == null) {
        bytes = 0;
      } else {
        next.addFirst(after);
        oldest = after[0];
      }
      return size;
    }

    private long @Nullable [] next(long behind) throws SQLException {
      if (next.isEmpty()) {
        next.addAll(
            Select.list(
                connection,
                "SELECT id, bytes FROM events_of_bot WHERE bot = ? AND id > ? ORDER BY id LIMIT "
                    + STEP,
                row -> new long[] {row.getLong(1), row.getLong(2)},
                bot,
                behind));
      }
      return next.poll();
    }

    @Override
    public int compareTo(Log other) {
      int bySize = Long.compare(other.bytes, bytes);
      return bySize == 0 ? Long.compare(oldest, other.oldest) : bySize;
    }
  }
}

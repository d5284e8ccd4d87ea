package dev.botswain.store.sql;

import dev.botswain.store.Retention;
import dev.botswain.store.Retention.Group;
import dev.botswain.store.Retention.Rule;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds which events are too old or too many, on a reader's thread: for each bot the last event
/// that is to be deleted, with all before it.
public final class TrimPlan {
  private static final int STEP = 1_000;

  private final Retention retention;
  private final Map<Long, Group> groups;

  public TrimPlan(Retention retention) {
    this.retention = retention;
    this.groups = retention.byBot();
  }

  /// The last event of a bot that is to be deleted.
  public record Cut(long bot, long upTo) {}

  /// The number of a bot's events.
  public record Count(long bot, int events, long bytes, long oldest) {
    public long whole() {
      return bytes + (long) events * Retention.EVENT_OVERHEAD;
    }
  }

  /// Reads what there is.
  public interface Logs {
    List<Count> counts() throws SQLException;

    /// The id before a bot's first event since a moment; the highest there is if it has none.
    long beforeFirst(long bot, Instant since) throws SQLException;

    /// The newest event of a bot that is not among its newest; none if it has no more.
    Optional<Long> allBut(long bot, long newest) throws SQLException;

    /// The number of a bot's events since a moment.
    long since(long bot, Instant since) throws SQLException;

    /// Ids and sizes of a bot's events after one.
    List<long[]> next(long bot, long behind, int limit) throws SQLException;
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

  /// By how much all events together are too large.
  public long surplus(List<Count> counts) {
    return counts.stream().mapToLong(Count::whole).sum() - retention.bytes();
  }

  /// Of each bot, up to its first that is recent enough, because a log has no holes.
  public Deque<Cut> tooOld(Logs logs) throws SQLException {
    var cuts = new ArrayDeque<Cut>();
    for (Count count : logs.counts()) {
      long upTo = logs.beforeFirst(count.bot(), ruleOf(count.bot()).since());
      if (upTo >= count.oldest()) {
        cuts.add(new Cut(count.bot(), upTo));
      }
    }
    return cuts;
  }

  /// Of each bot, all but the newest.
  public Deque<Cut> tooMany(Logs logs, List<Count> counts) throws SQLException {
    var cuts = new ArrayDeque<Cut>();
    for (Count count : counts) {
      int most = ruleOf(count.bot()).perBot();
      if (count.events() > most) {
        logs.allBut(count.bot(), most).ifPresent(id -> cuts.add(new Cut(count.bot(), id)));
      }
    }
    return cuts;
  }

  /// The oldest of owners with too many events of the last day.
  public Deque<Cut> tooManyOfADay(Logs logs) throws SQLException {
    var cuts = new ArrayDeque<Cut>();
    for (List<Count> owner : owners(logs.counts())) {
      long most = ruleOf(owner.getFirst().bot()).ofDay();
      if (owner.stream().mapToLong(Count::events).sum() <= most) {
        continue;
      }
      long[] ofDay = new long[owner.size()];
      for (int i = 0; i < ofDay.length; i++) {
        ofDay[i] = logs.since(owner.get(i).bot(), retention.day());
      }
      long[] kept = Retention.divided(ofDay, most);
      for (int i = 0; i < ofDay.length; i++) {
        long bot = owner.get(i).bot();
        if (kept[i] < ofDay[i]) {
          logs.allBut(bot, kept[i]).ifPresent(id -> cuts.add(new Cut(bot, id)));
        }
      }
    }
    return cuts;
  }

  /// The oldest of the largest log of each owner that has too much.
  public Deque<Cut> tooLargeOfOwners(Logs logs) throws SQLException {
    var cuts = new HashMap<Long, Long>();
    for (List<Count> owner : owners(logs.counts())) {
      long most = ruleOf(owner.getFirst().bot()).bytes();
      if (owner.stream().mapToLong(Count::whole).sum() > most) {
        cut(List.of(new OfOwner(logs, owner)), most, cuts);
      }
    }
    return cuts(cuts);
  }

  /// The oldest of the largest log of the largest owner, repeatedly until the total is small
  /// enough.
  public Deque<Cut> tooLarge(Logs logs) throws SQLException {
    var all = new ArrayList<OfOwner>();
    for (List<Count> owner : owners(logs.counts())) {
      all.add(new OfOwner(logs, owner));
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

  private static void cut(List<OfOwner> owners, long most, Map<Long, Long> cuts)
      throws SQLException {
    var bySize = new PriorityQueue<>(owners);
    long surplus = owners.stream().mapToLong(owner -> owner.bytes).sum() - most;
    while (surplus > 0 && !bySize.isEmpty()) {
      OfOwner largest = bySize.remove();
      surplus -= largest.forgetOldest(cuts);
      if (largest.bytes > 0) {
        bySize.add(largest);
      }
    }
  }

  /// The logs of one owner.
  private static final class OfOwner implements Comparable<OfOwner> {
    private final PriorityQueue<Log> bySize = new PriorityQueue<>();
    long bytes;

    OfOwner(Logs logs, List<Count> counts) {
      for (Count count : counts) {
        bySize.add(new Log(logs, count));
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
    public int compareTo(OfOwner other) {
      int size = Long.compare(other.bytes, bytes);
      return size == 0 ? bySize.element().compareTo(other.bySize.element()) : size;
    }
  }

  /// A bot's log, read from its oldest event as far as necessary.
  private static final class Log implements Comparable<Log> {
    private final Logs logs;
    final long bot;
    long bytes;
    long oldest;
    private final Deque<long[]> next = new ArrayDeque<>();

    Log(Logs logs, Count count) {
      this.logs = logs;
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
        next.addAll(logs.next(bot, behind, STEP));
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

package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one reader has seen of a blast's numbered messages, and what was wrong with it. It checks
/// everything that a reader may rely on as events arrive: each number has one id, new events arrive
/// in the order of their ids and numbers, without a hole, only a new connection may repeat events,
/// if any may, and no event is reported lost.
final class Ledger {
  private static final Pattern NUMBERED = Pattern.compile("blast (\\d+) \\d+");
  private static final int MOST_COMPLAINTS = 20;

  private final String reader;
  private final Numbers numbers;
  private final boolean once;
  private final List<String> complaints = new ArrayList<>();
  private final Map<String, Integer> endings = new TreeMap<>();
  private final Figures comebacks = new Figures("a restart", "ms", "readers");
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch whole = new CountDownLatch(1);
  private long[] idOf = new long[1024];
  private int due = Integer.MAX_VALUE;
  private int seen;
  private int last;
  private int repeats;
  private int goneBack;
  private int connections;
  private long newest;
  private long newestHere;
  private long startNanos;
  private long heardNanos = System.nanoTime();
  private boolean afterStart;

  private Ledger(String reader, Numbers numbers, boolean once) {
    this.reader = reader;
    this.numbers = numbers;
    this.once = once;
  }

  /// That of a reader which continues from what it has seen, and so sees nothing twice.
  ///
  /// @param reader its name
  static Ledger once(String reader, Numbers numbers) {
    return new Ledger(reader, numbers, true);
  }

  /// That of a reader for which the server keeps the position, and may be behind with it.
  ///
  /// @param reader its name
  static Ledger atLeastOnce(String reader, Numbers numbers) {
    return new Ledger(reader, numbers, false);
  }

  /// The blast has this many messages, for all bots together.
  synchronized void expect(int total) {
    due = numbers.of(total);
    checkWhole();
  }

  /// The reader has everything that it needs to continue by itself.
  void ready() {
    ready.countDown();
  }

  boolean awaitReady(Duration most) throws InterruptedException {
    return ready.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Whether every number was seen.
  boolean isWhole() {
    return whole.getCount() == 0;
  }

  boolean awaitWhole(Duration most) throws InterruptedException {
    return whole.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Whether it has seen all of the first numbers of the blast.
  synchronized boolean hasSeen(int total) {
    return seen >= numbers.of(total);
  }

  /// The server is being started again.
  synchronized void serverStarts() {
    startNanos = System.nanoTime();
    afterStart = false;
  }

  /// A connection begins, and may repeat earlier events.
  synchronized void connected() {
    connections++;
    newestHere = 0;
    heardNanos = System.nanoTime();
    afterStart = startNanos != 0;
  }

  /// A connection has ended, or could not be made.
  synchronized void ended(IOException why) {
    endings.merge(String.valueOf(why.getMessage()), 1, Integer::sum);
    heardNanos = System.nanoTime();
  }

  /// Whether nothing was heard for this long. If so, the silence begins anew.
  synchronized boolean takeSilence(Duration most) {
    boolean silent = System.nanoTime() - heardNanos > most.toNanos();
    if (silent) {
      heardNanos = System.nanoTime();
    }
    return silent;
  }

  /// An event has arrived.
  synchronized void take(JsonNode envelope) {
    heardNanos = System.nanoTime();
    long id = envelope.path("id").asLong();
    if (id <= newestHere) {
      complain("event %s after %s on one connection".formatted(id, newestHere));
    }
    newestHere = id;
    if (envelope.path("type").asText().equals("gap")) {
      complain("a gap: " + envelope);
    }
    Matcher message = NUMBERED.matcher(envelope.path("data").path("content").asText());
    if (message.matches()) {
      message(id, Integer.parseInt(message.group(1)));
    }
  }

  private void message(long id, int number) {
    int place = numbers.place(number);
    if (place == 0) {
      complain("number %s, which is not this bot's".formatted(number));
      return;
    }
    if (place >= idOf.length) {
      idOf = Arrays.copyOf(idOf, Math.max(place + 1, 2 * idOf.length));
    }
    if (place <= last) {
      goneBack++;
    }
    last = place;
    if (idOf[place] == 0) {
      newMessage(id, place);
      return;
    }
    repeats++;
    if (idOf[place] != id) {
      complain("number %s as event %s and as %s".formatted(number, idOf[place], id));
    } else if (once) {
      complain("number %s again".formatted(number));
    }
  }

  private void newMessage(long id, int place) {
    if (id <= newest) {
      complain("new event %s after %s".formatted(id, newest));
    }
    if (place != seen + 1) {
      complain("number %s where %s was due".formatted(numbers.at(place), numbers.at(seen + 1)));
    }
    idOf[place] = id;
    newest = Math.max(newest, id);
    seen++;
    if (afterStart) {
      comebacks.add((System.nanoTime() - startNanos) / 1e6);
      startNanos = 0;
      afterStart = false;
    }
    checkWhole();
  }

  private void checkWhole() {
    if (seen >= due) {
      whole.countDown();
    }
  }

  /// Records a complaint.
  synchronized void complain(String what) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(reader + ": " + what);
    }
  }

  /// Whether there was anything to complain about.
  synchronized boolean isInTrouble() {
    return !complaints.isEmpty();
  }

  /// All complaints, first of all about missing messages.
  synchronized List<String> complaints() {
    var all = new ArrayList<String>();
    if (seen < due) {
      int first = 1;
      while (first < idOf.length && idOf[first] != 0) {
        first++;
      }
      all.add(
          "%s: %s of %s missing, first %s".formatted(reader, due - seen, due, numbers.at(first)));
    }
    all.addAll(complaints);
    return all;
  }

  /// How often an earlier message, or the same again, came after one: what followed was in order
  /// again.
  synchronized int goneBack() {
    return goneBack;
  }

  @Override
  public synchronized String toString() {
    return """
    %-10s %s of %s seen, %s repeats after going back %s times, %s connections, \
    ms from start to first event: %s, ends: %s\
    """
        .formatted(reader, seen, due, repeats, goneBack, connections, comebacks, endings);
  }
}

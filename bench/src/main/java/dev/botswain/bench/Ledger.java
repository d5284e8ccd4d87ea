package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one reader has seen of a blast's numbered messages, and what was wrong with it. It checks
/// everything that a reader may rely on as events arrive: each number has one id, new events arrive
/// in the order of their ids and numbers, only a new connection may repeat events, and no event is
/// reported lost.
final class Ledger {
  private static final Pattern NUMBERED = Pattern.compile("blast (\\d+) \\d+");
  private static final int MOST_COMPLAINTS = 20;

  private final String reader;
  private final long[] idOf;
  private final List<String> complaints = new ArrayList<>();
  private final Figures comebacks = new Figures("a restart", "ms", "readers");
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch whole = new CountDownLatch(1);
  private int seen;
  private int repeats;
  private int connections;
  private long newest;
  private long newestHere;
  private long startNanos;
  private boolean afterStart;

  /// @param reader its name
  /// @param total the number of messages to expect
  Ledger(String reader, int total) {
    this.reader = reader;
    this.idOf = new long[total + 1];
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

  /// The server is being started again.
  synchronized void serverStarts() {
    startNanos = System.nanoTime();
    afterStart = false;
  }

  /// A connection begins, and may repeat earlier events.
  synchronized void connected() {
    connections++;
    newestHere = 0;
    afterStart = startNanos != 0;
  }

  /// An event has arrived.
  synchronized void take(JsonNode envelope) {
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
    if (number >= idOf.length) {
      complain("number %s, which was never sent".formatted(number));
    } else if (idOf[number] == 0) {
      newMessage(id, number);
    } else {
      repeats++;
      if (idOf[number] != id) {
        complain("number %s as event %s and as %s".formatted(number, idOf[number], id));
      }
    }
  }

  private void newMessage(long id, int number) {
    if (id <= newest) {
      complain("new event %s after %s".formatted(id, newest));
    }
    if (number != seen + 1) {
      complain("number %s where %s was due".formatted(number, seen + 1));
    }
    idOf[number] = id;
    newest = Math.max(newest, id);
    seen++;
    if (afterStart) {
      comebacks.add((System.nanoTime() - startNanos) / 1e6);
      startNanos = 0;
      afterStart = false;
    }
    if (seen == idOf.length - 1) {
      whole.countDown();
    }
  }

  /// Records a complaint.
  synchronized void complain(String what) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(reader + ": " + what);
    }
  }

  /// All complaints, first of all about missing messages.
  synchronized List<String> complaints() {
    var all = new ArrayList<String>();
    int missing = idOf.length - 1 - seen;
    if (missing > 0) {
      int first = 1;
      while (idOf[first] != 0) {
        first++;
      }
      all.add("%s: %s of %s missing, first %s".formatted(reader, missing, idOf.length - 1, first));
    }
    all.addAll(complaints);
    return all;
  }

  @Override
  public synchronized String toString() {
    return "%-10s %s of %s seen, %s repeats, %s connections, ms from start to first event: %s"
        .formatted(reader, seen, idOf.length - 1, repeats, connections, comebacks);
  }
}

package dev.botswain.inspect;

import dev.botswain.discord.rest.FinishedCall;
import dev.botswain.limit.Owner;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The last calls of one bot to Discord. Thread-safe. Empty until the bot [#belongsTo] somebody.
public final class RequestLog {
  /// The most calls that are kept of a bot.
  public static final int MOST = 500;

  /// The bits of an id below the milliseconds: more calls than can end in one.
  private static final int SEQUENCE = 10;

  private final RequestLogs all;
  private @Nullable ArrayDeque<KeptCall> calls;
  private volatile @Nullable Owner owner;
  private volatile long bytes;
  private long lastId;
  private boolean closed;

  RequestLog(RequestLogs all) {
    this.all = all;
  }

  /// Whose share is used. From now on calls are kept.
  public void belongsTo(Owner now) {
    owner = now;
    all.add(this);
  }

  /// @return null before it belongs to somebody
  @Nullable Owner owner() {
    return owner;
  }

  long bytes() {
    return bytes;
  }

  /// Discord has answered.
  public void answered(FinishedCall call, int status, int code) {
    keep(call, status, code, null);
  }

  /// A call was given up.
  public void failed(FinishedCall call, Throwable why) {
    keep(call, 0, 0, Failure.of(why));
  }

  private void keep(FinishedCall call, int status, int code, @Nullable Failure failure) {
    Owner of = owner;
    if (of == null) {
      return;
    }
    KeptCall kept = KeptCall.of(call, nextId(call), status, code, failure);
    if (all.take(this, of, kept.bytes())) {
      KeptCall oldest = add(kept);
      if (oldest != null) {
        all.give(of, oldest.bytes());
      }
    }
  }

  /// The least id of a call that began at this time.
  public static long idAt(Instant began) {
    return began.toEpochMilli() << SEQUENCE;
  }

  private synchronized long nextId(FinishedCall call) {
    lastId = Math.max(lastId + 1, idAt(call.began()));
    return lastId;
  }

  /// @return the one that has to go: the oldest, or this one if the log is closed; null for none
  private synchronized @Nullable KeptCall add(KeptCall call) {
    if (closed) {
      return call;
    }
    if (calls == null) {
      calls = new ArrayDeque<>();
    }
    calls.addLast(call);
    bytes(call.bytes());
    return calls.size() > MOST ? removeOldest(calls) : null;
  }

  private KeptCall removeOldest(ArrayDeque<KeptCall> from) {
    KeptCall oldest = from.removeFirst();
    bytes(-oldest.bytes());
    return oldest;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // Changed under the lock.
  private void bytes(long more) {
    bytes += more;
  }

  /// Forgets its oldest, about as many bytes as given; all of them if that is more than it has.
  ///
  /// @return how many bytes were forgotten
  synchronized long forget(long atLeast) {
    long forgotten = 0;
    while (calls != null && !calls.isEmpty() && forgotten < atLeast) {
      forgotten += removeOldest(calls).bytes();
    }
    return forgotten;
  }

  /// Nothing is kept any more.
  public void close() {
    synchronized (this) {
      closed = true;
    }
    all.remove(this);
  }

  /// Those before an id that match, newest first.
  public synchronized List<KeptCall> before(long id, Predicate<KeptCall> wanted, int limit) {
    var found = new ArrayList<KeptCall>();
    if (calls != null) {
      for (var each = calls.descendingIterator(); each.hasNext() && found.size() < limit; ) {
        KeptCall call = each.next();
        if (call.id() < id && wanted.test(call)) {
          found.add(call);
        }
      }
    }
    return found;
  }
}

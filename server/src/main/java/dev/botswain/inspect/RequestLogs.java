package dev.botswain.inspect;

import dev.botswain.limit.Limit;
import dev.botswain.limit.Owner;
import dev.botswain.share.Shares;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The last calls of all bots, which have a bound together and a share for each owner. Past either,
/// the oldest are forgotten of the bot that has most. Thread-safe.
public final class RequestLogs {
  /// So many bytes are forgotten at once, so that not every call looks for the largest log.
  private static final int ROOM = 32 << 10;

  private final Shares<String> shares;
  private final Set<RequestLog> all = ConcurrentHashMap.newKeySet();

  public RequestLogs() {
    this(Limit.KEPT_CALLS.shares());
  }

  /// @param shares of bytes, by owner
  RequestLogs(Shares<String> shares) {
    this.shares = shares;
  }

  /// The log of a bot that is about to connect.
  public RequestLog open() {
    return new RequestLog(this);
  }

  void add(RequestLog log) {
    all.add(log);
  }

  void remove(RequestLog log) {
    all.remove(log);
    Owner owner = log.owner();
    if (owner != null) {
      give(owner, log.forget(Long.MAX_VALUE));
    }
  }

  /// Makes room.
  ///
  /// @return false if there is none
  boolean take(RequestLog log, Owner owner, int bytes) {
    while (true) {
      Shares.Refusal refused = shares.take(owner.name(), bytes);
      if (refused == null) {
        return true;
      }
      RequestLog largest = largest(refused == Shares.Refusal.SHARE ? owner.name() : null);
      Owner of = largest == null ? null : largest.owner();
      long forgotten = largest == null ? 0 : largest.forget(ROOM);
      if (of == null || forgotten == 0) {
        return false;
      }
      give(of, forgotten);
    }
  }

  private @Nullable RequestLog largest(@Nullable String ofOwner) {
    return all.stream()
        .filter(log -> {
          Owner owner = log.owner();
          return ofOwner == null || owner != null && owner.name().equals(ofOwner);
        })
        .max(Comparator.comparingLong(RequestLog::bytes))
        .orElse(null);
  }

  void give(Owner owner, long bytes) {
    shares.give(owner.name(), bytes);
  }
}

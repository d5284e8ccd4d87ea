package dev.botswain.session;

import dev.botswain.limit.Limit;
import dev.botswain.limit.Owner;
import dev.botswain.limit.Quota;
import dev.botswain.limit.QuotaReachedException;
import dev.botswain.share.Shares;
import org.jspecify.annotations.Nullable;

/// Counts live sessions by the owner of their bot. Some of all, and of each share, cannot be
/// narrow, so that logins always find room.
final class SessionPlaces {
  /// With fewer than a thousand sessions in total, an owner may still have a hundred.
  private static final int LEAST_SHARE = 100;

  private final Shares<String> alive;

  /// Those of them that another session created.
  private final Shares<String> narrow;

  /// @param most how many sessions there may be
  SessionPlaces(int most) {
    this.alive = shares(Limit.SESSIONS, most);
    this.narrow = shares(Limit.NARROW_SESSIONS, (int) exceptForLogins(most));
  }

  private static Shares<String> shares(Limit limit, int most) {
    long share = limit.bound().of(most).share();
    return limit.counted(new Shares<>(most, Math.max(share, Math.min(most, LEAST_SHARE))));
  }

  private static long exceptForLogins(long most) {
    return most - forLogins(most);
  }

  private static long forLogins(long most) {
    return Math.ceilDiv(most, 10);
  }

  /// Takes a place for a session.
  ///
  /// @param full whether it is a login's
  /// @return why there is none; null if it is taken
  @Nullable RuntimeException take(Owner owner, boolean full) {
    String name = owner.name();
    Long quota = owner.quota(Quota.SESSIONS);
    long most = owner.most(Quota.SESSIONS, alive.share());
    long mostNarrow = quota == null ? narrow.share() : Math.max(0, most - forLogins(quota));
    Shares.Refusal refusal = full ? null : narrow.take(name, 1, mostNarrow);
    if (refusal == null) {
      refusal = alive.take(name, 1, most);
      if (refusal != null && !full) {
        narrow.give(name);
      }
    }
    if (refusal == Shares.Refusal.SHARE && quota != null) {
      return new QuotaReachedException(Quota.SESSIONS, quota);
    }
    return refusal == null ? null : TooManySessionsException.of(refusal, "sessions");
  }

  /// Counts a session of an earlier run, even if there are too many.
  void restored(Session session) {
    alive.takeAnyway(session.tenant(), 1);
    if (!session.grant().full()) {
      narrow.takeAnyway(session.tenant(), 1);
    }
  }

  /// A session has ended.
  void give(Session session) {
    alive.give(session.tenant());
    if (!session.grant().full()) {
      narrow.give(session.tenant());
    }
  }

  boolean isFull() {
    return alive.isFull();
  }

  long taken() {
    return alive.taken();
  }

  long taken(String owner) {
    return alive.taken(owner);
  }
}

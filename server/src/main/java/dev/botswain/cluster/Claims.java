package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Ownership;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Claims the bots that nobody alive owns and that are this node's to have. Confined to the loop.
final class Claims {
  /// The most at once.
  private static final int PAGE = 1_000;

  private final Ground on;
  private final Members members;
  private final Ledger ledger;
  private final Estate estate;
  private final Runnable answered;

  /// Whether something may have become free since the last look.
  private boolean due;

  private boolean claiming;

  /// @param answered runs whenever the store has answered a claim
  Claims(Ground on, Members members, Ledger ledger, Estate estate, Runnable answered) {
    this.answered = answered;
    this.on = on;
    this.members = members;
    this.ledger = ledger;
    this.estate = estate;
  }

  void lookSoon() {
    due = true;
  }

  /// Whether nothing is on its way.
  boolean isIdle() {
    return !claiming;
  }

  /// Claims one page; the rest follows.
  void look() {
    UUID me = members.me();
    if (!due || claiming || me == null || !members.well().contains(me)) {
      return;
    }
    List<Ownership> free = ledger.free(members::isAlive);
    due = !free.isEmpty();
    if (free.isEmpty()) {
      return;
    }
    Map<Long, UUID> homes =
        Rendezvous.place(free.stream().map(Ownership::bot).toList(), members.loads(ledger, null));
    List<Ownership> mine =
        free.stream().filter(one -> me.equals(homes.get(one.bot()))).limit(PAGE).toList();
    if (!mine.isEmpty()) {
      claiming = true;
      on.then(
          on.store().claim(me, mine),
          claims -> claimed(me, claims),
          failure -> failed(me, failure));
    }
  }

  /// This node owns nothing any more.
  void lose() {
    claiming = false;
  }

  private void claimed(UUID me, List<Claim> claims) {
    if (members.isMe(me)) {
      claiming = false;
      on.metrics().claimed(claims.size());
      estate.hear(claims.stream().map(one -> new Ownership(one.bot(), me, one.epoch())).toList());
      if (!claims.isEmpty()) {
        look();
      }
      answered.run();
    }
  }

  private void failed(UUID me, Throwable failure) {
    if (members.isMe(me)) {
      claiming = false;
    }
    on.metrics().claimFailed(failure);
  }
}

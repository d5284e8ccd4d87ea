package dev.botswain.cluster;

import dev.botswain.cluster.StoreState.Point;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Ownership;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A node: the real [Cluster], and toys for what it brings up.
final class ToyNode implements Residents {
  final ToyProcess process;
  final StoreLink link;
  final ToyDiscord discord;
  final Weather weather;
  final Witness witness;
  final Cluster cluster;
  private final Removed removed;
  private final Map<Long, ToyBot> bots = new HashMap<>();
  private final Map<Long, Point> remembered = new HashMap<>();
  private @Nullable UUID name;

  ToyNode(
      ToyProcess process,
      StoreLink link,
      ToyDiscord discord,
      Weather weather,
      Witness witness,
      Removed removed) {
    this.process = process;
    this.link = link;
    this.discord = discord;
    this.weather = weather;
    this.witness = witness;
    this.removed = removed;
    cluster =
        new Cluster(
            new Ground(link, process.ticker(), process, this, new ToyRules(), ToyMetrics.NONE));
  }

  /// Names from the seed, and what is removed.
  private final class ToyRules extends Rules {
    @Override
    UUID name() {
      var random = process.world.random;
      UUID old = name;
      if (removed == Removed.NEW_NAME && old != null) {
        return old;
      }
      UUID next = new UUID(random.nextLong(), random.nextLong());
      name = next;
      return next;
    }

    @Override
    boolean asksAll() {
      return removed != Removed.ASKING_AFTER_FAILURE;
    }

    @Override
    Duration lease() {
      return removed == Removed.LEASE_SHORTER_THAN_SILENCE ? Duration.ofSeconds(4) : super.lease();
    }

    @Override
    long leased(long sent, long answered) {
      return removed == Removed.LEASE_FROM_SENDING ? answered : super.leased(sent, answered);
    }

    @Override
    Duration gap() {
      return removed == Removed.FORGETTING_AFTER_GAP ? Duration.ofHours(1) : super.gap();
    }

    @Override
    boolean isLater(Ownership one, Ownership other) {
      return switch (removed) {
        case ORDER_OF_EPOCHS -> !one.equals(other);
        case NO_RETURN_BY_THE_SAME_CLAIM ->
            one.epoch() > other.epoch() || one.epoch() == other.epoch() && !one.equals(other);
        default -> super.isLater(one, other);
      };
    }
  }

  @Nullable UUID name() {
    return name;
  }

  boolean mayConnect() {
    return removed == Removed.GATE_OF_THE_LEASE || cluster.isLeased();
  }

  boolean flushes() {
    return removed != Removed.FLUSH_BEFORE_RELEASE;
  }

  long pause(long usual) {
    return removed == Removed.PAUSE_BEFORE_IDENTIFY ? 0 : usual;
  }

  void remember(long bot, Point point) {
    if (removed == Removed.READING_AFTER_CLAIM) {
      remembered.put(bot, point);
    }
  }

  @Nullable Point remembered(long bot) {
    return remembered.get(bot);
  }

  @Nullable ToyBot bot(long bot) {
    return bots.get(bot);
  }

  @Override
  public Future<Void> adopt(Collection<Claim> claims) {
    UUID me = name;
    if (me == null) {
      throw new IllegalStateException("not joined");
    }
    List<Future<Void>> all = new ArrayList<>();
    for (Claim claim : claims) {
      var one = new ToyBot(this, me, claim);
      if (bots.put(claim.bot(), one) != null) {
        witness.fail("bot " + claim.bot() + " was adopted twice");
      }
      witness.comes(one);
      all.add(one.start());
    }
    return Future.all(all).mapEmpty();
  }

  @Override
  public Future<Void> leave(Claim claim) {
    ToyBot one = bots.get(claim.bot());
    if (one == null || one.epoch() != claim.epoch()) {
      witness.fail("bot " + claim.bot() + " left that was not there");
      return Future.succeededFuture();
    }
    return one.leave().onComplete(_ -> bots.remove(claim.bot(), one));
  }

  @Override
  public void drop(Claim claim) {
    ToyBot one = bots.get(claim.bot());
    if (one != null && one.epoch() == claim.epoch()) {
      bots.remove(claim.bot());
      one.drop();
    }
  }
}

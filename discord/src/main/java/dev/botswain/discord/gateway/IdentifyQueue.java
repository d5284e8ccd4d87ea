package dev.botswain.discord.gateway;

import dev.botswain.time.Alarm;
import dev.botswain.time.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The order in which a bot's shards IDENTIFY, and the guard of its daily budget.
///
/// Shards whose ids are equal modulo `max_concurrency` follow one another at least five seconds
/// apart. Before it gives a permit, the queue asks Discord how much of the budget is left, unless
/// Discord said so just now. With none left it refuses the permit, because Discord resets the token
/// of a bot that exceeds the budget. Confined to the bot's event loop.
///
/// All times are nanoseconds of the ticker, so that a change of the clock neither keeps a bot away
/// nor lets it identify too early.
///
/// Source: <https://discord.com/developers/docs/events/gateway#sharding-max-concurrency>,
/// <https://discord.com/developers/docs/events/gateway#identifying>.
public final class IdentifyQueue {
  /// Discord's five seconds, with a margin for uneven clocks and networks.
  public static final Duration SPACING = Duration.ofMillis(5_100);

  /// How long an answer of Discord's is valid, minus what was used since.
  private static final Duration BELIEVED = Duration.ofSeconds(5);

  /// After an empty budget Discord is not asked again before this time, whatever it says.
  private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Ticker ticker;
  private final Supplier<Future<GatewayInfo>> ask;
  private final Map<Integer, Lane> lanes = new HashMap<>();

  /// When lanes begin; null for immediately.
  private @Nullable Long notBefore;

  private volatile @Nullable Long clearAt;
  private volatile GatewayInfo info;
  private volatile long toldAt;
  private boolean doubted;
  private @Nullable Future<Void> asking;

  /// Permits that were given and can still be used.
  private int open;

  /// IDENTIFYs that were sent.
  private int sent;

  /// @param info what Discord said just now
  /// @param ask asks Discord again; if it fails, the last answer, minus what was used, stays valid
  public IdentifyQueue(
      Vertx vertx, Ticker ticker, GatewayInfo info, Supplier<Future<GatewayInfo>> ask) {
    this(vertx, ticker, info, ask, null);
  }

  /// As above, for a bot that may have been connected a moment ago.
  ///
  /// @param notBefore the value of [#clearAt()] at that time, or null
  public IdentifyQueue(
      Vertx vertx,
      Ticker ticker,
      GatewayInfo info,
      Supplier<Future<GatewayInfo>> ask,
      @Nullable Long notBefore) {
    this.vertx = vertx;
    this.notBefore = notBefore;
    this.clearAt = notBefore;
    this.ticker = ticker;
    this.ask = ask;
    this.info = info;
    this.toldAt = ticker.nanos();
  }

  /// Makes the queue ask Discord first, because the known answer is from an earlier run; this
  /// includes how many shards may IDENTIFY at once.
  public void doubt() {
    doubted = true;
  }

  /// Discord's last answer, minus what was used since. Readable from any thread.
  public GatewayInfo info() {
    return info;
  }

  /// What is left of the daily number of IDENTIFYs.
  ///
  /// @param total from one reset to the next
  /// @param used since the last reset, also by other programs as far as Discord has said
  /// @param resetsIn the time to the next reset; zero if that is not known
  public record Budget(int total, int used, Duration resetsIn) {}

  /// What is left; null if Discord has not been asked in this run. Readable from any thread.
  public @Nullable Budget budget() {
    GatewayInfo now = info;
    if (now.isAssumed()) {
      return null;
    }
    Duration left = now.identifiesResetAfter().minus(sinceTold());
    // Discord is asked before an IDENTIFY, so there was none since a reset that has passed.
    boolean over = !now.identifiesResetAfter().isZero() && !left.isPositive();
    int used = over ? 0 : Math.max(0, now.identifiesTotal() - now.identifiesLeft());
    return new Budget(now.identifiesTotal(), used, left.isPositive() ? left : Duration.ZERO);
  }

  /// When, by the ticker, any shard may IDENTIFY regardless of what was sent before; null if it
  /// always could. Readable from any thread.
  public @Nullable Long clearAt() {
    return clearAt;
  }

  /// Asks Discord again. Never fails: if Discord does not answer, [#info()] stays as it is.
  public Future<Void> refresh() {
    int sentBefore = sent;
    return Future.<GatewayInfo>future(answer -> ask.get().onComplete(answer))
        .onSuccess(fresh -> learn(fresh.less(sent - sentBefore))) // It may not include these.
        .onFailure(_ -> startAnewAfterReset())
        .transform(_ -> Future.succeededFuture());
  }

  private void learn(GatewayInfo fresh) {
    if (fresh.maxConcurrency() != info.maxConcurrency()) {
      lanes.clear(); // Shards with a place keep it; the rest are sorted again.
      notBefore = clearAt;
    }
    info = fresh;
    toldAt = ticker.nanos();
    doubted = false;
  }

  /// The next turn of a shard. It fails with [IdentifyBudgetExhaustedException] if no IDENTIFY is
  /// left.
  Future<Permit> acquire(int shard) {
    return doubted ? asked().compose(_ -> queue(shard)) : queue(shard);
  }

  /// Concurrent callers share one request.
  private Future<Void> asked() {
    Future<Void> now = asking;
    if (now == null || now.isComplete()) {
      now = refresh();
      asking = now;
    }
    return now;
  }

  private Future<Permit> queue(int shard) {
    Lane lane = lanes.computeIfAbsent(shard % info.maxConcurrency(), _ -> new Lane(notBefore));
    Promise<Void> settled = Promise.promise();
    Future<Void> turn = lane.tail;
    lane.tail = settled.future();
    return turn.compose(_ -> pauseUntil(lane.nextAt))
        .compose(_ -> isBelieved() ? Future.succeededFuture() : refresh())
        .map(_ -> permit(lane, settled))
        .onFailure(_ -> passOn(settled));
  }

  private Future<Void> pauseUntil(@Nullable Long nanos) {
    long left = nanos == null ? 0 : nanos - ticker.nanos();
    if (left <= 0) {
      return Future.succeededFuture();
    }
    Promise<Void> pause = Promise.promise();
    new Alarm(vertx).set(Duration.ofNanos(left), pause::complete);
    return pause.future();
  }

  private boolean isBelieved() {
    return !doubted && sinceTold().compareTo(BELIEVED) < 0;
  }

  private Duration sinceTold() {
    return Duration.ofNanos(ticker.nanos() - toldAt);
  }

  private Duration untilReset() {
    return info.identifiesResetAfter().minus(sinceTold());
  }

  private Permit permit(Lane lane, Promise<Void> settled) {
    if (info.identifiesLeft() <= open) {
      Duration reset = untilReset();
      throw new IdentifyBudgetExhaustedException(
          reset.compareTo(REFUSED_FOR) > 0 ? reset : REFUSED_FOR);
    }
    open++;
    return new Permit(lane, settled);
  }

  /// On an empty stack, because thousands of shards may pass on their turns in a chain.
  private void passOn(Promise<Void> settled) {
    vertx.runOnContext(_ -> settled.complete());
  }

  /// If Discord could not be asked, the known budget ends with its day.
  private void startAnewAfterReset() {
    if (info.identifiesLeft() <= 0 && !untilReset().isPositive()) {
      info = info.less(-1);
    }
  }

  private static final class Lane {
    private Future<Void> tail = Future.succeededFuture();
    private @Nullable Long nextAt;

    private Lane(@Nullable Long nextAt) {
      this.nextAt = nextAt;
    }
  }

  /// Permission to IDENTIFY once. An open permit keeps the shards behind it waiting, so it must be
  /// settled, in one way and once.
  final class Permit {
    private final Lane lane;
    private final Promise<Void> settled;

    private Permit(Lane lane, Promise<Void> settled) {
      this.lane = lane;
      this.settled = settled;
    }

    /// IDENTIFY has just been sent.
    void used() {
      sent++;
      info = info.less(1);
      long next = ticker.nanos() + SPACING.toNanos();
      lane.nextAt = next;
      clearAt = next;
      settle();
    }

    /// IDENTIFY will not be sent.
    void unused() {
      settle();
    }

    private void settle() {
      open--;
      passOn(settled);
    }
  }
}

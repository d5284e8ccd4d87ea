package dev.botswain.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The order in which a bot's shards IDENTIFY, and the guard of its daily budget.
///
/// Shards whose ids are equal modulo `max_concurrency` follow one another at least five seconds
/// apart. Before a permit is given Discord is asked how much of the budget is left, unless it said
/// so just now; with none left the permit is refused, because exceeding it makes Discord reset the
/// bot's token. Confined to the bot's event loop.
///
/// Source: <https://discord.com/developers/docs/events/gateway#sharding-max-concurrency>,
/// <https://discord.com/developers/docs/events/gateway#identifying>.
public final class IdentifyQueue {
  /// Discord's five seconds, and some for clocks and networks that are not even.
  public static final Duration SPACING = Duration.ofMillis(5_100);

  /// How long an answer of Discord's is believed, counted down by what was used since.
  private static final Duration BELIEVED = Duration.ofSeconds(5);

  /// An empty budget is not asked for again before this time, whatever Discord says.
  private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final InstantSource clock;
  private final Supplier<Future<GatewayInfo>> ask;
  private final Map<Integer, Lane> lanes = new HashMap<>();

  private final Instant notBefore;
  private volatile Instant clearAt;
  private GatewayInfo info;
  private Instant askedAt;

  /// Permits that were given and that may still be used.
  private int open;

  /// IDENTIFYs that were sent.
  private int sent;

  /// @param info what Discord said just now
  /// @param ask asks Discord again; may fail, then the last answer, counted down, is believed
  public IdentifyQueue(
      Vertx vertx, InstantSource clock, GatewayInfo info, Supplier<Future<GatewayInfo>> ask) {
    this(vertx, clock, info, ask, Instant.EPOCH);
  }

  /// As above, for a bot that was connected a moment ago.
  ///
  /// @param notBefore what [#clearAt()] said then
  public IdentifyQueue(
      Vertx vertx,
      InstantSource clock,
      GatewayInfo info,
      Supplier<Future<GatewayInfo>> ask,
      Instant notBefore) {
    this.vertx = vertx;
    this.notBefore = notBefore;
    this.clearAt = notBefore;
    this.clock = clock;
    this.ask = ask;
    this.info = info;
    this.askedAt = clock.instant();
  }

  /// Has Discord asked before the next permit, because what it said is of an earlier day.
  public void doubt() {
    askedAt = Instant.EPOCH;
  }

  /// What Discord said last, counted down by what was used since.
  public GatewayInfo info() {
    return info;
  }

  /// When any shard may IDENTIFY without regard to what was sent before. Readable from any thread.
  public Instant clearAt() {
    return clearAt;
  }

  /// Asks Discord anew. Never fails: where Discord does not answer, [#info()] stays as it is.
  public Future<Void> refresh() {
    int sentBefore = sent;
    return Future.<GatewayInfo>future(answer -> ask.get().onComplete(answer))
        .onSuccess(fresh -> {
          info = fresh.less(sent - sentBefore); // The answer may not know of these.
          askedAt = clock.instant();
        })
        .onFailure(_ -> startAnewAfterReset())
        .transform(_ -> Future.succeededFuture());
  }

  /// The next turn of a shard. It fails with [IdentifyBudgetExhaustedException] if no IDENTIFY is
  /// left.
  Future<Permit> acquire(int shard) {
    Lane lane = lanes.computeIfAbsent(shard % info.maxConcurrency(), _ -> new Lane(notBefore));
    Promise<Void> settled = Promise.promise();
    Future<Void> turn = lane.tail;
    lane.tail = settled.future();
    return turn.compose(_ -> pauseUntil(lane.nextAt))
        .compose(_ -> isBelieved() ? Future.succeededFuture() : refresh())
        .map(_ -> permit(lane, settled))
        .onFailure(_ -> passOn(settled));
  }

  private Future<Void> pauseUntil(Instant instant) {
    long millis = Duration.between(clock.instant(), instant).toMillis();
    return millis <= 0 ? Future.succeededFuture() : vertx.timer(millis).mapEmpty();
  }

  private boolean isBelieved() {
    return clock.instant().isBefore(askedAt.plus(BELIEVED));
  }

  private Permit permit(Lane lane, Promise<Void> settled) {
    if (info.identifiesLeft() <= open) {
      Instant soonest = clock.instant().plus(REFUSED_FOR);
      Instant reset = info.identifiesResetAt();
      throw new IdentifyBudgetExhaustedException(reset.isAfter(soonest) ? reset : soonest);
    }
    open++;
    return new Permit(lane, settled);
  }

  /// From an empty stack, because thousands of shards may pass their turns on to one another.
  private void passOn(Promise<Void> settled) {
    vertx.runOnContext(_ -> settled.complete());
  }

  /// Where Discord could not be asked, the budget that was known is over when its day is.
  private void startAnewAfterReset() {
    if (info.identifiesLeft() <= 0 && !clock.instant().isBefore(info.identifiesResetAt())) {
      info = info.less(-1);
    }
  }

  private static final class Lane {
    private Future<Void> tail = Future.succeededFuture();
    private Instant nextAt;

    private Lane(Instant nextAt) {
      this.nextAt = nextAt;
    }
  }

  /// The right to IDENTIFY once. Whoever holds it keeps the shards behind it waiting, so it must be
  /// settled, in one way and once.
  final class Permit {
    private final Lane lane;
    private final Promise<Void> settled;

    private Permit(Lane lane, Promise<Void> settled) {
      this.lane = lane;
      this.settled = settled;
    }

    /// IDENTIFY was sent just now.
    void used() {
      sent++;
      info = info.less(1);
      lane.nextAt = clock.instant().plus(SPACING);
      clearAt = lane.nextAt;
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

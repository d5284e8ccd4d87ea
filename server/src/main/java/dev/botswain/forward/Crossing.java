package dev.botswain.forward;

import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import dev.botswain.error.ApiError;
import dev.botswain.forward.ForwardMetrics.Outcome;
import dev.botswain.http.Passage;
import dev.botswain.http.Sought;
import dev.botswain.time.Alarm;
import dev.botswain.time.Deadline;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request that is not answered here: finds the node that answers it, for some seconds if it
/// must. Confined to the event loop of its passage.
final class Crossing {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration LATER = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Forward of;
  private final Context context;
  private final Sought sought;
  private final long bot;
  private final Passage passage;
  private final Runnable here;
  private final Alarm alarm;
  private final Deadline deadline;
  private Duration pause = SOON;
  private @Nullable Place refusedAt;
  private @Nullable Attempt attempt;
  private boolean isSure;
  private boolean isWaiting;
  private boolean isCounted;

  /// @param here continues with the request on this node
  Crossing(Forward of, Context context, Sought sought, long bot, Passage passage, Runnable here) {
    this.of = of;
    this.context = context;
    this.sought = sought;
    this.bot = bot;
    this.passage = passage;
    this.here = here;
    this.alarm = new Alarm(context.owner());
    this.deadline = Deadline.in(of.patience());
  }

  void start() {
    if (of.open().take(passage.network()) != null) {
      passage.refuse(
          ApiError.BUSY
              .because("too many requests for bots of other nodes are in progress")
              .retryAfter(RETRY));
      return;
    }
    isCounted = true;
    passage.onDone(this::over);
    look();
  }

  private void look() {
    if (passage.isDone()) {
      return;
    }
    Place place = of.directory().find(bot);
    if (sought.isPassedOn() && !(place instanceof Place.Here)) {
      passage.refuse(ApiError.MISDIRECTED.refusal());
      return;
    }
    switch (place) {
      case Place.Here _ when of.arrivals().isMoving(bot) -> awaitArrival();
      case Place.Here _ -> stay();
      case Place.There(var peer, _) -> go(place, peer);
      case Place.Between _ -> settle();
      case Place.Nowhere _ -> {
        Peer home = Forward.isLogin(sought) ? of.home(bot) : null;
        if (home != null) {
          go(place, home);
        } else if (isSure || Forward.isLogin(sought)) {
          stay();
        } else {
          makeSure();
        }
      }
    }
  }

  /// The bot may have been logged in at another node since the last beat.
  private void makeSure() {
    if (waits()) {
      alarm.set(deadline.remaining(), this::waits);
      of.inquiry()
          .make()
          .onComplete(made ->
              back(() -> {
                alarm.stop();
                isSure = made.succeeded();
                look();
              }));
    }
  }

  private void go(Place place, Peer peer) {
    if (place.equals(refusedAt)) {
      lookLater();
      return;
    }
    waitNoMore();
    refusedAt = place;
    var next = new Attempt(of, sought, passage, peer, this::ended);
    attempt = next;
    next.start();
  }

  /// This node answers.
  private void stay() {
    over();
    here.run();
  }

  private void ended(Attempt.End end) {
    attempt = null;
    of.metrics()
        .count(
            switch (end) {
              case ANSWERED -> Outcome.ANSWERED;
              case MISDIRECTED -> Outcome.MISDIRECTED;
              case UNREACHABLE -> Outcome.UNREACHABLE;
              case LOST, BROKEN_OFF -> Outcome.LOST;
            });
    if (passage.isDone()) {
      return;
    }
    switch (end) {
      case ANSWERED, BROKEN_OFF -> {}
      case MISDIRECTED -> refreshed(this::look);
      case UNREACHABLE -> lookLater();
      case LOST -> {
        if (isSafe()) {
          lookLater();
        } else {
          passage.refuse(ApiError.NODE_LOST.refusal());
        }
      }
    }
  }

  /// Whether it changes nothing, so that it can be sent again.
  private boolean isSafe() {
    HttpMethod method = sought.request().method();
    return method == HttpMethod.GET || method == HttpMethod.HEAD;
  }

  /// It is this node's, but not up yet.
  private void awaitArrival() {
    if (waits()) {
      of.arrivals().settled(bot, deadline.remaining()).onComplete(_ -> back(this::look));
    }
  }

  private void settle() {
    if (waits()) {
      of.directory()
          .settled(bot, deadline.remaining())
          .onComplete(place ->
              back(
                  place.succeeded() && !(place.result() instanceof Place.Between)
                      ? this::look
                      : this::lookLater));
    }
  }

  /// The node that should answer does not. Another will own the bot, or this one can be asked again
  /// after a while.
  private void lookLater() {
    if (waits()) {
      alarm.set(
          pause,
          () ->
              refreshed(() -> {
                if (pause.compareTo(LATER) >= 0) {
                  refusedAt = null;
                }
                look();
              }));
      pause = pause.compareTo(LATER) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  private void refreshed(Runnable then) {
    of.directory().refresh().onComplete(_ -> back(then));
  }

  private void back(Runnable then) {
    context.runOnContext(_ -> {
      if (!passage.isDone()) {
        then.run();
      }
    });
  }

  /// @return false if it may not wait any longer, and was refused
  private boolean waits() {
    if (deadline.remaining().isZero()) {
      of.metrics().count(Outcome.HOMELESS);
      passage.refuse(ApiError.BOT_MOVING.refusal().retryAfter(RETRY));
      return false;
    }
    if (!isWaiting && of.waiting().take(passage.network()) != null) {
      passage.refuse(
          ApiError.BUSY
              .because("too many requests wait for bots on their way between nodes")
              .retryAfter(RETRY));
      return false;
    }
    isWaiting = true;
    return true;
  }

  private void waitNoMore() {
    if (isWaiting) {
      isWaiting = false;
      of.waiting().give(passage.network());
    }
  }

  private void over() {
    alarm.stop();
    waitNoMore();
    if (isCounted) {
      isCounted = false;
      of.open().give(passage.network());
    }
    if (attempt != null) {
      attempt.stop();
      attempt = null;
    }
  }
}

package dev.botswain.doctor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Bots;
import dev.botswain.bot.TokenTrial;
import dev.botswain.discord.rest.TokenRejectedException;
import dev.botswain.secret.Secret;
import dev.botswain.time.Alarm;
import dev.botswain.time.Await;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Examines bots. The methods that do wait for Discord, for three seconds at most, so call them on
/// virtual threads.
public final class Doctor {
  private final Bots bots;
  private final Sources around;
  private final HealthWatch watch;

  /// Those that are being examined. Who asks meanwhile gets the same report.
  private final Map<Bot, CompletableFuture<Report>> inProgress = new ConcurrentHashMap<>();

  private final Cache<Bot, RecentExamination> recent = Caffeine.newBuilder().weakKeys().build();

  public Doctor(Bots bots, Sources around) {
    this.bots = bots;
    this.around = around;
    this.watch = new HealthWatch(bots, around);
  }

  /// Begins to watch all bots, and to write `bot.health` into their logs.
  public void start(Vertx vertx) {
    new Alarm(vertx).setEvery(around.config().discord().healthEvery(), watch::begin);
  }

  /// Examines a bot that is logged in. After too many examinations, what Discord said at the last
  /// one is looked at again.
  public Report examine(Bot bot) {
    var own = new CompletableFuture<Report>();
    CompletableFuture<Report> other = inProgress.putIfAbsent(bot, own);
    if (other != null) {
      return Await.of(other);
    }
    try {
      long began = System.nanoTime();
      own.complete(
          ReportBuilder.report(
              recent.get(bot, _ -> new RecentExamination()).of(bot, around), began));
    } catch (Throwable failure) { // Even after an error, no caller may wait forever.
      own.completeExceptionally(failure);
    } finally {
      inProgress.remove(bot);
    }
    return Await.of(own);
  }

  /// Examines the bot of a token, which need not be logged in.
  ///
  /// @param expected whose token it should be; null if it may be any bot's
  /// @param network where the token comes from
  /// @throws dev.botswain.discord.rest.RestException if too many tokens were rejected lately
  public Report examine(Secret token, @Nullable Long expected, String network) {
    Bot bot = bots.find(token);
    if (bot != null && (expected == null || expected == bot.id())) {
      return examine(bot);
    }
    long began = System.nanoTime();
    return ReportBuilder.report(visit(token, TokenText.of(token, expected), network), began);
  }

  private Examination visit(Secret token, TokenText text, String network) {
    try (TokenTrial trial = bots.tryOut(token, network)) {
      Examination of = Examiner.ofToken(trial.rest(), text, around);
      switch (of.replies().to(Question.ME)) {
        case Reply.Given _ -> trial.trial().accepted();
        case Reply.Rejected() -> trial.trial().rejected();
        case Reply.Refused _,
            Reply.Unreachable _,
            Reply.Late(),
            Reply.Limited _,
            Reply.NotAsked _ -> {}
      }
      return of;
    } catch (TokenRejectedException rejectedLately) {
      var replies = new Replies(Map.of(Question.ME, new Reply.Rejected()), 0);
      return Examiner.without(text, replies, around);
    } catch (IllegalArgumentException notAToken) {
      return Examiner.without(text.unusable(), Replies.NONE, around);
    }
  }
}

package dev.botswain.doctor;

import dev.botswain.discord.rest.DiscordUnreachableException;
import dev.botswain.discord.rest.RateLimitedException;
import dev.botswain.discord.rest.RateLimitedException.Scope;
import dev.botswain.discord.rest.RestCall;
import dev.botswain.discord.rest.RestException;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.RestResponse;
import dev.botswain.discord.rest.TokenRejectedException;
import dev.botswain.json.DiscordJson;
import dev.botswain.json.MalformedAnswerException;
import dev.botswain.time.Await;
import dev.botswain.time.Deadline;
import io.vertx.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Asks Discord about a bot, within ten requests and three seconds. No request is sent twice. One
/// of the ten is kept for the case that Discord answers 401: the queue then asks once more whose
/// the token is.
///
/// Waits, so only for virtual threads.
final class DiscordProbe {
  static final int REQUESTS = 10;
  static final Duration TIME = Duration.ofSeconds(3);

  /// Between two looks whether it is the turn of a request in Discord's limits.
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final RestQueue rest;
  private final InstantSource clock;
  private final Deadline deadline = Deadline.in(TIME);
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<Question, Reply> replies = new ConcurrentHashMap<>();

  DiscordProbe(RestQueue rest, InstantSource clock) {
    this.rest = rest;
    this.clock = clock;
  }

  /// Asks some questions at the same time, and waits for all answers.
  void ask(List<Question> questions) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      questions.forEach(question -> executor.execute(() -> replies.put(question, reply(question))));
    }
  }

  Reply ask(Question question) {
    return replies.computeIfAbsent(question, this::reply);
  }

  /// Does not ask, and says why.
  void leaveOut(List<Question> questions, String because) {
    questions.forEach(question -> replies.put(question, new Reply.NotAsked(because)));
  }

  Replies replies() {
    return new Replies(Map.copyOf(replies), requests.get());
  }

  private Reply reply(Question question) {
    if (requests.incrementAndGet() > REQUESTS - 1) {
      requests.decrementAndGet();
      return new Reply.NotAsked("there were too many questions");
    }
    while (true) {
      long sentAt = System.nanoTime();
      RestCall call = rest.call(question.request().patience(Duration.ZERO));
      try {
        return given(Await.of(call.answer(), deadline.remaining()), sentAt);
      } catch (RateLimitedException limited) {
        boolean tooLate = limited.retryAfter().compareTo(deadline.remaining()) > 0;
        if (tooLate && !call.wasSent()) {
          requests.decrementAndGet();
        }
        if (tooLate || call.wasSent()) {
          return new Reply.Limited(limited.retryAfter(), limited.scope() == Scope.ADDRESS);
        }
      } catch (TimeoutException late) {
        call.cancel();
        return new Reply.Late();
      } catch (TokenRejectedException rejected) {
        return new Reply.Rejected();
      } catch (DiscordUnreachableException unreachable) {
        return new Reply.Unreachable(unreachable);
      } catch (RestException other) {
        return new Reply.NotAsked(String.valueOf(other.getMessage()));
      } catch (CompletionException interrupted) {
        return new Reply.NotAsked("the examination was broken off");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply given(RestResponse response, long sentAt) {
    try {
      var json = DiscordJson.tree(response.body().getBytes());
      return response.isSuccess()
          ? new Reply.Given(
              json, date(response), clock.instant(), Duration.ofNanos(System.nanoTime() - sentAt))
          : new Reply.Refused(response.status(), json.path("code").asInt());
    } catch (MalformedAnswerException notJson) {
      return response.isSuccess()
          ? new Reply.NotAsked("Discord's answer cannot be read")
          : new Reply.Refused(response.status(), 0);
    }
  }

  private static @Nullable Instant date(RestResponse response) {
    String date = response.headers().get(HttpHeaders.DATE);
    try {
      return date == null
          ? null
          : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException notADate) {
      return null;
    }
  }
}

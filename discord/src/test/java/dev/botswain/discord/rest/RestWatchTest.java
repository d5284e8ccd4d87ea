package dev.botswain.discord.rest;

import static dev.botswain.discord.rest.ScriptedDiscord.tooMany;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a watch is told of calls.
class RestWatchTest extends RestQueueFixture {
  private final List<String> told = new CopyOnWriteArrayList<>();

  private record Notes(List<String> told) implements CallProgress {
    @Override
    public void waits() {
      told.add("waits");
    }

    @Override
    public void sent(int times) {
      told.add("sent " + times);
    }

    @Override
    public void answered(RestResponse answer) {
      told.add("answered " + answer.status());
    }

    @Override
    public void unanswered(Throwable why) {
      told.add("unanswered");
    }

    @Override
    public void ended(FinishedCall call, int status, @Nullable Throwable why) {
      told.add("ended " + status + (why == null ? "" : " " + why.getClass().getSimpleName()));
    }
  }

  @BeforeEach
  void watch() {
    rest.watch((request, route) -> {
      told.add(route.template() + " for " + request.origin());
      return new Notes(told);
    });
  }

  private RestCall call(RestRequest request) {
    return queue.call(request.origin("me"));
  }

  @Test
  void watch_limitedCall_isToldOfEachWaitAndAttempt() {
    var call = call(RestRequest.post(MESSAGES));
    discord
        .next()
        .reply(429, Map.of("Retry-After", "1", "X-RateLimit-Scope", "user"), tooMany(0.1, false));
    discord.next().reply(200);
    call.answer().await();

    assertThat(told)
        .containsExactly(
            "POST /channels/{id}/messages for me",
            "waits",
            "sent 1",
            "answered 429",
            "waits",
            "sent 2",
            "answered 200",
            "ended 200");
  }

  @Test
  void watch_pausedQueue_isToldOfTheEndAlone() {
    queue.pause(true);
    failure(QueuePausedException.class, call(RestRequest.get("/users/2")).answer());

    assertThat(told).containsExactly("GET /users/{id} for me", "ended 0 QueuePausedException");
  }

  @Test
  void watch_callThatIsGivenUpInFlight_isToldOfTheAnswerAfterTheEnd() {
    var call = call(RestRequest.get("/users/2"));
    var request = discord.next();
    call.cancel();
    Awaitility.await().until(() -> told.contains("ended 0 CancellationException"));
    request.reply(200);
    Awaitility.await().until(() -> told.getLast().equals("answered 200"));
  }

  @Test
  void watch_answersNull_thatCallIsNotWatched() {
    rest.watch((_, _) -> null);
    var call = queue.call(RestRequest.get("/users/2"));
    discord.next().reply(200);

    assertThat(call.answer().await().status()).isEqualTo(200);
    assertThat(told).isEmpty();
  }

  @Test
  void watch_queueThatWasOpenBefore_isWatchedToo() {
    try (var other = rest.open(new Secret("another.secret-token"))) {
      other.send(RestRequest.get("/users/3"));
      discord.next().reply(200);
      Awaitility.await().until(() -> told.contains("ended 200"));
    }
  }
}

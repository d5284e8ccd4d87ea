package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.botswain.secret.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streamed answers.
@Timeout(20)
class RestStreamTest {
  private static final String TOKEN = "very.secret-token";
  private static final String LONG = "x".repeat(100_000);

  private Vertx vertx;
  private ScriptedDiscord discord;
  private DiscordRest rest;
  private RestQueue queue;
  private Context loop;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    discord = new ScriptedDiscord(vertx);
    rest =
        new DiscordRest(
            vertx,
            new RestOptions(
                discord.apiUrl(),
                "DiscordBot (https://example.org, test)",
                new RestOptions.Pace(50, 10_000),
                new RestOptions.Waits(Duration.ofSeconds(10), Duration.ofMillis(500)),
                1_000_000,
                RestLimits.DEFAULT),
            Clock.systemUTC(),
            new SimpleMeterRegistry());
    queue = rest.open(new Secret(TOKEN));
    loop = vertx.getOrCreateContext();
  }

  @AfterEach
  void close() {
    queue.close();
    rest.close().await();
    discord.close();
    vertx.close().await();
  }

  private RestCall stream(RestQueue from, RestRequest request) throws Exception {
    var call = new CompletableFuture<RestCall>();
    loop.runOnContext(_ -> call.complete(from.stream(request, "stand-in")));
    return call.get(10, TimeUnit.SECONDS);
  }

  /// A whole streamed answer, read on its event loop.
  private Future<String> read(Future<RestResponse> answer) {
    var text = Promise.<String>promise();
    answer
        .onSuccess(response -> {
          var body = Buffer.buffer();
          response.stream()
              .exceptionHandler(text::tryFail)
              .endHandler(_ -> text.complete(body.toString()))
              .handler(body::appendBuffer)
              .resume();
        })
        .onFailure(text::fail);
    return text.future();
  }

  @Test
  void stream_longAnswer_comesWithoutTheToken() throws Exception {
    discord.script(arrival -> arrival.reply(200, Map.of(), LONG + TOKEN));
    var request = RestRequest.get("/users/1").header("Accept-Encoding", "identity");

    assertThat(read(stream(queue, request).answer()).await())
        .isEqualTo(LONG + "[REDACTED]" + "*".repeat(TOKEN.length() - 10));
  }

  @Test
  void stream_shortAnswerOrError_isWhole() throws Exception {
    discord.script(arrival -> arrival.reply(500, Map.of(), LONG + TOKEN));
    var failed = stream(queue, RestRequest.post("/users/1")).answer().await();
    assertThat(failed.stream()).isNull();
    assertThat(failed.body().toString()).isEqualTo(LONG + "stand-in");

    discord.script(arrival -> arrival.reply(200, Map.of(), TOKEN));
    assertThat(
            stream(queue, RestRequest.get("/users/1").header("Accept-Encoding", "identity"))
                .answer()
                .await()
                .body()
                .toString())
        .isEqualTo("stand-in");
  }

  @Test
  void stream_answerStalls_isBrokenOff() throws Exception {
    var read = read(stream(queue, RestRequest.get("/users/1")).answer());
    var response = discord.next().request().response().setChunked(true);
    response.write("and then nothing");

    assertThat(read.toCompletionStage().toCompletableFuture()).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void stream_cancelledBeforeTheAnswer_closesIt() throws Exception {
    var call = stream(queue, RestRequest.get("/users/1"));
    var arrival = discord.next();
    var closed = new CompletableFuture<Void>();
    arrival.request().connection().closeHandler(_ -> closed.complete(null));
    call.cancel();
    arrival.request().response().setChunked(true).write(LONG);

    assertThat(call.answer().toCompletionStage().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(CancellationException.class);
    closed.get(10, TimeUnit.SECONDS);
  }

  @Test
  void stream_version_replacesTheBases() throws Exception {
    stream(queue, RestRequest.get("/users/1").version("v9"));

    assertThat(discord.next().line()).isEqualTo("GET /api/v9/users/1");
  }

  @Test
  void stream_offAnEventLoop_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> queue.stream(RestRequest.get("/users/1"), ""));
  }

  @Test
  void openAnonymous_pathWithoutToken_isRefused() throws Exception {
    try (var anonymous = rest.openAnonymous()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> anonymous.send(RestRequest.get("/users/@me")));

      stream(anonymous, RestRequest.get("/webhooks/1/x"));
      assertThat(discord.next().headers().contains("Authorization")).isFalse();
    }
  }

  @Test
  void headers_thatAreTheTransports_areRefused() {
    for (var name : new String[] {"Authorization", "host", "Content-Length", "a b", "x:y", ""}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RestRequest.get("/users/1").header(name, "x"));
    }
  }
}

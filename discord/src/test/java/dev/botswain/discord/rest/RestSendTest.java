package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.discord.rest.DiscordUnreachableException.Reason;
import dev.botswain.secret.Secret;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a request carries, and what its answer becomes.
class RestSendTest extends RestQueueFixture {
  @Test
  void send_fullRequest_arrivesAsDiscordWantsIt() {
    var answer =
        queue.send(
            RestRequest.post("/channels/1/messages")
                .query("limit", 5)
                .query("name", "a b&ü")
                .json(Buffer.buffer("{\"content\":\"hi\"}"))
                .reason("zu laut ✓"));
    var arrival = discord.next();
    arrival.reply(200, Map.of("X-Odd", "1"), "{\"id\":\"7\"}");

    assertThat(arrival.line())
        .isEqualTo("POST /api/v10/channels/1/messages?limit=5&name=a%20b%26%C3%BC");
    assertThat(arrival.body().toString()).isEqualTo("{\"content\":\"hi\"}");
    assertThat(arrival.headers().get("Authorization")).isEqualTo("Bot " + TOKEN);
    assertThat(arrival.headers().get("User-Agent"))
        .isEqualTo("DiscordBot (https://example.org, test)");
    assertThat(arrival.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(arrival.headers().get("X-Audit-Log-Reason")).isEqualTo("zu%20laut%20%E2%9C%93");
    assertThat(answer.await().status()).isEqualTo(200);
    assertThat(answer.await().headers().get("X-Odd")).isEqualTo("1");
    assertThat(answer.await().body().toString()).isEqualTo("{\"id\":\"7\"}");
  }

  @Test
  void send_putWithoutBody_saysThatItIsEmpty() {
    queue.send(RestRequest.put("/channels/1/pins/2"));

    assertThat(discord.next().headers().get("Content-Length")).isEqualTo("0");
  }

  @Test
  void send_compressedAnswer_isDecompressed() {
    var answer = get("/users/2");
    discord.next().reply(200, Map.of(), "x".repeat(9_000));

    assertThat(answer.await().body().length()).isEqualTo(9_000);
  }

  @Test
  void send_answerLargerThanAllowed_failsAndIsNotRepeated() {
    discord.script(arrival -> arrival.reply(200, Map.of(), "x".repeat(10_001)));

    assertThat(failure(DiscordUnreachableException.class, get("/users/2")).reason())
        .isEqualTo(Reason.ANSWER_TOO_LARGE);
    assertThat(discord.all()).hasSize(1);
  }

  @Test
  void send_redirect_isAnAnswer() {
    discord.script(arrival -> arrival.reply(302, Map.of("Location", "/api/v10/users/3"), ""));

    assertThat(get("/users/2").await().status()).isEqualTo(302);
    assertThat(discord.all()).hasSize(1);
  }

  @Test
  void send_clientError_isAnAnswer() {
    discord.script(arrival -> arrival.reply(404));

    assertThat(get("/users/2").await().status()).isEqualTo(404);
  }

  @Test
  void fetch_clientError_failsWithDiscordsCode() {
    discord.script(arrival ->
        arrival.reply(
            400,
            Map.of(),
            "{\"errors\":{\"code\":1},\"code\":50035,\"message\":\"Invalid Form Body\"}"));

    var failure = failure(DiscordErrorException.class, queue.fetch(RestRequest.get("/users/2")));

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo(50035);
    assertThat(failure.discordMessage()).isEqualTo("Invalid Form Body");
    assertThat(failure.body().toString()).startsWith("{\"errors\"");
  }

  @Test
  void send_fromAContext_completesThere() {
    discord.script(arrival -> arrival.reply(200));
    var caller = vertx.getOrCreateContext();
    var seen = Promise.<Context>promise();

    caller.runOnContext(
        _ -> get("/users/2").onComplete(_ -> seen.complete(Vertx.currentContext())));

    assertThat(seen.future().await()).isSameAs(caller);
  }

  @Test
  void send_fromVirtualThread_canBeAwaited() throws InterruptedException {
    discord.script(arrival -> arrival.reply(200));
    var status = new AtomicInteger();

    Thread.ofVirtual().start(() -> status.set(get("/users/2").await().status())).join();

    assertThat(status).hasValue(200);
  }

  @Test
  void send_callerFailsOnTheAnswer_othersAreAnswered() {
    discord.script(arrival -> arrival.reply(200));
    var first = get("/users/2");
    first.onComplete(_ -> {
      throw new IllegalStateException("on purpose");
    });

    assertThat(first.await().status()).isEqualTo(200);
    assertThat(get("/users/2").await().status()).isEqualTo(200);
  }

  /// Other servers have tokens of other forms.
  @Test
  void open_tokenOfSeveralWords_isTaken() {
    assertThatNoException().isThrownBy(() -> rest.open(new Secret("two words")).close());
    assertThatNoException().isThrownBy(() -> rest.open(new Secret("~" + "!".repeat(511))).close());
  }

  @Test
  void open_oddToken_isRefusedWithoutNamingIt() {
    for (var token : List.of("", " ", " x", "x ", "line\nbreak", "ü", "x".repeat(513))) {
      assertThatThrownBy(() -> rest.open(new Secret(token)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a token has 1 to 512 printable characters");
    }
  }
}

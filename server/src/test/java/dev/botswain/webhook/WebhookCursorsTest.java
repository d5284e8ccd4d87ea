package dev.botswain.webhook;

import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where in the log a webhook goes on.
class WebhookCursorsTest extends WebhooksFixture {
  @Test
  void webhook_afterARestart_goesOnWhereItWas() throws Exception {
    webhook();
    say("before");
    assertThat(next().content()).isEqualTo("before");
    eventually(() ->
        assertThat(
                botswain
                    .get("/api/webhooks", session)
                    .body()
                    .path(0)
                    .path("lag")
                    .path("events")
                    .asInt())
            .isZero());
    botswain.stop();
    say("during");
    botswain.close();
    botswain = again("loopback");

    assertThat(next().content()).isEqualTo("during");
  }

  @Test
  void cursor_movedBack_sendsEventsOnceMore() throws Exception {
    JsonNode webhook = webhook();
    say("one");
    Got one = next();
    say("two");
    Got two = next();
    eventually(() -> assertThat(get(webhook, "").path("lag").path("events").asInt()).isZero());
    String id = JSON.readTree(one.body()).path("id").asText();

    assertThat(method("PATCH", webhook, "", "{\"cursor\":\"" + id + "\"}").status()).isEqualTo(200);
    assertThat(next().id()).isEqualTo(two.id());
    assertThat(method("PATCH", webhook, "", "{\"cursor\":\"oldest\"}").status()).isEqualTo(200);
    assertThat(List.of(next().id(), next().id())).containsExactly(one.id(), two.id());
    eventually(() -> assertThat(get(webhook, "").path("lag").path("events").asInt()).isZero());
    assertThat(got).isEmpty();
  }

  @Test
  void cursor_movedToTheLatest_leavesOutWhatWaits() throws Exception {
    JsonNode webhook = webhook();
    status = 503;
    say("held up");
    Got held = next();
    say("behind it");
    String behind = "/api/events/poll?types=MESSAGE_CREATE&contains=behind&after=0";
    eventually(
        () -> assertThat(botswain.get(behind, session).body().path("events").size()).isPositive());
    assertThat(get(webhook, "").path("lag").path("events").asInt()).isGreaterThan(1);
    assertThat(method("PATCH", webhook, "", "{\"cursor\":\"latest\"}").status()).isEqualTo(200);
    assertThat(get(webhook, "").path("lag").path("events").asInt()).isZero();
    status = 204;
    say("from now on");

    Got next = next();
    while (next.id().equals(held.id())) { // Attempts that were in progress.
      next = next();
    }
    assertThat(next.content()).isEqualTo("from now on");
    botswain.close();
    botswain = again("loopback");
    say("after a restart");
    assertThat(next().content()).isEqualTo("after a restart");
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, unknown_event",
    "newest, invalid_request",
    "-1, invalid_request"
  })
  void cursor_thatIsNone_is400(String cursor, String code) {
    JsonNode webhook = webhook();
    Botswain.Answer answer = method("PATCH", webhook, "", "{\"cursor\":\"" + cursor + "\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
    assertThat(answer.body().path("field").asText()).isEqualTo("cursor");
  }

  @Test
  void create_withACursor_beginsThere() throws Exception {
    JsonNode webhook = webhook();
    say("before");
    assertThat(next().content()).isEqualTo("before");
    assertThat(method("DELETE", webhook, "", "").status()).isEqualTo(204);

    Botswain.Answer again =
        botswain.post(
            "/api/webhooks",
            session,
            Map.of(
                "url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                "types",
                List.of("MESSAGE_CREATE"),
                "cursor",
                "oldest"));
    assertThat(again.status()).isEqualTo(201);
    assertThat(next().content()).isEqualTo("before");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/",
    "http://localhost/",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://192.168.0.1/",
    "http://2130706433/",
    "ftp://example.org/",
    "http://user:password@example.org/",
    "not a url",
  })
  void create_urlThatMustNotBe_is400(String url) {
    botswain.close();
    botswain = again("false");
    Botswain.Answer answer = botswain.post("/api/webhooks", session, Map.of("url", url));

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("url");
  }
}

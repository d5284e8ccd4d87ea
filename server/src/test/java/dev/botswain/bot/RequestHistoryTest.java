package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.bot.RequestHistory.Cause;
import dev.botswain.bot.RequestHistory.Place;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.Route;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestHistoryTest {
  private static final String SEND = "POST /channels/{id}/messages";

  private final AtomicLong now = new AtomicLong();
  private final RequestHistory history = new RequestHistory(now::get);

  @Test
  void refusals_countTheLastHour_andEndAfterADay() {
    for (int i = 0; i < 3; i++) {
      answered("/channels/1", 403, 50013);
      now.addAndGet(Duration.ofMinutes(40).toNanos());
    }

    var refusal = history.refusals().getFirst();
    assertThat(refusal.cause())
        .isEqualTo(new Cause(new Place(SEND, "/channels/1"), "403 50013", null));
    assertThat(refusal.times()).isEqualTo(1);
    assertThat(refusal.age()).isEqualTo(Duration.ofMinutes(40));

    now.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(history.refusals()).isEmpty();
  }

  @Test
  void everything_isBounded() {
    for (int i = 0; i < 1_000; i++) {
      answered("/channels/" + i, 200, 0);
      answered("/channels/" + i, 403, 50001);
      history.answered(RestRequest.post("/x"), new Route("POST /route/" + i, "", false), 200, 0);
    }

    assertThat(history.uses()).hasSizeLessThanOrEqualTo(64);
    assertThat(history.refusals()).hasSize(64);
    assertThat(history.routes()).hasSizeLessThanOrEqualTo(64);
    assertThat(history.refusals().getLast().cause().place().where()).isEqualTo("/channels/999");
  }

  @Test
  void messages_withEmbeds_areTold() {
    history.answered(
        RestRequest.post("/channels/1/messages").json(Buffer.buffer("{\"content\":\"hi\"}")),
        new Route(SEND, "/channels/1", false),
        200,
        0);
    assertThat(history.routes()).containsExactly(SEND);

    history.answered(
        RestRequest.post("/channels/1/messages").json(Buffer.buffer("{\"embeds\":[{}]}")),
        new Route(SEND, "/channels/1", false),
        200,
        0);
    assertThat(history.routes()).containsExactlyInAnyOrder(SEND, RequestHistory.EMBEDDED);
  }

  @Test
  void pathWithAToken_isNotKept() {
    history.answered(
        RestRequest.post("/webhooks/1/secret"),
        new Route("POST /webhooks/{id}/{name}", "/webhooks/1/secret", true),
        404,
        10015);

    assertThat(history.refusals().toString()).doesNotContain("secret");
  }

  private void answered(String where, int status, int code) {
    history.answered(
        RestRequest.post(where + "/messages"), new Route(SEND, where, false), status, code);
  }
}

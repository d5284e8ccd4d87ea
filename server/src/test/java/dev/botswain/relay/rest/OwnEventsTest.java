package dev.botswain.relay.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.GatewayClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients of the gateway relay get the events of their bot's requests before the answers.
@Timeout(30)
class OwnEventsTest {
  private static final int EVERYTHING = GatewayClient.USUAL | 1 << 2 | 1 << 10;
  private static final int NEVER = 600_000;

  private Botswain botswain;
  private String session;
  private String channel;
  private String guild;

  /// @param wait how long answers wait at most
  private void start(String wait) {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_OWN_EVENT_WAIT", wait));
    session = botswain.session(Botswain.TOKEN);
    guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
    for (JsonNode one : botswain.get("/api/channels", session).body()) {
      if (one.path("name").asText().equals("general")) {
        channel = one.path("id").asText();
      }
    }
  }

  @AfterEach
  void stop() {
    botswain.close();
  }

  /// Delays the bot's events by this much.
  private void delay(int millis) {
    botswain.gateway(Botswain.TOKEN, Map.of("do", "delay", "ms", millis));
  }

  private Botswain.Answer relayed(String method, String path, String body) {
    var request =
        Botswain.request(botswain.url() + "/api/v10" + path)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return botswain.send(request, session);
  }

  private Botswain.Answer say(String text) {
    return relayed("POST", "/channels/" + channel + "/messages", "{\"content\":\"" + text + "\"}");
  }

  private GatewayClient login(int intents) throws Exception {
    return GatewayClient.login(botswain, session, intents);
  }

  private static long millisFor(Callable<Botswain.Answer> request) throws Exception {
    return millisFor(request, 200);
  }

  private static long millisFor(Callable<Botswain.Answer> request, int status) throws Exception {
    long begun = System.nanoTime();
    assertThat(request.call().status()).isEqualTo(status);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "POST   | /channels/CHANNEL/messages                          | {'content':'x'} |"
            + " MESSAGE_CREATE",
        "PATCH  | /channels/CHANNEL/messages/MESSAGE                  | {'content':'y'} |"
            + " MESSAGE_UPDATE",
        "PUT    | /channels/CHANNEL/messages/MESSAGE/reactions/⚓/@me  |  | MESSAGE_REACTION_ADD",
        "DELETE | /channels/CHANNEL/messages/MESSAGE                  |  | MESSAGE_DELETE",
        "PATCH  | /channels/CHANNEL                    | {'topic':'another'} | CHANNEL_UPDATE",
        "POST   | /guilds/GUILD/channels               | {'name':'new'}  | CHANNEL_CREATE",
        "POST   | /guilds/GUILD/roles                  | {'name':'new'}  | GUILD_ROLE_CREATE",
        "PATCH  | /guilds/GUILD/members/@me            | {'nick':'new'}  | GUILD_MEMBER_UPDATE",
      })
  void request_makesEvent_clientsHaveItBeforeTheAnswer(
      String method, String path, String body, String type) throws Exception {
    start("5s");
    String message = say("before").body().path("id").asText();
    try (GatewayClient one = login(EVERYTHING);
        GatewayClient other = login(EVERYTHING)) {
      delay(30);

      Botswain.Answer answer =
          relayed(
              method,
              path.replace("CHANNEL", channel)
                  .replace("MESSAGE", message)
                  .replace("GUILD", guild)
                  .replace("⚓", "%E2%9A%93"),
              body == null ? null : body.replace('\'', '"'));

      assertThat(answer.status()).isBetween(200, 299);
      for (GatewayClient client : List.of(one, other)) {
        assertThat(client.drain()).extracting(it -> it.path("t").asText()).contains(type);
      }
    }
  }

  @Test
  void request_eventNeverComes_answerComesAfterTheBound() throws Exception {
    start("300ms");
    try (GatewayClient client = login(EVERYTHING)) {
      delay(NEVER);
      assertThat(millisFor(() -> say("lost"))).isBetween(300L, 5_000L);
      assertThat(client.drain()).isEmpty();
    }
  }

  @Test
  void request_nobodyWouldGetTheEvent_answerIsNotHeld() throws Exception {
    start("5s");
    delay(NEVER);
    assertThat(millisFor(() -> say("to nobody"))).isLessThan(5_000);
    try (GatewayClient _ = login(GatewayClient.GUILDS)) {
      assertThat(millisFor(() -> say("to somebody else"))).isLessThan(5_000);
    }
    try (GatewayClient gone = login(EVERYTHING)) {
      gone.drop();
    }
    assertThat(millisFor(() -> say("to somebody who is gone"))).isLessThan(5_000);
  }

  @Test
  void request_waitIsOff_answerIsNotHeld() throws Exception {
    start("0s");
    try (GatewayClient client = login(EVERYTHING)) {
      delay(NEVER);
      assertThat(say("at once").status()).isEqualTo(200);
      assertThat(client.drain()).isEmpty();
    }
  }

  @Test
  void request_refused_answerIsNotHeld() throws Exception {
    start("5s");
    try (GatewayClient _ = login(EVERYTHING)) {
      delay(NEVER);
      var path = "/channels/" + channel + "/messages/1";
      assertThat(millisFor(() -> relayed("DELETE", path, null), 404)).isLessThan(5_000);
    }
  }

  @Test
  void requests_others_areNotHeldUp() throws Exception {
    start("5s");
    try (GatewayClient _ = login(EVERYTHING)) {
      delay(NEVER);
      var held = CompletableFuture.supplyAsync(() -> say("held"));
      assertThat(millisFor(() -> relayed("GET", "/users/@me", null))).isLessThan(5_000);
      assertThat(held).isNotDone();
    }
  }
}

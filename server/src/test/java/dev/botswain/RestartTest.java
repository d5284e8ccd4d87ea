package dev.botswain;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a restarted server has kept.
class RestartTest {
  @TempDir private Path data;
  private Sim sim;
  private Botswain botswain;

  @BeforeEach
  void start() {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = again();
  }

  @AfterEach
  void close() {
    botswain.close();
    sim.close();
  }

  private Botswain again() {
    return Botswain.onSim(sim, Map.of("BOTSWAIN_DATA", data.toString()));
  }

  @Test
  void session_afterARestart_isTheSame() {
    String session = botswain.session(TOKEN);
    JsonNode channels = botswain.get("/api/channels", session).body();
    botswain.close();
    botswain = again();

    assertThat(botswain.get("/api/channels", session).body()).isEqualTo(channels);
    awaitConnected(session);
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
    assertThat(botswain.stats(TOKEN).path("resumes").asInt()).isEqualTo(1);
  }

  @Test
  void intents_changedOverARestart_areAskedForOnce() {
    String session = botswain.session(TOKEN);
    botswain.close();
    Map<String, String> narrower =
        Map.of("BOTSWAIN_DATA", data.toString(), "BOTSWAIN_INTENTS", "GUILDS");
    botswain = Botswain.onSim(sim, narrower);
    awaitConnected(session);
    int identifies = botswain.stats(TOKEN).path("identifies").asInt();
    botswain.close();
    botswain = Botswain.onSim(sim, narrower);
    awaitConnected(session);

    assertThat(identifies).as("one each, none in vain").isEqualTo(2);
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(identifies);
    assertThat(botswain.stats(TOKEN).path("resumes").asInt()).isEqualTo(1);
  }

  private void awaitConnected(String session) {
    eventually(() ->
        assertThat(botswain.get("/api/session", session).body().path("status").asText())
            .isEqualTo("connected"));
  }

  @Test
  void members_whoCameBeforeAndDuringTheRestart_areCounted() {
    String session = botswain.session(TOKEN);
    JsonNode guild = botswain.get("/api/guilds", session).body().path(0);
    assertThat(guild.path("id").asText()).isNotEmpty();
    int members = guild.path("memberCount").asInt();
    String join = "/sim/guilds/" + guild.path("id").asText() + "/members";
    botswain.simPost(join, Map.of("username", "before"));
    eventually(() -> assertThat(memberCount(session)).isEqualTo(members + 1));
    botswain.stop();
    botswain.simPost(join, Map.of("username", "during"));
    botswain = again();

    eventually(() -> assertThat(memberCount(session)).isEqualTo(members + 2));
  }

  private int memberCount(String session) {
    return botswain.get("/api/guilds", session).body().path(0).path("memberCount").asInt();
  }

  @Test
  void loggedOutSession_afterARestart_isUnknown() {
    String session = botswain.session(TOKEN);
    String other = botswain.session(TOKEN);
    botswain.logout(session);
    botswain.close();
    botswain = again();

    assertThat(botswain.get("/api/session", session).status()).isEqualTo(401);
    assertThat(botswain.get("/api/session", other).status()).isEqualTo(200);
  }

  @Test
  void idempotencyKey_usedBeforeARestart_actsNoMoreAfterIt() {
    String session = botswain.session(TOKEN);
    Botswain.Answer first = send(session, "Ahoy");
    assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
    botswain.close();
    botswain = again();

    Botswain.Answer second = send(session, "Ahoy");
    assertThat(second.body().path("id")).isEqualTo(first.body().path("id"));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(send(session, "Something else").status()).isEqualTo(422);
  }

  private Botswain.Answer send(String session, String content) {
    return botswain.send(
        Botswain.request(botswain.url() + "/api/channels/1132915064832000005/messages")
            .header("Idempotency-Key", "ahoy-1")
            .POST(HttpRequest.BodyPublishers.ofString("{\"content\":\"" + content + "\"}")),
        session);
  }

  @Test
  void ownWebhooksOfAnOldBot_afterARestart_areTheBotsOwnStill() {
    long id = Long.parseLong(botswain.simBot(TOKEN));
    botswain.inWorld(world -> {
      var bot = world.bots().get(id);
      world.bots().applicationId(bot, 159_985_415_099_514_880L);
      return bot;
    });
    String session = botswain.session(TOKEN);
    JsonNode webhook =
        botswain
            .post(
                "/api/v10/channels/1132915064832000005/webhooks", session, Map.of("name", "Mirror"))
            .body();
    botswain.close();
    botswain = again();
    awaitConnected(session);
    String after = botswain.get("/api/events/poll", session).body().path("next").asText();
    botswain.post(
        "/api/v10/webhooks/%s/%s"
            .formatted(webhook.path("id").asText(), webhook.path("token").asText()),
        session,
        Map.of("content", "Mirrored"));
    botswain.simPost(
        "/sim/channels/1132915064832000005/messages",
        Map.of("authorId", "893739073536000000", "content", "Seen"));

    eventually(() ->
        assertThat(contents("types=MESSAGE_CREATE&after=" + after, session))
            .contains("Mirrored", "Seen"));
    assertThat(contents("types=MESSAGE_CREATE&excludeSelf=true&after=" + after, session))
        .containsExactly("Seen");
  }

  @Test
  void events_ofABotThatWasLoggedOut_areThereForItsNextLoginAfterARestart() {
    String session = botswain.session(TOKEN);
    String after = botswain.get("/api/events/poll", session).body().path("next").asText();
    botswain.simPost(
        "/sim/channels/1132915064832000005/messages",
        Map.of("authorId", "893739073536000000", "content", "Before"));
    eventually(() ->
        assertThat(contents("types=MESSAGE_CREATE&after=" + after, session))
            .containsExactly("Before"));
    botswain.logout(session);
    botswain.close();
    botswain = again();

    String next = botswain.session(TOKEN);
    JsonNode page = botswain.get("/api/events/poll?after=" + after, next).body();
    assertThat(page.findValuesAsText("content")).contains("Before");
    assertThat(page.findValuesAsText("reason")).doesNotContain("retention");
  }

  private List<String> contents(String query, String session) {
    return botswain.get("/api/events/poll?" + query, session).body().findValuesAsText("content");
  }
}

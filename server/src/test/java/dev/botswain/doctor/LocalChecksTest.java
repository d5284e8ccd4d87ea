package dev.botswain.doctor;

import static dev.botswain.doctor.DoctorTest.codes;
import static dev.botswain.doctor.DoctorTest.finding;
import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.Entity;
import dev.botswain.sim.world.Guild;
import dev.botswain.testing.Botswain;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Single checks of a bot that is logged in.
class LocalChecksTest {
  private static final String GENERAL = "/api/channels/1132915064832000005/messages";

  private Botswain botswain;
  private String session;

  @BeforeEach
  void start() {
    botswain =
        Botswain.start(
            SimOptions.DEFAULT.withLimits(false),
            Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));
    session = botswain.session(TOKEN);
  }

  @AfterEach
  void stop() {
    botswain.close();
  }

  private JsonNode examine() {
    return botswain.get("/api/doctor", session).body();
  }

  private List<String> bad() {
    return codes(examine()).stream().filter(code -> !code.equals("commands_none")).toList();
  }

  @Test
  void shortSession_isANotice_whileOthersLastLonger() {
    String narrow =
        botswain
            .post(
                "/api/sessions",
                session,
                Map.of("name", "soon", "scopes", List.of("read"), "expiresIn", 60))
            .body()
            .path("id")
            .asText();

    JsonNode found = finding(examine(), "session_ends_soon");

    assertThat(found.path("severity").asText()).isEqualTo("notice");
    assertThat(found.path("evidence").path("name").asText()).isEqualTo("soon");
    delete("/api/sessions/" + narrow);
    assertThat(bad()).isEmpty();
  }

  @Test
  void failingWebhook_isFound_withoutItsPath() {
    String id =
        botswain
            .post("/api/webhooks", session, Map.of("url", "http://127.0.0.1:9999/secret"))
            .body()
            .path("id")
            .asText();
    botswain.simPost("/sim/channels/1132915064832000005/messages", Map.of("content", "hi"));

    Botswain.eventually(() -> assertThat(bad()).contains("webhook_failing"));
    JsonNode found = finding(examine(), "webhook_failing");
    assertThat(found.path("evidence").path("host").asText()).isEqualTo("127.0.0.1");
    assertThat(found.toString()).doesNotContain("secret");
    delete("/api/webhooks/" + id);
  }

  @Test
  void requestsThatDiscordRefuses_areCountedByReason() {
    for (int i = 0; i < 3; i++) {
      botswain.get(GENERAL + "/1132915064832999999", session);
    }

    JsonNode found = finding(examine(), "requests_refused");

    assertThat(found.path("severity").asText()).isEqualTo("notice");
    assertThat(found.path("evidence").path("timesByReason").path("404 10008").asInt()).isEqualTo(3);
  }

  @Test
  void closeForTooManySends_isFound() {
    botswain.gateway(TOKEN, Map.of("do", "close", "code", 4008));

    Botswain.eventually(() -> assertThat(bad()).containsExactly("gateway_rate_limited"));
  }

  @Test
  void hiddenChannelOfAWebhook_isFound() {
    String hidden =
        inHarbour(guild ->
            guild.channels().list().stream()
                .filter(channel -> channel.name().equals("captains-table"))
                .findFirst()
                .orElseThrow());
    String id =
        botswain
            .post(
                "/api/webhooks",
                session,
                Map.of("url", "http://127.0.0.1:9999/", "filters", Map.of("channelId", hidden)))
            .body()
            .path("id")
            .asText();

    assertThat(id).isNotEmpty();

    JsonNode found = finding(examine(), "channels_hidden");

    assertThat(found.path("evidence").path("webhookId").asText()).isEqualTo(id);
    delete("/api/webhooks/" + id);
  }

  @Test
  void roleAboveTheBots_isTooHigh_onceItWasRefused() {
    String captain =
        inHarbour(guild ->
            guild.roles().list().stream()
                .filter(role -> role.name().equals("Captain"))
                .findFirst()
                .orElseThrow());
    String member = inHarbour(guild -> guild.members().list().get(9));
    String refused = "/api/members/" + member + "/roles/" + captain;
    assertThat(
            botswain
                .send(
                    Botswain.request(botswain.url() + refused).PUT(BodyPublishers.noBody()),
                    session)
                .status())
        .isEqualTo(403);

    JsonNode found = finding(examine(), "role_too_low");

    assertThat(found.path("evidence").path("roleId").asText()).isEqualTo(captain);
  }

  private String inHarbour(Function<Guild, Entity> find) {
    return botswain.inWorld(
        world -> Long.toString(find.apply(world.guilds().all().get(1060437491712000000L)).id()));
  }

  private void delete(String path) {
    botswain.send(
        Botswain.request(botswain.url() + path).method("DELETE", BodyPublishers.noBody()), session);
  }
}

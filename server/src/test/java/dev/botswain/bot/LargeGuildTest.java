package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.SimOptions.WorldSize;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A guild whose members take six pages over REST, and one request over the gateway.
class LargeGuildTest {
  private static final int MEMBERS = 5_500;

  private static Botswain botswain;
  private static String token;

  @BeforeAll
  static void start() {
    var world = new WorldSize(1, MEMBERS, 8, 20);
    botswain = Botswain.start(SimOptions.DEFAULT.withWorld(world), Map.of());
    token = botswain.simGet("/sim/bots").body().path(0).path("token").asText();
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  @Test
  void members_ofALargeGuild_comeOverTheGatewayWhereItsLimitAllows() {
    String session = botswain.session(token);
    Answer first = botswain.get("/api/members", session);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body()).hasSize(MEMBERS);
    assertThat(requestedPaths()).noneMatch(path -> path.endsWith("/members"));

    // Within 30 seconds the gateway refuses a second whole list, even to a new session.
    botswain.logout(session);
    Answer second = botswain.get("/api/members", botswain.session(token));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.ids()).isEqualTo(first.ids());
    assertThat(requestedPaths()).anyMatch(path -> path.endsWith("/members"));
  }

  private static List<String> requestedPaths() {
    JsonNode requests = botswain.simGet("/sim/bots/" + botswain.simBot(token) + "/requests").body();
    return StreamSupport.stream(requests.spliterator(), false)
        .map(request -> request.path("path").asText())
        .toList();
  }
}

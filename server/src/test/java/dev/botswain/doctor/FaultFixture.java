package dev.botswain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.SimOptions.WorldSize;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Role;
import dev.botswain.testing.Botswain;
import io.vertx.core.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A server with a simulated Discord, in which each bot is a bot of its own in a guild of its own,
/// with all intents and one command.
final class FaultFixture implements AutoCloseable {
  private static final int BOTS = 64;

  private final Botswain botswain;
  private int taken;

  FaultFixture() {
    botswain =
        Botswain.start(
            SimOptions.DEFAULT.withWorld(new WorldSize(BOTS, 6, 3, 2)).withLimits(false),
            Map.of("BOTSWAIN_SILENCE", "200ms"));
  }

  /// A healthy bot that nobody has examined yet.
  TestBot newBot() {
    return newBot(1);
  }

  /// The same, with so many shards.
  TestBot newBot(int shards) {
    String id = botswain.simBot("load-token-" + ++taken);
    if (shards > 1) {
      fault(id, "shards_too_few", Map.of("shards", shards));
      botswain.gateway("load-token-" + taken, Map.of("do", "maxConcurrency", "max", shards));
    }
    return new TestBot(id);
  }

  private JsonNode fault(String botId, String fault, Map<String, ?> options) {
    var body = new HashMap<String, Object>(options);
    body.put("fault", fault);
    var answer = botswain.simPost("/sim/bots/" + botId + "/fault", body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Override
  public void close() {
    botswain.close();
  }

  /// One bot, logged in.
  final class TestBot implements AutoCloseable {
    private final JsonNode seen;
    private final String session;

    private TestBot(String id) {
      seen = botswain.simGet("/sim/bots/" + id).body();
      session = botswain.session(token());
      assertThat(
              discord(
                  "PUT",
                  "/applications/" + id + "/commands",
                  List.of(Map.of("name", "tide", "description", "When is high water"))))
          .isEqualTo(200);
    }

    String id() {
      return seen.path("id").asText();
    }

    String token() {
      return seen.path("token").asText();
    }

    String guild() {
      return seen.path("guildIds").path(0).asText();
    }

    private String channel() {
      long guild = Long.parseLong(guild());
      return botswain.inWorld(
          world -> Long.toString(world.guilds().get(guild).channels().at(0).id()));
    }

    /// Gives the bot a role above all others, with MANAGE_ROLES.
    void mayGiveRoles() {
      var role =
          botswain.simPost(
              "/sim/guilds/" + guild() + "/roles",
              Map.of("name", "Mate", "permissions", Long.toString(1L << 28), "position", 20));
      assertThat(role.status()).as("%s", role.body()).isLessThan(300);
      long roleId = role.body().path("id").asLong();
      botswain.inWorld(world -> {
        Guild guild = world.guilds().get(Long.parseLong(guild()));
        Member self = guild.members().get(Long.parseLong(id()));
        return world.members().update(guild, self, member -> member.addRole(roleId));
      });
    }

    /// Gives somebody the lowest role of the guild.
    int giveRole() {
      long guildId = Long.parseLong(guild());
      String path =
          botswain.inWorld(world -> {
            Guild guild = world.guilds().get(guildId);
            Role lowest =
                guild.roles().stream()
                    .filter(role -> role.name().equals("Role 1"))
                    .findFirst()
                    .orElseThrow();
            return "/guilds/%s/members/%s/roles/%s"
                .formatted(guildId, guild.members().at(1).id(), lowest.id());
          });
      return discord("PUT", path, "");
    }

    /// Lets a fault begin.
    JsonNode fault(String fault, Map<String, ?> options) {
      return FaultFixture.this.fault(id(), fault, options);
    }

    /// What the bot does through the relay, and how that is answered.
    int discord(String method, String path, Object body) {
      var json = Json.encode(body);
      var request =
          Botswain.request(botswain.url() + "/api/v10" + path)
              .method(
                  method,
                  body.equals("") ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
      return botswain.send(request, "Bot " + session).status();
    }

    int say() {
      return discord("POST", "/channels/" + channel() + "/messages", Map.of("content", "ahoy"));
    }

    /// What the sim does to its connections.
    void gateway(Map<String, ?> what) {
      botswain.gateway(token(), what);
    }

    /// Lets it hear messages at a steady rate, and waits for the last one.
    void hear(int total, int perSecond) {
      var blast = Map.of("total", total, "rate", perSecond, "botIds", List.of(id()));
      assertThat(botswain.simPost("/sim/blast", blast).status()).isLessThan(300);
      Botswain.eventually(
          () -> assertThat(botswain.simGet("/sim/blast").body().path("done").asBoolean()).isTrue());
    }

    /// The report for the bot's session.
    JsonNode examined() {
      var answer = botswain.get("/api/doctor", session);
      assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
      return answer.body();
    }

    /// Logs the bot out.
    void leave() {
      assertThat(botswain.logout(session).status()).isLessThan(300);
    }

    @Override
    public void close() {
      var faults = Botswain.request(botswain.simUrl() + "/sim/bots/" + id() + "/fault");
      botswain.send(faults.DELETE(), null);
      botswain.logout(session);
    }
  }

  /// The report for a token, to the operator.
  JsonNode examined(String token) {
    return examined(botswain, token);
  }

  static JsonNode examined(Botswain botswain, String token) {
    var answer =
        botswain.post("/api/operator/doctor", Botswain.OPERATOR_KEY, Map.of("token", token));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  /// The codes of a report's errors and warnings.
  static List<String> complaints(JsonNode report) {
    var codes = new ArrayList<String>();
    for (JsonNode finding : report.path("findings")) {
      if (!finding.path("severity").asText().equals("notice")) {
        codes.add(finding.path("code").asText());
      }
    }
    return codes;
  }

  /// The codes of all of a report's findings.
  static List<String> findings(JsonNode report) {
    return report.path("findings").findValuesAsText("code");
  }
}

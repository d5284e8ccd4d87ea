package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Permissions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleActionsTest {
  private Sim sim;
  private HttpClient client;
  private String roles;
  private String member;

  private record Reply(int status, JsonNode body) {}

  @BeforeEach
  void open() {
    sim = Sim.start(SimOptions.DEFAULT.withLimits(false));
    client = HttpClient.newHttpClient();
    String guild =
        sim.call(() -> {
          var dock = sim.world().bots().byToken(DemoWorld.TOKEN_ADMIN).guilds().at(0);
          member = "/sim/guilds/" + dock.id() + "/members/" + dock.members().at(3).id();
          return Long.toString(dock.id());
        });
    roles = "/sim/guilds/" + guild + "/roles";
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    sim.close();
  }

  private Reply call(String method, String path, String json)
      throws IOException, InterruptedException {
    var response =
        client.send(
            HttpRequest.newBuilder(URI.create(sim.url() + path))
                .method(method, BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), new ObjectMapper().readTree(response.body()));
  }

  @Test
  void role_isMadeGivenChangedAndDeleted() throws Exception {
    Reply made = call("POST", roles, "{\"name\":\"Rigger\",\"permissions\":\"8\",\"position\":4}");
    String id = made.body().path("id").asText();
    Reply given = call("PATCH", member, "{\"nick\":\"Al\",\"roleIds\":[\"" + id + "\"]}");
    Reply changed = call("PATCH", roles + "/" + id, "{\"name\":\"Sailmaker\"}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(given.body().path("roleIds").path(0).asText()).isEqualTo(id);
    assertThat(given.body().path("nick").asText()).isEqualTo("Al");
    assertThat(changed.body().path("permissions").asText()).isEqualTo("8");
    assertThat(changed.body().path("position").asInt()).isEqualTo(4);
    assertThat(call("GET", roles, "").body().findValuesAsText("name")).contains("Sailmaker");
    assertThat(call("DELETE", roles + "/" + id, "").status()).isEqualTo(204);
    assertThat(call("GET", roles, "").body().findValuesAsText("name")).doesNotContain("Sailmaker");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, {}, 400",
    "POST, '{\"name\":\"x\",\"permissions\":8}', 400",
    "POST, '{\"name\":\"x\",\"permissions\":\"-1\"}', 400",
    "POST, '{\"name\":\"x\",\"position\":0}', 400",
    "POST, '{\"nme\":\"x\"}', 400",
    "POST, nonsense, 400"
  })
  void role_thatCannotBe_isRefused(String method, String json, int status) throws Exception {
    assertThat(call(method, roles, json).status()).isEqualTo(status);
  }

  @Test
  void everyone_deleted_stays() throws Exception {
    String everyone = roles.split("/")[3];

    assertThat(call("DELETE", roles + "/" + everyone, "").status()).isEqualTo(400);
    assertThat(call("DELETE", roles + "/1", "").status()).isEqualTo(404);
    assertThat(call("PATCH", member, "{\"roleIds\":[\"1\"]}").status()).isEqualTo(400);
  }

  @Test
  void admin_ofTheDemoWorld_mayDoEverything() {
    assertThat(
            sim.<Long>call(() -> {
              var bot = sim.world().bots().byToken(DemoWorld.TOKEN_ADMIN);
              var dock = bot.guilds().at(0);
              return Permissions.inGuild(dock, dock.members().get(bot.id()), 0);
            }))
        .isEqualTo(Permissions.ALL);
  }
}

package dev.botswain.operator;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.postgres.Postgres;
import dev.botswain.testing.Botswain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two servers on one PostgreSQL.
@Timeout(120)
class OperatorOfSeveralNodesTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Postgres postgres = Postgres.create();
  private final Sim sim = Sim.start(SimOptions.DEFAULT);
  private final List<Botswain> all = new ArrayList<>();
  private Botswain here;
  private Botswain there;

  @BeforeEach
  void start() {
    here = node();
    there = node();
    await().until(() -> nodes(here).size() == 2 && nodes(there).size() == 2);
  }

  private Botswain node() {
    var node =
        Botswain.onSim(
            sim,
            Map.of(
                "BOTSWAIN_STORE",
                postgres.url(),
                "BOTSWAIN_SECRET_KEY",
                "0".repeat(64),
                "BOTSWAIN_LOGIN",
                "invited"));
    all.add(node);
    return node;
  }

  @AfterEach
  void stop() {
    all.forEach(Botswain::close);
    sim.close();
    postgres.close();
  }

  private static JsonNode nodes(Botswain at) {
    return at.get("/api/operator/nodes", OPERATOR_KEY).body();
  }

  private static List<String> of(JsonNode list, String field) {
    var values = new ArrayList<String>();
    list.forEach(one -> values.add(one.path(field).asText()));
    return values;
  }

  private List<String> tokens() {
    var tokens = new ArrayList<String>();
    for (JsonNode bot : here.simGet("/sim/bots").body()) {
      tokens.add(bot.path("token").asText());
    }
    return tokens;
  }

  private static String invite(Botswain at, String tenant) {
    return at.post("/api/operator/invitations", OPERATOR_KEY, Map.of("tenant", tenant))
        .body()
        .path("invitation")
        .asText();
  }

  private static Botswain.Answer login(Botswain at, String token, String invitation) {
    return at.post("/api/auth/login", null, Map.of("token", token, "invitation", invitation));
  }

  /// Bots of both nodes, logged in at any.
  private void loginAll() {
    for (String token : tokens()) {
      var answer = login(here, token, invite(there, "crew"));
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }
  }

  @Test
  void lists_areOfAllNodes() {
    loginAll();
    int bots = tokens().size();
    for (Botswain at : all) {
      assertThat(of(at.get("/api/operator/bots", OPERATOR_KEY).body(), "id"))
          .hasSize(bots)
          .isSorted();
      assertThat(at.get("/api/operator/sessions?limit=1", OPERATOR_KEY).header("Link")).isNotNull();
      assertThat(at.get("/api/operator/sessions", OPERATOR_KEY).body()).hasSize(bots);
      assertThat(of(nodes(at), "answering")).containsOnly("true");
      assertThat(
              at.get("/api/operator/tenants/crew/usage", OPERATOR_KEY)
                  .body()
                  .at("/sessions/used")
                  .asInt())
          .isEqualTo(bots);
    }
    assertThat(of(nodes(here), "bots").stream().mapToInt(Integer::parseInt).sum()).isEqualTo(bots);
    String session =
        here.get("/api/operator/sessions", OPERATOR_KEY)
            .body()
            .path(0)
            .path("fingerprint")
            .asText();
    var ended = List.of(end(here, session), end(there, session));
    assertThat(ended).containsExactly(204, 404);
  }

  private static int end(Botswain at, String session) {
    return at.send(
            Botswain.request(at.url() + "/api/operator/sessions/" + session).DELETE(), OPERATOR_KEY)
        .status();
  }

  @Test
  void access_changedAtOneNode_isTheSameAtTheOther() {
    String token = tokens().getFirst();
    String other = tokens().get(1);
    String invitation = invite(here, "crew");
    assertThat(login(there, token, invitation).status()).isEqualTo(200);

    assertThat(login(here, other, invitation).body().path("reason").asText()).isEqualTo("used");
    here.post("/api/operator/tenants", OPERATOR_KEY, Map.of("name", "guests"));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(of(there.get("/api/operator/tenants", OPERATOR_KEY).body(), "name"))
                .contains("crew", "guests"));
  }

  @Test
  void tokensThatDiscordRejects_countAtBothNodes() {
    for (int i = 0; i < 6; i++) {
      String token = "MTIzNDU2Nzg5MDEyMzQ1Njc%s.abcdef.made-up-%s".formatted(i, i);
      assertThat(login(i % 2 == 0 ? here : there, token, invite(here, "crew")).status())
          .isEqualTo(401);
    }
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(all)
                .allSatisfy(at ->
                    assertThat(at.get("/api/operator/health", OPERATOR_KEY).body().toString())
                        .contains("6 of 10000 invalid requests")));
  }

  @Test
  void quotaOfBots_countsOverBothNodes() {
    here.post(
        "/api/operator/tenants", OPERATOR_KEY, Map.of("name", "crew", "quotas", Map.of("bots", 1)));
    assertThat(login(here, tokens().getFirst(), invite(here, "crew")).status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(all)
                .allSatisfy(at ->
                    assertThat(
                            at.get("/api/operator/tenants/crew", OPERATOR_KEY)
                                .body()
                                .path("bots")
                                .asInt())
                        .isEqualTo(1)));

    for (int i = 1; i < tokens().size(); i++) {
      assertThat(login(there, tokens().get(i), invite(there, "crew")).body().path("code").asText())
          .isEqualTo("quota_reached");
    }
  }

  @Test
  void drainedNode_hasNoBots_andMovedBot_isWhereItWasMoved() {
    loginAll();
    String one = of(nodes(here), "id").getFirst();
    String other = of(nodes(here), "id").getLast();
    var drained = here.post("/api/operator/nodes/" + one + "/drain", OPERATOR_KEY, Map.of());
    assertThat(drained.body().path("state").asText()).isEqualTo("draining");
    await().until(() -> owned(there, one) == 0 && owned(there, other) == tokens().size());

    there.post("/api/operator/nodes/" + one + "/undrain", OPERATOR_KEY, Map.of());
    await().until(() -> of(nodes(here), "state").equals(List.of("up", "up")));
    String bot = here.get("/api/operator/bots", OPERATOR_KEY).ids().getFirst();
    for (String to : List.of(one, other, one)) {
      await()
          .untilAsserted(() ->
              assertThat(
                      here.post(
                              "/api/operator/bots/" + bot + "/move",
                              OPERATOR_KEY,
                              Map.of("node", to))
                          .status())
                  .isEqualTo(200));
    }
  }

  private static int owned(Botswain at, String node) {
    for (JsonNode one : nodes(at)) {
      if (one.path("id").asText().equals(node)) {
        return one.path("bots").asInt();
      }
    }
    return -1;
  }
}

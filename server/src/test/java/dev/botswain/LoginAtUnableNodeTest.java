package dev.botswain;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.postgres.Postgres;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BreakableLine;
import dev.botswain.testing.NodesOfAStore;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Logins at a node that can take no bot, while no other node is there to take it.
@Timeout(60)
class LoginAtUnableNodeTest {
  private static Botswain.Answer login(Botswain node) {
    return node.post("/api/auth/login", null, Map.of("token", TOKEN));
  }

  private static void assertTriedLater(Botswain.Answer answer, String why) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
    assertThat(answer.body().path("code").asText()).isEqualTo("starting");
    assertThat(answer.body().path("error").asText()).contains(why);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void login_whileTheOnlyNodeDrains_isRefusedUntilItTakesBotsAgain() {
    try (NodesOfAStore nodes = NodesOfAStore.start(1, Map.of())) {
      Botswain node = nodes.all().getFirst();
      String id = node.get("/api/operator/nodes", OPERATOR_KEY).body().path(0).path("id").asText();
      node.post("/api/operator/nodes/" + id + "/drain", OPERATOR_KEY, Map.of());

      assertTriedLater(login(node), "this node is draining");

      node.post("/api/operator/nodes/" + id + "/undrain", OPERATOR_KEY, Map.of());
      eventually(() -> assertThat(login(node).status()).isEqualTo(200));
    }
  }

  @Test
  void login_withoutALease_isRefused() {
    try (Postgres postgres = Postgres.create();
        Sim sim = Sim.start(SimOptions.DEFAULT);
        BreakableLine line = BreakableLine.to("http://127.0.0.1:" + postgres.port())) {
      var settings = new HashMap<>(NodesOfAStore.settings(postgres));
      settings.put("BOTSWAIN_STORE", postgres.urlAt(URI.create(line.url()).getPort()));
      try (Botswain node = Botswain.onSim(sim, settings)) {
        line.close();
        eventually(() ->
            assertThat(
                    node.get("/api/operator/nodes", OPERATOR_KEY)
                        .body()
                        .path(0)
                        .path("leased")
                        .asBoolean())
                .isFalse());

        assertTriedLater(login(node), "");
      }
    }
  }
}

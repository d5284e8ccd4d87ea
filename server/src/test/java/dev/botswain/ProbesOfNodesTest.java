package dev.botswain;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.postgres.Postgres;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BreakableLine;
import dev.botswain.testing.NodesOfAStore;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What orchestrators and balancers are told of nodes that share a store.
class ProbesOfNodesTest {
  private static final String CHANNEL = "1132915064832000005";

  @Test
  void node_thatDrains_isUnreadyAndLives() {
    try (NodesOfAStore nodes = NodesOfAStore.start(2, Map.of())) {
      String session = nodes.all().getFirst().session(TOKEN);
      Botswain owner = nodes.owner();
      Botswain other = nodes.other();
      String id = ownersId(other);

      owner.post("/api/operator/nodes/" + id + "/drain", OPERATOR_KEY, Map.of());

      eventually(() -> assertThat(status(owner, "/health/ready")).isEqualTo(503));
      assertThat(status(owner, "/health/live")).isEqualTo(200);
      assertThat(status(other, "/health/ready")).isEqualTo(200);
      // A balancer that has not noticed still gets answers from it.
      eventually(() -> assertThat(NodesOfAStore.metric(other, "botswain_cluster_bots")).isOne());
      assertThat(owner.get("/api/guilds", session).status()).isEqualTo(200);
    }
  }

  @Test
  void storeThatIsAway_makesNoNodeUnready() {
    try (Postgres postgres = Postgres.create();
        Sim sim = Sim.start(SimOptions.DEFAULT)) {
      try (BreakableLine line = BreakableLine.to("http://127.0.0.1:" + postgres.port())) {
        var settings = new HashMap<>(NodesOfAStore.settings(postgres));
        settings.put("BOTSWAIN_STORE", postgres.urlAt(URI.create(line.url()).getPort()));
        try (Botswain node = Botswain.onSim(sim, settings)) {
          node.login(TOKEN);

          line.close();
          node.simPost("/sim/channels/" + CHANNEL + "/messages", Map.of("content", "Ahoy"));

          eventually(() -> assertThat(storesHealth(node)).contains("cannot write since"));
          assertThat(status(node, "/health/ready")).isEqualTo(200);
          assertThat(status(node, "/health/live")).isEqualTo(200);
        }
      }
    }
  }

  /// The id of the node with the only bot, as soon as the others know it.
  private static String ownersId(Botswain node) {
    return Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> owners(node), ids -> ids.size() == 1)
        .getFirst();
  }

  private static List<String> owners(Botswain node) {
    return StreamSupport.stream(
            node.get("/api/operator/nodes", OPERATOR_KEY).body().spliterator(), false)
        .filter(one -> one.path("bots").asInt() == 1)
        .map(one -> one.path("id").asText())
        .toList();
  }

  private static String storesHealth(Botswain node) {
    for (JsonNode check : node.get("/api/operator/health", OPERATOR_KEY).body().path("checks")) {
      if (check.path("name").asText().equals("store")) {
        return check.path("detail").asText();
      }
    }
    throw new AssertionError("nothing is said of the store");
  }

  private static int status(Botswain node, String path) {
    return node.get(path, null).status();
  }
}

package dev.botswain;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.postgres.Postgres;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BreakableLine;
import dev.botswain.testing.NodesOfAStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What an operator is told of nodes and of the store between them.
@Timeout(60)
class NodesCheckTest {
  private final Postgres postgres = Postgres.create();
  private final Sim sim = Sim.start(SimOptions.DEFAULT);

  @AfterEach
  void close() {
    sim.close();
    postgres.close();
  }

  private Botswain node(Map<String, String> more) {
    var settings = new HashMap<>(NodesOfAStore.settings(postgres));
    settings.putAll(more);
    return Botswain.onSim(sim, settings);
  }

  private static String detail(Botswain node) {
    for (JsonNode check : node.get("/api/operator/health", OPERATOR_KEY).body().path("checks")) {
      if (check.path("name").asText().equals("nodes")) {
        return check.path("detail").asText();
      }
    }
    return "";
  }

  @Test
  void nodeThatDoesNotAnswer_isNamedByTheOthers() {
    String nowhere = "http://127.0.0.1:1";
    try (Botswain here = node(Map.of());
        Botswain _ = node(Map.of("BOTSWAIN_NODE_URL", nowhere))) {
      eventually(() ->
          assertThat(detail(here))
              .isEqualTo("the node at %s beats and does not answer this one".formatted(nowhere)));
    }
  }

  @Test
  void nodes_thatAnswer_areCounted() {
    try (Botswain here = node(Map.of());
        Botswain there = node(Map.of())) {
      eventually(() -> assertThat(detail(here)).isEqualTo("2 alive"));
      eventually(() -> assertThat(detail(there)).isEqualTo("2 alive"));
    }
  }

  @Test
  void nodeWithoutALease_saysSoAndStaysReady() {
    try (BreakableLine line = BreakableLine.to("http://127.0.0.1:" + postgres.port());
        Botswain node =
            node(Map.of("BOTSWAIN_STORE", postgres.urlAt(URI.create(line.url()).getPort())))) {
      line.close();

      eventually(() -> assertThat(detail(node)).contains("this node has no lease"));
      assertThat(node.get("/health/ready", null).status()).isEqualTo(200);
    }
  }

  @Test
  void slowBeats_areTold() {
    var metrics = new SimpleMeterRegistry();
    assertThat(NodesCheck.slowness(metrics)).isEmpty();

    metrics.timer("botswain.cluster.beats").record(Duration.ofMillis(400));
    assertThat(NodesCheck.slowness(metrics)).isEmpty();

    metrics.timer("botswain.cluster.beats").record(Duration.ofMillis(600));
    assertThat(NodesCheck.slowness(metrics))
        .contains("the store has taken up to 600 ms to answer a beat");
  }

  @Test
  void serverWithAStoreOfItsOwn_saysNothingOfNodes() {
    try (Botswain alone = Botswain.onSim(sim, Map.of())) {
      assertThat(detail(alone)).isEmpty();
    }
  }
}

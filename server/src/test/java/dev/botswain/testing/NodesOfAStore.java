package dev.botswain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.postgres.Postgres;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Several servers in this process, on one PostgreSQL database and one simulated Discord.
public final class NodesOfAStore implements AutoCloseable {
  /// Of all their nodes.
  public static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private final Postgres postgres = Postgres.create();
  private final Sim sim = Sim.start(SimOptions.DEFAULT);
  private final List<Botswain> all = new ArrayList<>();

  private NodesOfAStore() {}

  /// @param more settings of all
  public static NodesOfAStore start(int number, Map<String, String> more) {
    var nodes = new NodesOfAStore();
    for (int i = 0; i < number; i++) {
      nodes.all.add(Botswain.onSim(nodes.sim, nodes.settings(more)));
    }
    return nodes;
  }

  private Map<String, String> settings(Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.putAll(settings(postgres));
    return settings;
  }

  /// What makes a server a node of a database.
  public static Map<String, String> settings(Postgres postgres) {
    return Map.of(
        "BOTSWAIN_STORE",
        postgres.url(),
        "BOTSWAIN_SECRET_KEY",
        KEY,
        "BOTSWAIN_NODE_HOST",
        "127.0.0.1",
        "BOTSWAIN_NODE_PORT",
        "0");
  }

  public Sim sim() {
    return sim;
  }

  public List<Botswain> all() {
    return all;
  }

  /// The node at which the only bot lives.
  public Botswain owner() {
    return all.stream().filter(NodesOfAStore::hasTheBot).findFirst().orElseThrow();
  }

  /// One at which it does not live.
  public Botswain other() {
    return all.stream().filter(node -> !hasTheBot(node)).findFirst().orElseThrow();
  }

  private static boolean hasTheBot(Botswain node) {
    return metric(node, "botswain_cluster_bots") == 1;
  }

  /// A gauge or counter without labels.
  public static double metric(Botswain node, String name) {
    return node.metrics()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  /// Passes the only bot on to a node that has none, by hand.
  public void move(String bot, Botswain to) {
    String operator = Botswain.OPERATOR_KEY;
    for (JsonNode node : to.get("/api/operator/nodes", operator).body()) {
      if (node.path("bots").asInt() == 0) {
        Botswain.Answer moved =
            to.post(
                "/api/operator/bots/" + bot + "/move",
                operator,
                Map.of("node", node.path("id").asText()));
        if (moved.status() != 200) {
          throw new AssertionError("move: " + moved.status() + " " + moved.body());
        }
      }
    }
    Botswain.eventually(() -> assertThat(hasTheBot(to)).isTrue());
  }

  @Override
  public void close() {
    all.forEach(Botswain::close);
    sim.close();
    postgres.close();
  }
}

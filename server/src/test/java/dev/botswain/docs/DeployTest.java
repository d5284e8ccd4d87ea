package dev.botswain.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// What `deploy` sets is what the server reads.
class DeployTest {
  private static final Path CLUSTER = Path.of("..", "deploy", "cluster");

  @Test
  void nodes_ofTheCluster_haveValidSettings() throws IOException {
    for (String node : List.of("node1", "node2", "node3")) {
      var settings = new HashMap<>(example("node.env.example"));
      settings.put("BOTSWAIN_SECRET_KEY", "0".repeat(64));
      settings.put("BOTSWAIN_OPERATOR_KEY", "0".repeat(64));
      settings.put("BOTSWAIN_HOST", "0.0.0.0");
      for (var entry : of(service(node), "environment").entrySet()) {
        settings.put(entry.getKey(), entry.getValue().toString());
      }

      assertThat(Config.load(settings).data().store()).isPresent();
      assertThat(service(node))
          .containsEntry("env_file", "node.env")
          .containsEntry("read_only", true);
    }
  }

  @Test
  void balancer_ofTheCluster_cannotReachThePortOfNodes() throws IOException {
    assertThat(service("balancer").get("networks")).isEqualTo(List.of("front"));
    assertThat(service("postgres").get("networks")).isEqualTo(List.of("store"));
    assertThat(of(of(compose(), "networks"), "store")).containsEntry("internal", true);
  }

  @Test
  void store_ofTheNodes_isThePostgresOfTheFile() throws IOException {
    var postgres = example("postgres.env.example");

    assertThat(example("node.env.example").get("BOTSWAIN_STORE"))
        .isEqualTo(
            "postgresql://%s:PASSWORD@postgres:5432/%s"
                .formatted(postgres.get("POSTGRES_USER"), postgres.get("POSTGRES_DB")));
  }

  private static Map<String, Object> compose() throws IOException {
    return new Yaml().load(Files.readString(CLUSTER.resolve("compose.yaml")));
  }

  private static Map<String, Object> service(String name) throws IOException {
    return of(of(compose(), "services"), name);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> of(Map<String, Object> map, String key) {
    return (Map<String, Object>) map.get(key);
  }

  private static Map<String, String> example(String file) throws IOException {
    var values = new HashMap<String, String>();
    for (String line : Files.readAllLines(CLUSTER.resolve(file))) {
      int equals = line.indexOf('=');
      if (!line.startsWith("#") && equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return values;
  }
}

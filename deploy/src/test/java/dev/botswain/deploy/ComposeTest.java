package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.botswain.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// The compose files are valid, and what they set is what the server reads.
class ComposeTest {
  private static final String SPECIFICATION = "https://example.org/compose_spec.json";
  private static Schema specification;

  @BeforeAll
  static void readSpecification() throws IOException {
    try (InputStream json = ComposeTest.class.getResourceAsStream("/compose-spec.json")) {
      String text = new String(json.readAllBytes(), StandardCharsets.UTF_8);
      specification =
          SchemaRegistry.withDialect(
                  Dialects.getDraft7(), builder -> builder.schemas(Map.of(SPECIFICATION, text)))
              .getSchema(SchemaLocation.of(SPECIFICATION));
    }
  }

  static List<ComposeFile> files() {
    return ComposeFile.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_isAsTheSpecificationWantsIt(ComposeFile file) throws IOException {
    String json = new ObjectMapper().writeValueAsString(file.content());

    assertThat(specification.validate(json, InputFormat.JSON))
        .extracting(Error::toString)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void containers_haveNoMoreRightsThanTheyNeed(ComposeFile file) {
    file.services()
        .forEach((name, service) ->
            assertThat(service)
                .as(name)
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("restart", "unless-stopped")
                .doesNotContainKeys("privileged", "network_mode", "cap_add"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void ports_withoutFurtherSettings_areThoseOfThisMachineAlone(ComposeFile file) {
    file.services()
        .forEach((name, service) ->
            assertThat((List<?>) service.getOrDefault("ports", List.of()))
                .as(name)
                .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void networksAndVolumes_ofServices_exist(ComposeFile file) {
    for (String service : file.services().keySet()) {
      assertThat(file.networks().keySet()).containsAll(file.networksOf(service));
      for (Object volume : (List<?>) file.service(service).getOrDefault("volumes", List.of())) {
        String source = volume.toString().split(":", -1)[0];
        if (source.startsWith(".")) {
          assertThat(file.project().resolve(source)).exists();
        } else {
          assertThat(((Map<?, ?>) file.content().get("volumes")).containsKey(source)).isTrue();
        }
      }
    }
  }

  @Test
  void node_alone_hasValidSettingsAndKeepsItsData() throws IOException {
    Map<String, String> environment = ComposeFile.SINGLE.environment("botswain");
    environment.put("BOTSWAIN_HOST", "0.0.0.0");
    Config config = Config.load(environment);

    assertThat(config.data().store()).isEmpty();
    assertThat(config.access().operatorPort()).contains(9090);
    assertThat((List<?>) ComposeFile.SINGLE.service("botswain").get("volumes"))
        .isEqualTo(List.of("data:/var/lib/botswain"));
  }

  @Test
  void nodes_ofTheCluster_haveValidSettings() throws IOException {
    for (String node : List.of("node1", "node2", "node3")) {
      Map<String, String> environment = ComposeFile.CLUSTER.environment(node);
      environment.put("BOTSWAIN_HOST", "0.0.0.0");
      Config config = Config.load(environment);

      assertThat(config.data().store()).isPresent();
      assertThat(config.access().operatorPort()).contains(9090);
    }
  }

  @Test
  void balancers_areTheProxiesThatNodesTrust() throws IOException {
    for (var one :
        Map.of(ComposeFile.SINGLE, "botswain", ComposeFile.CLUSTER, "node1").entrySet()) {
      Map<?, ?> ipam = (Map<?, ?>) one.getKey().networks().get("front").get("ipam");

      assertThat(one.getKey().environment(one.getValue()).get("BOTSWAIN_TRUSTED_PROXIES"))
          .isEqualTo(((Map<?, ?>) ((List<?>) ipam.get("config")).getFirst()).get("subnet"));
      assertThat(one.getKey().networksOf("balancer")).containsExactly("front");
    }
  }

  @Test
  void store_ofTheCluster_isReachedByNodesAlone() throws IOException {
    assertThat(ComposeFile.CLUSTER.networksOf("postgres")).containsExactly("store");
    assertThat(ComposeFile.CLUSTER.networks().get("store")).containsEntry("internal", true);
    Map<String, String> postgres = ComposeFile.CLUSTER.example("postgres.env.example");
    assertThat(ComposeFile.CLUSTER.example("node.env.example").get("BOTSWAIN_STORE"))
        .isEqualTo(
            "postgresql://%s:PASSWORD@postgres:5432/%s"
                .formatted(postgres.get("POSTGRES_USER"), postgres.get("POSTGRES_DB")));
  }

  /// It finds them by a name on a network where both are, at the port of the operator.
  @Test
  void prometheus_findsAllNodes() throws IOException {
    Map<String, Object> prometheus =
        new Yaml().load(Files.readString(Path.of("monitoring", "compose.prometheus.yml")));

    assertThat(prometheus.get("scrape_configs").toString())
        .contains("names=[botswain]", "port=9090", "job_name=botswain");
    assertThat(ComposeFile.MONITORING.networksOf("prometheus")).containsExactly("metrics");
    assertThat(ComposeFile.SINGLE.networksOf("botswain")).contains("metrics");
    for (String node : List.of("node1", "node2", "node3")) {
      var networks = (Map<?, ?>) ComposeFile.CLUSTER.service(node).get("networks");
      assertThat(networks.get("metrics")).isEqualTo(Map.of("aliases", List.of("botswain")));
    }
  }

  @Test
  void grafana_isGivenPrometheusAndTheDashboards() throws IOException {
    String sources = Files.readString(Path.of("monitoring", "grafana", "datasources.yaml"));
    String providers = Files.readString(Path.of("monitoring", "grafana", "dashboards.yaml"));

    assertThat(sources).contains("url: http://prometheus:9090");
    String target = providers.replaceAll("(?s).*path: (\\S+).*", "$1");
    assertThat(ComposeFile.MONITORING.service("grafana").get("volumes").toString())
        .contains("../monitoring/dashboards:" + target + ":ro");
  }
}

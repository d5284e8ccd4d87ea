package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The chart refuses values that it does not know or that cannot be meant.
class ChartValuesTest {
  private static final Pattern SETTING = Pattern.compile("(?m)^#?(BOTSWAIN_[A-Z_]+)=");

  /// What the chart sets itself, or takes from a Secret, or has no use for in a container.
  private static final Set<String> OF_THE_CHART =
      Set.of(
          "BOTSWAIN_DATA",
          "BOTSWAIN_HOST",
          "BOTSWAIN_NODE_EGRESS",
          "BOTSWAIN_NODE_HOST",
          "BOTSWAIN_NODE_PORT",
          "BOTSWAIN_NODE_URL",
          "BOTSWAIN_OPERATOR_HOST",
          "BOTSWAIN_OPERATOR_KEY",
          "BOTSWAIN_OPERATOR_PORT",
          "BOTSWAIN_PORT",
          "BOTSWAIN_SECRET_KEY",
          "BOTSWAIN_SECRET_KEY_FILE",
          "BOTSWAIN_STORE",
          "BOTSWAIN_TLS_CERT",
          "BOTSWAIN_TLS_KEY",
          "BOTSWAIN_TOKENS");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replica: 3",
        "mode: postgres",
        "replicas: 0",
        "image: {repo: other}",
        "config: {BOTSWAIN_LOGN: open}",
        "config: {BOTSWAIN_SECRET_KEY: '%s'}",
        "config: {BOTSWAIN_STORE: 'postgresql://a:b@c/d'}",
        "config: {BOTSWAIN_PORT: 80}",
        "extraEnv: [{name: BOTSWAIN_OPERATOR_KEY, value: secret}]",
        "secret: {name: ''}",
        "secret: {secretKey: abc}",
        "probes: {readiness: {path: /}}",
        "resources: {limit: {memory: 1Gi}}",
        "autoscaling: {enabled: true, metric: cpu}",
        "networkPolicy: {monitoring: everybody}",
        "egress: some",
        "service: {type: ExternalName}"
      })
  void values_thatDoNotFit_areRefusedByTheSchema(String values) {
    assertThatThrownBy(() -> Chart.render(values))
        .hasMessageContaining("don't meet the specifications of the schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{mode: postgresql, networkPolicy: {egress: {enabled: true}}}",
        "{mode: postgresql, autoscaling: {enabled: true, cpuUtilization: 0}}",
        "{mode: postgresql, autoscaling: {enabled: true, minReplicas: 9}}",
        "{ingress: {enabled: true}}",
        "{preStopSleepSeconds: 30, terminationGracePeriodSeconds: 45}"
      })
  void values_thatContradictEachOther_areRefusedWithASentence(String values) {
    assertThatThrownBy(() -> Chart.render(values)).hasMessageStartingWith("execution error at");
  }

  @Test
  void settings_ofTheSchema_areThoseOfTheServer() throws IOException {
    Set<String> ofServer =
        SETTING
            .matcher(Files.readString(Path.of("..", ".env.example")))
            .results()
            .map(MatchResult::group)
            .map(line -> line.replaceAll("[#=]", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ofServer).hasSizeGreaterThan(40).containsAll(OF_THE_CHART);
    ofServer.removeAll(OF_THE_CHART);

    var ofSchema = new TreeSet<String>();
    schema().at("/properties/config/properties").fieldNames().forEachRemaining(ofSchema::add);
    assertThat(ofSchema).as("config in values.schema.json").isEqualTo(ofServer);
  }

  /// A value that the schema knows and the chart does not read would be a lie.
  @Test
  void values_ofTheSchema_haveADefault() throws IOException {
    var known = new ArrayList<String>();
    leaves("", schema(), known);
    var given = new ArrayList<String>();
    leaves("", Chart.values(), given);

    assertThat(known).containsExactlyInAnyOrderElementsOf(given);
  }

  /// In the templates each of them is named.
  @Test
  void values_ofTheChart_areRead() throws IOException {
    var templates = new StringBuilder();
    try (var files = Files.list(Chart.FOLDER.resolve("templates"))) {
      for (Path file : files.toList()) {
        templates.append(Files.readString(file));
      }
    }
    var given = new ArrayList<String>();
    leaves("", Chart.values(), given);

    assertThat(given)
        // Each of these is passed on as it is.
        .filteredOn(name -> !name.startsWith(".probes."))
        .allSatisfy(name -> assertThat(templates).contains(name.substring(name.lastIndexOf('.'))));
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
  }

  private static final Set<String> OPEN =
      Set.of(".config", ".podSecurityContext", ".global", ".resources");

  /// Names of what has no further properties of its own.
  private static void leaves(String name, JsonNode schema, List<String> into) {
    JsonNode properties = schema.path("properties");
    if (name.equals(".global")) {
      return;
    }
    if (OPEN.contains(name) || properties.isMissingNode()) {
      into.add(name);
      return;
    }
    properties.properties().forEach(it -> leaves(name + "." + it.getKey(), it.getValue(), into));
  }

  private static void leaves(String name, Object value, List<String> into) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && !OPEN.contains(name)) {
      map.forEach((key, inner) -> leaves(name + "." + key, inner, into));
    } else {
      into.add(name);
    }
  }
}

package dev.botswain.docs;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks `docs/metrics.md` against the metrics of a server that has done a little of everything.
class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (.*?) \\| (.*?) \\| (.*) \\|");
  private static final Pattern HELP = Pattern.compile("# HELP (\\w+) ?(.*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  /// These are measured twice a minute, which is too late for a test, or only with TLS.
  private static final Set<String> RARE =
      Set.of(
          "botswain_webhook_lag_seconds",
          "botswain_webhook_lag_events",
          "botswain_tls_expiry_seconds");

  @TempDir private static Path data;
  private static Botswain botswain;
  private static Map<String, Metric> told;

  /// @param labels separated by commas, in alphabetical order
  private record Metric(String type, String labels, String what) {}

  @BeforeAll
  static void doALittleOfEverything() {
    botswain =
        Botswain.start(
            SimOptions.DEFAULT,
            Map.of(
                "BOTSWAIN_DATA",
                data.toString(),
                "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE",
                "true",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:1"));
    String session = botswain.session(TOKEN);
    assertThat(
            botswain
                .post("/api/webhooks", session, Map.of("url", botswain.simUrl() + "/nowhere"))
                .status())
        .isEqualTo(201);
    botswain.gateway(TOKEN, Map.of("do", "close", "code", 4000));
    botswain.simPost("/sim/channels/1132915064832000005/messages", Map.of("content", "Ahoy"));
    eventually(() ->
        assertThat(told())
            .containsKeys(
                "botswain_gateway_closes_total",
                "botswain_webhooks_attempts_total",
                "jvm_memory_used_bytes",
                "disk_free_bytes"));
    told = told();
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  private static Map<String, Metric> told() {
    var text = botswain.metrics();
    var helps = new TreeMap<String, String>();
    var types = new TreeMap<String, String>();
    var labels = new TreeMap<String, TreeSet<String>>();
    String family = "";
    for (var line : text.lines().toList()) {
      var help = HELP.matcher(line);
      var type = TYPE.matcher(line);
      if (help.matches()) {
        helps.put(help.group(1), help.group(2));
      } else if (type.matches()) {
        family = type.group(1);
        types.put(family, type.group(2));
        labels.put(family, new TreeSet<>());
      } else {
        var found = labels.get(family);
        LABEL.matcher(line).results().forEach(label -> found.add(label.group(1)));
      }
    }
    var told = new TreeMap<String, Metric>();
    types.forEach((name, type) -> {
      labels.get(name).remove("le");
      told.put(
          name,
          new Metric(type, String.join(", ", labels.get(name)), helps.getOrDefault(name, "")));
    });
    return told;
  }

  private static Map<String, Metric> listed() throws IOException {
    var listed = new TreeMap<String, Metric>();
    for (var line : Files.readAllLines(PAGE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        listed.put(row.group(1), new Metric(row.group(2), row.group(3), row.group(4)));
      }
    }
    return listed;
  }

  @Test
  void everyMetric_hasItsHelp() {
    assertThat(told).allSatisfy((_, metric) -> assertThat(metric.what()).isNotBlank());
  }

  @Test
  void everyMetric_isOnThePage() throws IOException {
    if ("write".equals(System.getProperty("pages"))) {
      told.forEach((name, metric) ->
          System.out.println(
              "| `%s` | %s | %s | %s |"
                  .formatted(name, metric.type(), metric.labels(), metric.what())));
    }

    assertThat(listed()).containsAllEntriesOf(told);
  }

  /// The JVM's metrics depend on the collector.
  @Test
  void everyMetricOfOursOnThePage_isThere() throws IOException {
    var ours = new TreeSet<>(listed().keySet());
    ours.removeIf(name -> !name.startsWith("botswain_") || RARE.contains(name));

    assertThat(told.keySet()).containsAll(ours);
  }
}

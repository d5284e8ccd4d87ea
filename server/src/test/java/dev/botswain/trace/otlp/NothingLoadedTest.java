package dev.botswain.trace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.BotswainProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Which classes a server loads, in a process of its own.
@Timeout(120)
class NothingLoadedTest {
  @TempDir private Path folder;

  /// The names of OpenTelemetry's classes, and ours that use them, that were loaded until the end.
  private List<String> loaded(Map<String, String> more) throws Exception {
    Path classes = folder.resolve("classes.log");
    try (var sim = Sim.start(SimOptions.DEFAULT)) {
      var settings = new HashMap<>(more);
      settings.put("BOTSWAIN_PORT", "0");
      settings.put("BOTSWAIN_DATA", "memory");
      settings.put("BOTSWAIN_DISCORD_API", sim.apiUrl());
      try (var server =
          BotswainProcess.start(
              settings, List.of("-Xlog:class+load:file=" + classes + ":none"), "serve")) {
        login(server.url());
        server.stop();
      }
    }
    try (var lines = Files.lines(classes)) {
      List<String> all = lines.toList();
      assertThat(all).anyMatch(line -> line.startsWith("dev.botswain.trace.Span "));
      return all.stream()
          .filter(line ->
              line.startsWith("io.opentelemetry.") || line.startsWith("dev.botswain.trace.otlp."))
          .toList();
    }
  }

  private static void login(String url) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url + "/api/auth/login"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"demo-token\"}"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void off_noClassOfOpenTelemetryIsLoaded() throws Exception {
    assertThat(loaded(Map.of())).isEmpty();
  }

  @Test
  void on_theyAre() throws Exception {
    assertThat(loaded(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"))).isNotEmpty();
  }
}

package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Docker's own client says of the compose files, where there is one with its compose plugin.
class DockerComposeTest {
  private static final List<String> FOLDERS = List.of("single", "cluster", "monitoring");

  private static final String MISSING =
      "There is no `docker compose` here. Docker's own packages have it as docker-compose-plugin.";

  @TempDir static Path copy;
  private static boolean found;

  @BeforeAll
  static void find() throws Exception {
    found = finds();
    if (!found) {
      System.out.println("Left out: `docker compose config`. " + MISSING);
      return;
    }
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.toList()) {
          Path to = copy.resolve(file.toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(to);
          } else {
            Files.copy(file, to);
          }
        }
      }
    }
    for (String file : List.of("single/node.env", "cluster/node.env", "cluster/postgres.env")) {
      Files.copy(copy.resolve(file + ".example"), copy.resolve(file));
    }
  }

  private static boolean finds() throws InterruptedException {
    try {
      return run(Path.of("."), List.of("version")).isEmpty();
    } catch (IOException noDocker) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "single, compose.yaml",
    "cluster, compose.yaml",
    "single, compose.yaml ../monitoring/compose.yaml",
    "cluster, compose.yaml ../monitoring/compose.yaml"
  })
  void config_ofTheFiles_isAccepted(String folder, String files) throws Exception {
    assumeTrue(found, MISSING);
    var arguments = new ArrayList<String>();
    for (String file : files.split(" ", -1)) {
      arguments.addAll(List.of("-f", file));
    }
    arguments.addAll(List.of("config", "--quiet"));

    assertThat(run(copy.resolve(folder), arguments)).isEmpty();
  }

  /// What it prints, if it does not end with 0; it may end with an empty line.
  private static String run(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker", "compose"));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GRAFANA_PASSWORD", "tide");
    var process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    return process.waitFor() == 0 ? "" : "it failed: " + said;
  }
}

package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.Demo;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The archive of the release is unpacked and started as its user would.
@Timeout(120)
class ArchiveTest {
  private static final String ADDRESS = "Server: ";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// With a space in its name.
  @TempDir static Path folder;

  private static Path archive;
  private static Path home;
  private static Path link;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void unpack() throws Exception {
    try (Stream<Path> made = Files.list(Path.of("../dist/target"))) {
      archive = made.filter(one -> one.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
    Path place = Files.createDirectory(folder.resolve("two words"));
    Command.run("tar", "-C", place.toString(), "-xzf", archive.toString());
    String name = archive.getFileName().toString().replace(".tar.gz", "");
    home = place.resolve(name);
    link = Files.createSymbolicLink(folder.resolve("botswain"), home.resolve("bin/botswain"));
  }

  private static String version() {
    return home.getFileName().toString().replace("botswain-", "");
  }

  private static Map<String, String> environment(Map<String, String> more) {
    var all = new HashMap<>(more);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return all;
  }

  private static String botswain(String... words) throws Exception {
    var command = new ArrayList<>(List.of(link.toString()));
    command.addAll(List.of(words));
    return Command.run(environment(Map.of()), command);
  }

  @Test
  void entries_allOfThem_haveOneTimeAndOwnerAndNoOddModes() throws Exception {
    List<String[]> entries =
        Command.run("tar", "--numeric-owner", "--full-time", "-tvzf", archive.toString())
            .lines()
            .map(line -> line.split("\\s+", 6))
            .toList();

    assertThat(entries).hasSizeGreaterThan(60);
    assertThat(entries).extracting(entry -> entry[1]).containsOnly("0/0");
    assertThat(entries.stream().map(entry -> entry[3] + " " + entry[4]).distinct()).hasSize(1);
    assertThat(entries)
        .allSatisfy(entry ->
            assertThat(entry[0])
                .isEqualTo(
                    entry[5].endsWith("/")
                        ? "drwxr-xr-x"
                        : entry[5].contains("/bin/") ? "-rwxr-xr-x" : "-rw-r--r--"));
    assertThat(
            entries.stream()
                .map(entry -> entry[5])
                .filter(name -> !name.endsWith("/") && !name.contains("/bin/"))
                .toList())
        .isSorted()
        .noneMatch(this::isLeftover);
  }

  private boolean isLeftover(String name) {
    return name.endsWith(".aot") || name.endsWith(".log") || name.contains("/target/");
  }

  @Test
  void files_ofTheArchive_areWhatItsUsersLookFor() {
    assertThat(home.resolve("LICENSE")).isNotEmptyFile();
    assertThat(home.resolve("README.md")).isNotEmptyFile();
    assertThat(home.resolve("CHANGELOG.md")).isNotEmptyFile();
    assertThat(home.resolve("conf/botswain.env.example"))
        .hasSameTextualContentAs(Path.of("../.env.example"));
    assertThat(home.resolve("lib/botswain-console-" + version() + ".jar")).isNotEmptyFile();
    assertThat(home.resolve("THIRD-PARTY-CONSOLE.txt")).content().contains("react");
    assertThat(home.resolve("deploy/helm/botswain/Chart.yaml"))
        .content()
        .contains("\nversion: " + version() + "\n", "\nappVersion: " + version() + "\n");
  }

  /// Each jar of others is named, with a license.
  @Test
  void libraries_allOfThem_areInTheListsOfLicenses() throws Exception {
    var components = new HashMap<String, JsonNode>();
    for (JsonNode one : JSON.readTree(home.resolve("sbom.cdx.json").toFile()).path("components")) {
      components.put(one.path("name").asText() + "-" + one.path("version").asText(), one);
    }
    String notices = Files.readString(home.resolve("THIRD-PARTY.txt"));
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        String name = jar.getFileName().toString().replaceFirst("(-linux-\\w+)?\\.jar$", "");
        assertThat(components).containsKey(name);
        assertThat(components.get(name).path("licenses")).as(name).isNotEmpty();
        if (!name.startsWith("botswain-")) {
          assertThat(notices).contains(":" + components.get(name).path("name").asText() + ":");
        }
      }
    }
  }

  @Test
  void version_ofTheProgram_isThatOfTheArchive() throws Exception {
    assertThat(botswain("version")).isEqualTo("botswain " + version() + "\n");
    assertThat(botswain("--version")).isEqualTo("botswain " + version() + "\n");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = home.resolve("botswain.jar").toString();
    assertThat(Command.run(java, "-jar", jar, "version")).isEqualTo("botswain " + version() + "\n");
  }

  @Test
  void help_always_listsTheCommands() throws Exception {
    assertThat(botswain("help"))
        .contains("aot ", "version", "BOTSWAIN_PORT")
        .doesNotContain("MAVEN");
    assertThat(botswain("operator", "--help")).contains("bots");
    assertThat(botswain("completion", "bash")).contains("botswain");
  }

  @Test
  void server_stoppedAndStartedAgain_resumes() throws Exception {
    try (var sim = Sim.start(SimOptions.DEFAULT)) {
      var server = start(sim, link.toString());
      String session;
      try {
        session = login(server.url());
      } finally {
        assertThat(server.stop()).isZero();
      }
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Path options = home.resolve("conf/jvm.options");
      var again =
          start(sim, java, "@" + options, "-jar", home.resolve("botswain.jar").toString(), "serve");
      try {
        await()
            .untilAsserted(() ->
                assertThat(get(again.url() + "/api/session", session).path("status").asText())
                    .isEqualTo("connected"));
        JsonNode stats = get(sim.url() + "/sim/stats", "");
        assertThat(stats.path("identifies").asInt()).as(stats.toString()).isEqualTo(1);
        assertThat(stats.path("resumes").asInt()).isEqualTo(1);
        assertThat(get(again.url() + "/openapi.json", "").at("/info/version").asText())
            .isEqualTo(version());
      } finally {
        assertThat(again.stop()).isZero();
      }
    }
  }

  private record Server(Process process, String url) {
    int stop() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    }
  }

  /// Returns when it listens.
  private static Server start(Sim sim, String... command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
    builder
        .environment()
        .putAll(
            environment(
                Map.of(
                    "BOTSWAIN_HOST", "127.0.0.1",
                    "BOTSWAIN_PORT", "0",
                    "BOTSWAIN_LOGIN", "open",
                    "BOTSWAIN_DATA", folder.resolve("data").toString(),
                    "BOTSWAIN_DISCORD_API", sim.apiUrl())));
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    var lines = new ArrayList<String>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.startsWith(ADDRESS)) {
        // A full pipe must not block it.
        Thread.startVirtualThread(() -> output.lines().forEach(_ -> {}));
        return new Server(process, line.substring(ADDRESS.length()));
      }
    }
    throw new AssertionError("it ended: " + lines);
  }

  private String login(String url) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/api/auth/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("token", Demo.TOKEN))))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("sessionId").asText();
  }

  private JsonNode get(String url, String session) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", session).build();
    return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }
}

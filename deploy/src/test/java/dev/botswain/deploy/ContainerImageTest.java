package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.Demo;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The image is built from the release, looked through, and run.
@Timeout(240)
class ContainerImageTest {
  private static final List<String> TOOLS =
      List.of("apt-get", "dpkg-deb", "umoci", "skopeo", "runc");
  private static final String HOW =
      "The image's test runs as root on Debian or Ubuntu, after `apt-get install -y umoci skopeo runc`.";

  private static final String VERSION = "1.2.3";
  private static final long MOST_BYTES = 120_000_000;
  private static final String LABEL = "org.opencontainers.image.";
  private static final String TIME = "1793491200";

  /// In the environment of the build; must not get into the image.
  private static final String SECRET = "a-secret-of-whoever-builds-the-image";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path image;
  private static Path bundle;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void build() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), HOW);
    if (!Command.exist(TOOLS)) {
      assumeTrue("true".equals(System.getenv("CI")), HOW);
      fail(HOW);
    }
    image = build("image.tar", Map.of());
    bundle = unpack(image, "bundle");
  }

  private static Path build(String name, Map<String, String> more) throws Exception {
    Path file = folder.resolve(name);
    var environment =
        new HashMap<>(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "SOURCE_DATE_EPOCH",
                TIME,
                "REVISION",
                "0123456789abcdef",
                "SOURCE",
                "https://example.org/botswain",
                "BOTSWAIN_SECRET_KEY",
                SECRET));
    environment.putAll(more);
    Command.run(environment, List.of("image/build", release().toString(), file.toString()));
    return file;
  }

  /// What module `dist` has made before this one, as if it were of another version.
  private static Path release() throws Exception {
    Path release = folder.resolve("botswain-" + VERSION);
    if (!Files.exists(release)) {
      try (Stream<Path> made = Files.list(Path.of("../dist/target"))) {
        Path folder = made.filter(ContainerImageTest::isRelease).findFirst().orElseThrow();
        Command.run("cp", "-R", folder.toString(), release.toString());
      }
    }
    return release;
  }

  private static boolean isRelease(Path made) {
    return made.getFileName().toString().startsWith("botswain-") && Files.isDirectory(made);
  }

  private static Path layout(Path image, String name) throws Exception {
    Path layout = Files.createDirectories(folder.resolve(name));
    Command.run("tar", "-C", layout.toString(), "-xf", image.toString());
    return layout;
  }

  private static Path unpack(Path image, String name) throws Exception {
    Path layout = layout(image, name + ".layout");
    Path bundle = folder.resolve(name);
    Command.run("umoci", "unpack", "--image", layout + ":" + VERSION, bundle.toString());
    return bundle;
  }

  private static JsonNode inspect(String... words) throws Exception {
    var command = new ArrayList<>(List.of("skopeo", "inspect"));
    command.addAll(List.of(words));
    return JSON.readTree(Command.run(Map.of(), command));
  }

  @Test
  void configuration_asSkopeoReadsIt_runsAsAUserOfItsOwn() throws Exception {
    JsonNode config = inspect("--config", "oci-archive:" + image + ":" + VERSION);
    JsonNode run = config.path("config");

    assertThat(run.path("User").asText()).isEqualTo("10001:10001");
    assertThat(run.path("Volumes").has("/var/lib/botswain")).isTrue();
    assertThat(run.path("ExposedPorts").has("8080/tcp")).isTrue();
    assertThat(config.path("created").asText()).isEqualTo("2026-11-01T00:00:00Z");
    JsonNode labels = run.path("Labels");
    assertThat(labels.path(LABEL + "version").asText()).isEqualTo(VERSION);
    assertThat(labels.path(LABEL + "licenses").asText()).isEqualTo("Apache-2.0");
    assertThat(labels.path(LABEL + "revision").asText()).isEqualTo("0123456789abcdef");
    assertThat(labels.path(LABEL + "source").asText()).isEqualTo("https://example.org/botswain");
  }

  @Test
  void size_ofAllLayers_isUnderTheLimit() throws Exception {
    JsonNode manifest = inspect("--raw", "oci-archive:" + image + ":" + VERSION);
    List<Long> sizes =
        StreamSupport.stream(manifest.path("layers").spliterator(), false)
            .map(layer -> layer.path("size").asLong())
            .toList();

    assertThat(sizes).hasSize(5);
    assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isLessThan(MOST_BYTES);
  }

  /// Docker before version 29 loads nothing else.
  @Test
  void archive_readAsDockers_isTheSameImage() throws Exception {
    String name = "docker-archive:" + image + ":botswain:" + VERSION;

    assertThat(inspect("--config", name))
        .isEqualTo(inspect("--config", "oci-archive:" + image + ":" + VERSION));
  }

  @Test
  void build_again_makesTheSameLayers() throws Exception {
    Path cache = bundle.resolve("rootfs/opt/botswain/botswain.aot");
    Path again =
        build(
            "again.tar",
            Map.of("CACHE", cache.toString(), "TZ", "Asia/Tokyo", "LC_ALL", "C", "HOME", "/"));

    assertThat(Files.mismatch(again, image)).isEqualTo(-1);
  }

  @Test
  void files_inIt_areRootsAndCannotBeChanged() throws Exception {
    Path root = bundle.resolve("rootfs");
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(one -> !one.equals(root)).toList()) {
        String name = root.relativize(file).toString();
        int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        Object user = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        boolean data = name.equals("var/lib/botswain");
        assertThat(user).as(name).isEqualTo(data ? 10001 : 0);
        assertThat(mode & 06000).as("setuid or setgid: " + name).isZero();
        if (!name.equals("tmp") && !Files.isSymbolicLink(file)) {
          assertThat(mode & 022).as("writable: " + name).isZero();
        }
      }
    }
  }

  @Test
  void files_inIt_areNoLeftoversAndHoldNoSecret() throws Exception {
    Path root = bundle.resolve("rootfs");
    var leftover =
        Pattern.compile(
            "(^|/)(\\.git|node_modules|tmp)/|\\.(env|java|class|log|deb|config|gz|js)$|(^|/)secret");
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(root.relativize(file).toString()).doesNotContainPattern(leftover);
        assertThat(
                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET))
            .as(file.toString())
            .isFalse();
      }
    }
    assertThat(root.resolve("usr/share/doc/libc6/copyright")).isNotEmptyFile();
    assertThat(root.resolve("usr/share/doc/busybox-static/copyright")).isNotEmptyFile();
    assertThat(root.resolve("opt/botswain/runtime/legal/java.base")).isNotEmptyDirectory();
    assertThat(root.resolve("var/lib/dpkg/status.d/libc6")).content().contains("\nVersion: ");
  }

  @Test
  void joined_withThatOfAnotherProcessor_isOneName() throws Exception {
    // Nothing here can run it, nor make its files, so it is this one under another label.
    Path other = layout(image, "other");
    Path index = other.resolve("index.json");
    String machine = inspect("oci-archive:" + image).path("Architecture").asText();
    String another = machine.equals("amd64") ? "arm64" : "amd64";
    Files.writeString(index, Files.readString(index).replace("\"" + machine, "\"" + another));
    Path packed = folder.resolve("other.tar");
    Command.run(
        "tar",
        "-C",
        other.toString(),
        "-cf",
        packed.toString(),
        "blobs",
        "index.json",
        "oci-layout");
    Path joined = folder.resolve("joined.tar");
    Command.run("image/join", joined.toString(), image.toString(), packed.toString());

    JsonNode manifests = inspect("--raw", "oci-archive:" + joined + ":" + VERSION);
    assertThat(manifests.path("manifests"))
        .extracting(one -> one.path("platform").path("architecture").asText())
        .containsExactly(machine, another);
    Path copy = folder.resolve("copy");
    Command.run("skopeo", "copy", "-q", "--all", "oci-archive:" + joined, "oci:" + copy + ":all");
    assertThat(copy.resolve("blobs/sha256")).isDirectory();
  }

  @Test
  void server_stoppedAndStartedAgain_resumes() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Command.run("chown", "10001:10001", data.toString());
    Command.run("chmod", "700", data.toString());
    try (var sim = Sim.start(SimOptions.DEFAULT)) {
      String session;
      try (var server = start(sim, data)) {
        session = login(server);
        assertThat(server.exec("/usr/bin/busybox", "id", "-u").strip()).isEqualTo("10001");
        assertThat(server.exec("/usr/bin/busybox", "cat", "/proc/1/cmdline"))
            .contains("\0-XX:AOTCache=/opt/botswain/botswain.aot\0");
        server.exec(
            "sh",
            "-c",
            "! touch /tmp/x && ! touch /opt/botswain/x && ! ls /root && touch /var/lib/botswain/x");
        assertThat(command(server, "operator", "--help")).contains("bots");
        assertThat(command(server, "--help")).contains("BOTSWAIN_PORT");
        assertThat(server.stop()).isZero();
        assertThat(server.output())
            .noneMatch(line -> line.contains(" WARN "))
            .noneMatch(line -> line.contains(" ERROR "));
      }
      try (var server = start(sim, data)) {
        await()
            .untilAsserted(() ->
                assertThat(get(server.url() + "/api/session", session).path("status").asText())
                    .isEqualTo("connected"));
        JsonNode stats = get(sim.url() + "/sim/stats", "");
        assertThat(stats.path("identifies").asInt()).as(stats.toString()).isEqualTo(1);
        assertThat(stats.path("resumes").asInt()).isEqualTo(1);
        healthCheck(server);
        assertThat(server.stop()).isZero();
      }
    }
  }

  /// Without what the server is started with.
  private static String command(Container server, String... words) throws Exception {
    var all = new ArrayList<>(List.of("/usr/bin/busybox", "env", "-u", "JAVA_TOOL_OPTIONS"));
    all.add("botswain");
    all.addAll(List.of(words));
    return server.exec(all.toArray(String[]::new));
  }

  private static Container start(Sim sim, Path data) throws IOException {
    var environment =
        Map.of(
            "BOTSWAIN_HOST", "127.0.0.1",
            "BOTSWAIN_PORT", "0",
            "BOTSWAIN_LOGIN", "open",
            "BOTSWAIN_DISCORD_API", sim.apiUrl(),
            // The JVM must not start if it cannot use the cache.
            "JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
    return Container.start(
        "botswain-image-test-" + ProcessHandle.current().pid(), bundle, data, environment);
  }

  /// The compose file's, at the port of this server.
  private static void healthCheck(Container server) throws Exception {
    var check = (Map<?, ?>) ComposeFile.SINGLE.service("botswain").get("healthcheck");
    List<String> words =
        ((List<?>) check.get("test"))
            .stream()
                .skip(1)
                .map(word -> word.toString().replace("http://127.0.0.1:8080", server.url()))
                .toList();
    assertThat(words).anyMatch(word -> word.startsWith(server.url()));
    server.exec(words.toArray(String[]::new));
  }

  private String login(Container server) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/auth/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("token", Demo.TOKEN))))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("sessionId").asText();
  }

  private JsonNode get(String url, String session) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url));
    if (!session.isEmpty()) {
      request.header("Authorization", session);
    }
    return JSON.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
  }
}

package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.BotswainProcess;
import dev.botswain.testing.EndedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server works with a temporary folder that is read-only, or does not allow execution.
class NativeCodeTest {
  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  /// It cannot even be made, because a file is in its place.
  private List<String> noTemporaryFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    return List.of("-Djava.io.tmpdir=" + file.resolve("nowhere"));
  }

  @Test
  void serve_noTemporaryFolder_hasItsNativeCodeInTheDataFolder() throws Exception {
    Map<String, FileTime> first = serve();
    assertThat(first).hasSize(2);
    assertThat(serve()).isEqualTo(first);

    for (String name : first.keySet()) {
      Path file = folder.resolve("native").resolve(name);
      Files.write(file, new byte[] {1});
      Files.writeString(file.resolveSibling(name.split("-")[0] + "-1.so"), "of another version");
    }
    assertThat(serve()).hasSize(2).doesNotContainEntry(first.keySet().iterator().next(), null);
    for (String name : first.keySet()) {
      assertThat(Files.size(folder.resolve("native").resolve(name))).isGreaterThan(100_000);
    }
  }

  /// @return the files with native code, and their creation times
  private Map<String, FileTime> serve() throws Exception {
    var settings =
        Map.of(
            "BOTSWAIN_HOST", "127.0.0.1",
            "BOTSWAIN_PORT", "0",
            "BOTSWAIN_DATA", folder.toString());
    try (var server = BotswainProcess.start(settings, noTemporaryFolder())) {
      ready(server);
      Path maps = Path.of("/proc/" + server.pid() + "/maps");
      if (Files.exists(maps)) {
        assertThat(Files.readString(maps))
            .contains("netty_transport_native_epoll", folder.resolve("native").toString());
      }
    }
    var files = new TreeMap<String, FileTime>();
    try (var all = Files.newDirectoryStream(folder.resolve("native"))) {
      for (Path one : all) {
        files.put(one.getFileName().toString(), Files.getLastModifiedTime(one));
      }
    }
    return files;
  }

  private void ready(BotswainProcess server) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(server.url() + "/health/ready")).build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void serve_noFolderAtAll_doesWithoutNativeCode() throws Exception {
    var settings =
        Map.of(
            "BOTSWAIN_HOST", "127.0.0.1",
            "BOTSWAIN_PORT", "0",
            "BOTSWAIN_DATA", "memory");
    try (var server = BotswainProcess.start(settings, noTemporaryFolder())) {
      ready(server);
    }
  }

  @Test
  void serve_nativeCodeThatCannotBeLoaded_namesTheCause() throws Exception {
    Files.createFile(folder.resolve("native"));
    var ended =
        EndedProcess.run(
            Map.of("BOTSWAIN_PORT", "0", "BOTSWAIN_DATA", folder.toString()), noTemporaryFolder());

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .filteredOn(line -> !line.startsWith("WARNING"))
        .singleElement()
        .asString()
        .contains("SQLite's native code", folder.resolve("native").toString(), "nowhere", "noexec");
  }

  @Test
  void demo_noTemporaryFolder_saysWhatToSet() throws Exception {
    var ended =
        EndedProcess.run(Map.of(), noTemporaryFolder(), "demo", "--port", "0", "--sim-port", "0");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .filteredOn(line -> !line.startsWith("WARNING"))
        .singleElement()
        .asString()
        .contains("BOTSWAIN_DATA");
  }
}

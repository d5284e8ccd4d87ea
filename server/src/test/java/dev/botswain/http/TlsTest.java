package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.PemFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir static Path folder;
  private static PemFiles files;

  @BeforeAll
  static void make() {
    files = PemFiles.make(folder, "first");
  }

  @Test
  void request_overHttp2_isAnswered() throws Exception {
    try (var server = server().start();
        var client = files.client()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(server.front().url() + "/api/channels"))
                  .header("Authorization", "good-session")
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().map()).doesNotContainKeys("connection", "transfer-encoding");
    }
  }

  private static TestServer server() {
    var server = new TestServer().set("HOST", "127.0.0.1");
    files.settings().forEach((name, value) -> server.set(name.replace("BOTSWAIN_", ""), value));
    return server;
  }
}

package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.limit.Limit;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Form;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The places for uploads, and the uploads of a killed process.
class UploadSharesTest {
  private static final int SHARE = Math.toIntExact(Limit.UPLOADS.share());

  @TempDir private Path data;

  private static String messages(Botswain botswain, String session) {
    for (JsonNode channel : botswain.get("/api/channels?type=text", session).body()) {
      return "/api/channels/" + channel.path("id").asText() + "/messages";
    }
    throw new AssertionError("no channel");
  }

  /// An upload that never ends.
  private static Socket begin(Botswain botswain, String session, String path) throws IOException {
    var socket = new Socket("127.0.0.1", URI.create(botswain.url()).getPort());
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            ("POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: 100000\r\n\r\n--a-boundary\r\n"
                    .formatted(path, session, Form.TYPE))
                .getBytes(US_ASCII));
    return socket;
  }

  @Test
  void uploads_manySlowOnesOfOneBot_leavePlacesForAnother() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (var botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_DATA", data.toString()))) {
      String session = botswain.session(TOKEN);
      String path = messages(botswain, session);
      for (int i = 0; i < SHARE; i++) {
        slow.add(begin(botswain, session, path));
      }
      Path spool = data.resolve("uploads");
      Botswain.eventually(() -> assertThat(spool).isDirectoryContaining("glob:**.upload"));
      Botswain.eventually(() -> {
        try (var files = Files.list(spool)) {
          assertThat(files.count()).isEqualTo(SHARE);
        }
      });
      try (Socket more = begin(botswain, session, path)) {
        var in = new BufferedReader(new InputStreamReader(more.getInputStream(), US_ASCII));
        assertThat(in.readLine()).contains(" 503 ");
      }
      String other = botswain.session(TOKEN_THREE_GUILDS);
      assertThat(
              botswain
                  .send(
                      HttpRequest.newBuilder(URI.create(botswain.url() + messages(botswain, other)))
                          .header("Content-Type", Form.TYPE)
                          .POST(
                              HttpRequest.BodyPublishers.ofByteArray(
                                  new Form().file("a.bin", new byte[10]).end())),
                      other)
                  .status())
          .isEqualTo(200);
    } finally {
      for (Socket one : slow) {
        one.close();
      }
    }
  }

  @Test
  void start_afterAKill_clearsWhatWasLeft() throws Exception {
    Path left = Files.createDirectories(data.resolve("uploads")).resolve("botswain-1.upload");
    Files.writeString(left, "x");
    try (var _ = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_DATA", data.toString()))) {
      assertThat(left).doesNotExist();
    }
  }
}

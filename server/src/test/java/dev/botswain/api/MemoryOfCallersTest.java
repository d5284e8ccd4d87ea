package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Callers that try to use all memory: each has a share of it.
class MemoryOfCallersTest {
  private static final int BODY = 1 << 20;

  private static Botswain botswain;
  private static String session;
  private static String channel;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    session = botswain.session(TOKEN);
    for (JsonNode one : botswain.get("/api/channels", session).body()) {
      channel = one.path("name").asText().equals("general") ? one.path("id").asText() : channel;
    }
  }

  @AfterAll
  static void stop() {
    botswain.close();
  }

  /// A request whose body has arrived except for its last byte.
  private static final class HalfSent implements AutoCloseable {
    private final Socket socket;

    HalfSent(String path, String headers, byte[] body) throws IOException {
      socket = new Socket("127.0.0.1", URI.create(botswain.url()).getPort());
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
                      .formatted(path, body.length, headers))
                  .getBytes(US_ASCII));
      try {
        socket.getOutputStream().write(body, 0, body.length - 1);
      } catch (IOException refused) {
        // The answer says why.
      }
    }

    void end() throws IOException {
      socket.getOutputStream().write('}');
    }

    /// Whether it was answered although it is incomplete.
    boolean isRefused() throws IOException {
      socket.setSoTimeout(200);
      try {
        return status() == 503;
      } catch (SocketTimeoutException waits) {
        return false;
      }
    }

    int status() throws IOException {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      String line = in.readLine();
      return line == null ? 0 : Integer.parseInt(line.split(" ")[1]);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static byte[] braces(String begin, int size) {
    var text = new StringBuilder(begin);
    while (text.length() < size - 8) {
      text.append("{},");
    }
    text.append("{}]");
    while (text.length() < size - 1) {
      text.append(' ');
    }
    return text.append('}').toString().getBytes(US_ASCII);
  }

  @Test
  void bodies_ofOneBot_haveAShareAndOthersAreServed() throws Exception {
    String authorization = "Authorization: " + session + "\r\n";
    String path = "/api/channels/" + channel + "/messages";
    byte[] body = braces("{\"embeds\":[", BODY);
    List<HalfSent> all = new ArrayList<>();
    try {
      for (int i = 0; i < 150; i++) {
        all.add(new HalfSent(path, authorization, body));
      }
      int busy = 0;
      for (HalfSent one : all) {
        busy += one.isRefused() ? 1 : 0;
      }
      assertThat(busy).isBetween(140, 149);
      assertThat(botswain.post("/api/auth/login", null, Map.of("token", "nobody")).status())
          .isEqualTo(401);
    } finally {
      for (HalfSent one : all) {
        one.close();
      }
    }
    // Their memory is available again.
    Botswain.eventually(() ->
        assertThat(botswain.post(path, session, Map.of("content", "x".repeat(1_000))).status())
            .isEqualTo(200));
  }

  @Test
  void body_ofAMillionValues_isRefused() throws Exception {
    try (var one =
        new HalfSent(
            "/api/channels/" + channel + "/messages",
            "Authorization: " + session + "\r\n",
            braces("{\"embeds\":[", BODY))) {
      one.end();
      assertThat(one.status()).isEqualTo(400);
    }
  }

  @Test
  void login_longerThanLoginsAre_isRefusedBeforeItIsRead() throws Exception {
    try (var one = new HalfSent("/api/auth/login", "", braces("{\"token\":[", 5_000))) {
      assertThat(one.status()).isEqualTo(413);
    }
  }
}

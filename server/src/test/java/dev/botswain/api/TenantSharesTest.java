package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.limit.Limit;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Form;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One bot of a tenant uses up a share: that is the share of the tenant's other bot too, and a bot
/// of another tenant is served.
class TenantSharesTest {
  private final List<Socket> open = new ArrayList<>();
  private Botswain botswain;
  private String greedy;
  private String sibling;
  private String other;

  @BeforeEach
  void start() {
    botswain =
        Botswain.start(
            SimOptions.DEFAULT,
            Map.of(
                "BOTSWAIN_MAX_SESSIONS",
                "1000",
                "BOTSWAIN_SESSION_REQUESTS_PER_SECOND",
                "10000",
                "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE",
                "loopback"));
    greedy = session(TOKEN, "acme");
    sibling = session(TOKEN_THREE_GUILDS, "acme");
    other = session(TOKEN_NO_INTENTS, "other");
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket one : open) {
      one.close();
    }
    botswain.close();
  }

  private String session(String token, String tenant) {
    operate("POST", "/tenants", "{\"name\":\"%s\"}".formatted(tenant));
    operate(
        "PUT", "/applications/" + botswain.simBot(token), "{\"tenant\":\"%s\"}".formatted(tenant));
    return botswain.session(token);
  }

  private void operate(String method, String path, String body) {
    botswain.send(
        Botswain.request(botswain.url() + "/api/operator" + path)
            .method(method, HttpRequest.BodyPublishers.ofString(body)),
        Botswain.OPERATOR_KEY);
  }

  private static String code(Botswain.Answer answer) {
    return answer.status() < 300 ? "served" : answer.body().path("code").asText();
  }

  private String messages(String session) {
    for (JsonNode channel : botswain.get("/api/channels?type=text", session).body()) {
      return "/api/channels/" + channel.path("id").asText() + "/messages";
    }
    throw new AssertionError("no channel");
  }

  /// A request whose body does not end.
  private void begin(String session, String type, int length, byte[] body) throws IOException {
    var socket = new Socket("127.0.0.1", URI.create(botswain.url()).getPort());
    open.add(socket);
    socket
        .getOutputStream()
        .write(
            "POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(messages(session), session, type, length)
                .getBytes(US_ASCII));
    socket.getOutputStream().write(body);
  }

  @Test
  void uploads_shareUsedUpByOneBot_isTheTenants() throws IOException {
    for (int i = 0; i < Limit.UPLOADS.share(); i++) {
      begin(greedy, Form.TYPE, 100_000, "--a-boundary\r\n".getBytes(US_ASCII));
    }

    Botswain.eventually(() -> assertThat(code(upload(sibling))).isEqualTo("busy"));
    assertThat(code(upload(other))).isEqualTo("served");
  }

  private Botswain.Answer upload(String session) {
    return botswain.send(
        HttpRequest.newBuilder(URI.create(botswain.url() + messages(session)))
            .header("Content-Type", Form.TYPE)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    new Form().file("a.bin", new byte[10]).end())),
        session);
  }

  @Test
  void bodies_shareUsedUpByOneBot_isTheTenants() throws IOException {
    int body = 1 << 20;
    for (int i = 0; i < Limit.BODIES.share() / body; i++) {
      begin(greedy, "application/json", body, new byte[body - 1]);
    }

    var message = Map.of("content", "x".repeat(1_000));
    Botswain.eventually(() ->
        assertThat(code(botswain.post(messages(sibling), sibling, message))).isEqualTo("busy"));
    assertThat(code(botswain.post(messages(other), other, message))).isEqualTo("served");
  }

  @Test
  void sessions_shareUsedUpByOneBot_isTheTenants() {
    String refused = "served";
    for (int i = 0; refused.equals("served"); i++) {
      refused = code(narrow(greedy, i));
    }

    assertThat(refused).isEqualTo("too_many_sessions");
    assertThat(code(narrow(sibling, 0))).isEqualTo("too_many_sessions");
    assertThat(code(narrow(other, 0))).isEqualTo("served");
  }

  private Botswain.Answer narrow(String session, int number) {
    return botswain.post(
        "/api/sessions", session, Map.of("name", "n" + number, "scopes", List.of("read")));
  }

  @Test
  void webhooks_shareUsedUpByOneBot_isTheTenants() {
    var webhook = Map.of("url", "http://127.0.0.1:8099/hook");
    for (int i = 0; i < Limit.WEBHOOKS.share(); i++) {
      assertThat(code(botswain.post("/api/webhooks", greedy, webhook))).isEqualTo("served");
    }

    assertThat(code(botswain.post("/api/webhooks", sibling, webhook)))
        .isEqualTo("too_many_webhooks");
    assertThat(code(botswain.post("/api/webhooks", other, webhook))).isEqualTo("served");
  }
}

package dev.botswain.webhook;

import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What ends with narrow sessions: webhooks, and sessions that another session created.
class OwnWebhooksTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;
  private Sim sim;
  private Botswain botswain;
  private String full;
  private HttpServer receiver;
  private final BlockingQueue<JsonNode> delivered = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws IOException {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = again();
    full = botswain.session(TOKEN_THREE_GUILDS);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          delivered.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  private Botswain again() {
    return Botswain.onSim(
        sim,
        Map.of("BOTSWAIN_DATA", data.toString(), "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));
  }

  @AfterEach
  void close() {
    receiver.stop(0);
    botswain.close();
    sim.close();
  }

  private JsonNode narrow(String giver, Map<String, ?> more) {
    var body = new HashMap<String, Object>(Map.of("name", "narrow", "scopes", List.of("read")));
    body.putAll(more);
    Botswain.Answer answer = botswain.post("/api/sessions", giver, body);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return answer.body();
  }

  private String narrowed(String... scopes) {
    return narrow(full, Map.of("scopes", List.of(scopes))).path("sessionId").asText();
  }

  private Botswain.Answer set(String session) {
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    return botswain.post("/api/webhooks", session, Map.of("url", url));
  }

  private String webhook(String session) {
    Botswain.Answer answer = set(session);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return answer.body().path("id").asText();
  }

  private List<String> webhooks(String session) {
    return botswain.get("/api/webhooks", session).ids();
  }

  private Botswain.Answer call(String method, String path, String session, String body) {
    return botswain.send(
        Botswain.request(botswain.url() + path)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body)),
        session);
  }

  private int revoke(String asking, JsonNode session) {
    return call("DELETE", "/api/sessions/" + session.path("id").asText(), asking, null).status();
  }

  private int uses(String session) {
    return botswain.get("/api/session", session).status();
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhooks", "events", "read"})
  void webhook_withoutBothScopes_isRefused(String scope) {
    String session = narrowed(scope);

    for (Botswain.Answer answer : List.of(set(session), botswain.get("/api/webhooks", session))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body().path("code").asText()).isEqualTo("scope_missing");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, ''",
    "PATCH, ''",
    "DELETE, ''",
    "POST, /rotate-secret",
    "POST, /test",
    "GET, /deliveries",
    "GET, /dead-letters",
    "POST, /dead-letters/redeliver",
  })
  void webhook_ofAnother_isUnknownToANarrowSession(String method, String more) {
    String session = narrowed("webhooks", "events");
    String body =
        method.equals("PATCH") ? "{\"enabled\":false}" : more.contains("redeliver") ? "{}" : null;
    for (String foreign : List.of(webhook(full), webhook(narrowed("webhooks", "events")))) {
      Botswain.Answer answer = call(method, "/api/webhooks/" + foreign + more, session, body);

      assertThat(answer.status()).as(answer.raw().body()).isEqualTo(404);
      assertThat(webhooks(full)).contains(foreign);
    }
    assertThat(webhooks(session)).isEmpty();
  }

  @Test
  void webhook_ofANarrowSession_isSeenAndChangedByTheOwner() {
    String session = narrowed("webhooks", "events");
    String own = webhook(session);

    assertThat(webhooks(session)).containsExactly(own);
    assertThat(webhooks(full)).contains(own);
    assertThat(call("PATCH", "/api/webhooks/" + own, full, "{\"enabled\":false}").status())
        .isEqualTo(200);
    assertThat(call("DELETE", "/api/webhooks/" + own, full, null).status()).isEqualTo(204);
    assertThat(webhooks(session)).isEmpty();
  }

  @Test
  void webhook_ofASessionForOneGuild_getsWhatHappensThere() throws Exception {
    List<String> guilds = botswain.get("/api/guilds", full).ids();
    String session =
        narrow(
                full,
                Map.of("scopes", List.of("webhooks", "events"), "guildIds", List.of(guilds.get(0))))
            .path("sessionId")
            .asText();
    webhook(session);

    for (String guild : List.of(guilds.get(1), guilds.get(0))) {
      String channel =
          botswain.get("/api/channels?type=text&guildId=" + guild, full).ids().getFirst();
      botswain.simPost("/sim/channels/" + channel + "/messages", Map.of("content", "at " + guild));
    }

    JsonNode first = delivered.poll(20, TimeUnit.SECONDS);
    assertThat(first.path("data").path("content").asText()).isEqualTo("at " + guilds.get(0));
  }

  @Test
  void webhook_ofASessionThatEnds_endsWithIt() {
    JsonNode made = narrow(full, Map.of("scopes", List.of("webhooks", "events")));
    String ownersOwn = webhook(full);
    webhook(made.path("sessionId").asText());

    assertThat(revoke(full, made)).isEqualTo(204);

    eventually(() -> assertThat(webhooks(full)).containsExactly(ownersOwn));
  }

  @Test
  void webhook_afterARestart_isItsSessionsStill() {
    JsonNode ending = narrow(full, Map.of("scopes", List.of("webhooks", "events")));
    webhook(ending.path("sessionId").asText());
    String session = narrowed("webhooks", "events");
    String own = webhook(session);
    String ownersOwn = webhook(full);
    revoke(full, ending);

    botswain.stop();
    botswain = again();

    assertThat(webhooks(session)).containsExactly(own);
    assertThat(webhooks(full)).containsExactlyInAnyOrder(own, ownersOwn);
  }

  @Test
  void webhooks_moreThanTheShareOfANarrowSession_areRefused() {
    String session = narrowed("webhooks", "events");
    for (int i = 0; i < 25; i++) {
      webhook(session);
    }

    assertThat(set(session).status()).isEqualTo(409);
    webhook(full);
  }

  @Test
  void session_loggedOut_endsThoseThatItGave() {
    String giver = botswain.session(TOKEN_THREE_GUILDS);
    JsonNode given = narrow(giver, Map.of());
    JsonNode independent = narrow(giver, Map.of("independent", true));
    JsonNode ofAnother = narrow(full, Map.of());
    assertThat(given.path("endsWith").asText()).isNotEmpty();
    assertThat(independent.path("endsWith").isNull()).isTrue();

    botswain.logout(giver);

    assertThat(uses(given.path("sessionId").asText())).isEqualTo(401);
    assertThat(uses(independent.path("sessionId").asText())).isEqualTo(200);
    assertThat(uses(ofAnother.path("sessionId").asText())).isEqualTo(200);
  }

  @Test
  void session_revokedAfterARestart_endsThoseThatItGave() {
    String giver = botswain.session(TOKEN_THREE_GUILDS);
    JsonNode given = narrow(giver, Map.of("scopes", List.of("webhooks", "events")));
    webhook(given.path("sessionId").asText());
    botswain.stop();
    botswain = again();

    botswain.logout(giver);

    assertThat(uses(given.path("sessionId").asText())).isEqualTo(401);
    eventually(() -> assertThat(webhooks(full)).isEmpty());
  }
}

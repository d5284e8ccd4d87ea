package dev.botswain.audit;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.ConsoleBrowser;
import dev.botswain.testing.Form;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every operation of the contract that does more than read leaves a record, with the example of
/// the contract as its body.
class AuditOfEveryOperationTest {
  /// A ticket opens what its session may read, for a minute, and changes nothing.
  private static final Set<String> WITHOUT_RECORD = Set.of("issueTicket");

  /// What is the same thing by another way has the same record.
  private static final Map<String, String> RECORDED_AS =
      Map.of("loginInConsole", "login", "logoutInConsole", "logout");

  private static final Set<String> WRITING = Set.of("post", "put", "patch", "delete");

  /// What ends something comes last, so that it is still there for the others.
  private static final List<String> LAST = List.of("disconnectBot", "endAnySession", "logout");

  private Botswain botswain;
  private String session;

  /// Of a page of the console where a bot and the operator are logged in.
  private String cookies;

  /// What takes the place of a placeholder, by the path up to it. Other ids are those of nothing.
  private final Map<String, String> ids = new HashMap<>();

  private record Described(
      String id, String method, String path, boolean operator, JsonNode content) {}

  @BeforeEach
  void start() {
    botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));
    session = botswain.session(TOKEN_THREE_GUILDS);
  }

  @AfterEach
  void close() {
    botswain.close();
  }

  @Test
  void operation_thatDoesMoreThanRead_leavesARecord() {
    List<Described> all = operations();
    assertThat(all).hasSizeGreaterThan(80);
    prepare();

    var answers = new TreeMap<String, String>();
    for (Described one : all) {
      var answer = call(one);
      answers.put(one.id(), answer.status() + " " + answer.body());
    }

    Botswain.eventually(() -> {
      var missing = new TreeMap<>(answers);
      missing.keySet().removeAll(recorded());
      assertThat(missing.keySet()).as("%s", missing).isEqualTo(WITHOUT_RECORD);
    });
  }

  @Test
  void operator_withAWrongKey_isRecordedAsRefused() {
    botswain.get("/api/operator/tenants", "bwo_guessed");

    Botswain.eventually(() -> {
      JsonNode record =
          botswain.get("/api/operator/audit?action=listTenants", OPERATOR_KEY).body().path(0);
      assertThat(record.path("code").asText()).isEqualTo("unknown_operator_key");
      assertThat(record.path("operator").asBoolean()).isFalse();
      assertThat(record.toString()).doesNotContain("guessed");
    });
  }

  private List<Described> operations() {
    var all = new ArrayList<Described>();
    botswain
        .get("/openapi.json", null)
        .body()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  if (WRITING.contains(method.getKey())) {
                    all.add(described(path.getKey(), method.getKey(), method.getValue()));
                  }
                }));
    all.sort(
        Comparator.comparing((Described one) -> LAST.indexOf(one.id()))
            .thenComparing(one -> one.method().equals("DELETE")));
    return all;
  }

  private static Described described(String path, String method, JsonNode operation) {
    return new Described(
        operation.path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        operation.path("security").toString().contains("operator"),
        operation.path("requestBody").path("content"));
  }

  private void prepare() {
    String guild = botswain.get("/api/guilds", session).ids().getFirst();
    String channel = botswain.get("/api/channels?type=text", session).ids().getFirst();
    String narrow =
        botswain
            .post("/api/sessions", session, Map.of("name", "n", "scopes", List.of("read")))
            .body()
            .path("id")
            .asText();
    ids.put("/api/operator/nodes/", "3f2a9c1e-5b7d-4e0a-9c41-7a6f0b2d8e13");
    ids.put("/api/guilds/", guild);
    ids.put("/api/channels/", channel);
    ids.put("/api/sessions/", narrow);
    ids.put("/api/webhooks/", webhook());
    ids.put("/api/operator/webhooks/", webhook());
    ids.put("/api/operator/bots/", botswain.simBot(TOKEN_THREE_GUILDS));
    try (var browser = new ConsoleBrowser(botswain.url())) {
      ids.put("/api/console/sessions/", browser.login(TOKEN_THREE_GUILDS));
      browser.post("/api/console/operator", Map.of("key", OPERATOR_KEY));
      cookies = browser.cookieHeader();
    }
    botswain.post("/api/operator/tenants", OPERATOR_KEY, Map.of("name", "crew"));
    ids.put("/api/operator/tenants/", "crew");
    ids.put("/api/operator/applications/", "42");
    ids.put(
        "/api/operator/invitations/",
        botswain
            .post("/api/operator/invitations", OPERATOR_KEY, Map.of("tenant", "crew"))
            .body()
            .path("id")
            .asText());
    ids.put(
        "/api/operator/sessions/",
        botswain
            .get("/api/operator/sessions", OPERATOR_KEY)
            .body()
            .path(0)
            .path("fingerprint")
            .asText());
  }

  private String webhook() {
    return botswain
        .post("/api/webhooks", session, Map.of("url", "http://127.0.0.1:18999/"))
        .body()
        .path("id")
        .asText();
  }

  private Botswain.Answer call(Described one) {
    HttpRequest.Builder request =
        Botswain.request(botswain.url() + path(one.path())).header("X-Request-ID", one.id());
    JsonNode json = one.content().path("application/json");
    if (one.content().isMissingNode()) {
      request.method(one.method(), BodyPublishers.noBody());
    } else if (json.isMissingNode()) {
      var form = new Form().field("json", "{\"name\": \"wave\", \"tags\": \"wave\"}");
      request.setHeader("Content-Type", Form.TYPE);
      request.method(
          one.method(), BodyPublishers.ofByteArray(form.file("a.png", new byte[9]).end()));
    } else {
      request.method(one.method(), BodyPublishers.ofString(json.path("example").toString()));
    }
    if (one.path().startsWith("/api/console")) {
      return botswain.send(asBrowser(request, one), null);
    }
    String caller =
        one.operator()
            ? OPERATOR_KEY
            : one.id().equals("login")
                ? null
                : one.id().equals("logout") ? botswain.session(TOKEN_THREE_GUILDS) : session;
    return botswain.send(request, caller);
  }

  /// With the headers and cookies of a page of the console.
  private HttpRequest.Builder asBrowser(HttpRequest.Builder request, Described one) {
    return request
        .header("Sec-Fetch-Site", "same-origin")
        .header(
            "Botswain-Console",
            one.id().endsWith("Operator") ? "operator" : ids.get("/api/console/sessions/"))
        .header("Cookie", cookies);
  }

  private String path(String path) {
    int begin = path.indexOf('{');
    String known = begin < 0 ? null : ids.get(path.substring(0, begin));
    String first = known == null ? path : path.replaceFirst("\\{[^}]*}", known);
    return first.replaceAll("\\{[^}]*}", "12");
  }

  /// The operations of which there is a record of the request that is named for it.
  private Set<String> recorded() {
    var recorded = new HashSet<String>();
    for (JsonNode record : botswain.get("/api/operator/audit?limit=1000", OPERATOR_KEY).body()) {
      String operation = record.path("requestId").asText();
      if (RECORDED_AS.getOrDefault(operation, operation).equals(record.path("action").asText())) {
        recorded.add(operation);
      }
    }
    return recorded;
  }
}

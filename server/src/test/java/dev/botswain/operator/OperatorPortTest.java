package dev.botswain.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.config.Config;
import dev.botswain.config.ConfigurationRejectedException;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.PemFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator's own port, and what is where without it.
class OperatorPortTest {
  private static final Map<String, String> OWN_PORT = Map.of("BOTSWAIN_OPERATOR_PORT", "0");

  @TempDir static Path folder;
  private static HttpClient client;
  private static Botswain botswain;

  @BeforeAll
  static void start() {
    client = HttpClient.newHttpClient();
    botswain = Botswain.start(SimOptions.DEFAULT, OWN_PORT);
  }

  @AfterAll
  static void stop() {
    botswain.close();
    client.close();
  }

  private static HttpResponse<String> operator(String path, String... headers) throws Exception {
    return get(botswain.server().operatorUrl().orElseThrow() + path, headers);
  }

  /// Not checked against the contract, which does not describe that something is elsewhere.
  private static HttpResponse<String> get(String url, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void operatorsPort_metricsAndHealth_needNoKey() throws Exception {
    assertThat(operator("/metrics").body()).contains("botswain_bots ");
    assertThat(operator("/api/operator/health").body()).contains("\"checks\":[");
    assertThat(operator("/health/live").statusCode()).isEqualTo(200);
    assertThat(operator("/health/ready").body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void operatorsPort_everythingElseOfTheOperator_needsTheKey() throws Exception {
    assertThat(operator("/api/operator").statusCode()).isEqualTo(401);
    assertThat(operator("/api/operator", "Authorization", Botswain.OPERATOR_KEY).statusCode())
        .isEqualTo(200);
  }

  @Test
  void operatorsPort_whatCallersUse_isNotThere() throws Exception {
    for (var path :
        List.of("/", "/docs", "/openapi.json", "/api/guilds", "/api/v10/users/@me", "/gateway")) {
      assertThat(operator(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void callersPort_whatIsTheOperators_isNotThere() throws Exception {
    for (var path : List.of("/metrics", "/api/operator", "/api/operator/health")) {
      var answer = get(botswain.url() + path, "Authorization", Botswain.OPERATOR_KEY);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
    }
    assertThat(botswain.get("/health/live", null).status()).isEqualTo(200);
    assertThat(botswain.get("/health/ready", null).raw().body()).isEqualTo("{\"status\":\"up\"}");
  }

  /// Otherwise any page that the operator visits could read the metrics.
  @Test
  void operatorsPort_fromAPage_isRefused() throws Exception {
    var answer = operator("/metrics", "Origin", "https://elsewhere.example");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void onePort_metricsAndDetails_needTheKey() {
    try (var one = Botswain.start()) {
      assertThat(one.server().operatorUrl()).isEmpty();
      var session = one.session(Botswain.TOKEN);
      for (var path : List.of("/metrics", "/api/operator/health")) {
        assertThat(one.get(path, null).status()).isEqualTo(401);
        assertThat(one.get(path, session).status()).isEqualTo(401);
        assertThat(one.get(path, Botswain.OPERATOR_KEY).status()).isEqualTo(200);
        assertThat(one.get(path, "Bearer " + Botswain.OPERATOR_KEY).status()).isEqualTo(200);
      }
      assertThat(one.get("/health/ready", null).raw().body()).isEqualTo("{\"status\":\"up\"}");
    }
  }

  @Test
  void operatorsPort_onLoopbackBesideTls_speaksPlainHttp() {
    var settings = new HashMap<>(PemFiles.make(folder, "beside").settings());
    settings.putAll(OWN_PORT);
    try (var secure = Botswain.start(SimOptions.DEFAULT, settings)) {
      assertThat(secure.url()).startsWith("https://");
      assertThat(secure.server().operatorUrl())
          .hasValueSatisfying(url -> assertThat(url).startsWith("http://127.0.0.1:"));
    }
  }

  @Test
  void operatorsPort_thatOfTheCallers_isRefused() {
    var both = Map.of("BOTSWAIN_PORT", "8080", "BOTSWAIN_OPERATOR_PORT", "8080");

    assertThatThrownBy(() -> Config.load(both))
        .isInstanceOf(ConfigurationRejectedException.class)
        .hasMessage("BOTSWAIN_OPERATOR_PORT: expected another port than BOTSWAIN_PORT");
  }
}

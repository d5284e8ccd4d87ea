package dev.botswain.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The console's files, of which there are a few for tests in `src/test/resources/console`.
class ConsoleFilesTest {
  private static final String SCRIPT = "/assets/app-4f3a2b1c.js";

  private static HttpClient client;
  private static Botswain botswain;

  @BeforeAll
  static void start() {
    client = HttpClient.newHttpClient();
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_OPERATOR_PORT", "0"));
  }

  @AfterAll
  static void stop() {
    botswain.close();
    client.close();
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return send("GET", botswain.url() + path, headers);
  }

  private static HttpResponse<byte[]> operator(String path, String... headers) throws Exception {
    return send("GET", botswain.server().operatorUrl().orElseThrow() + path, headers);
  }

  private static HttpResponse<byte[]> send(String method, String url, String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/bots", "/bots/1/events", "/bots/1/events?after=3&x=%20"})
  void page_anyAddressOfOne_isTheOnePage(String path) throws Exception {
    var answer = get(path, "Accept", "text/html,*/*;q=0.8");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(new String(answer.body())).contains("<div id=\"root\">");
  }

  @Test
  void home_ofAProgram_isJson() throws Exception {
    for (String accept : List.of("*/*", "application/json")) {
      var answer = get("/", "Accept", accept);
      assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
      assertThat(new String(answer.body())).contains("\"docs\":\"/docs\"");
    }
  }

  @Test
  void file_anyAnswer_isGuarded() throws Exception {
    for (var answer :
        List.of(
            get("/", "Accept", "text/html"),
            get(SCRIPT),
            get("/favicon.svg"),
            get("/assets/nothing.js"),
            send("POST", botswain.url() + "/bots/1"),
            send("OPTIONS", botswain.url() + SCRIPT),
            operator("/operator/bots"))) {
      assertThat(header(answer, "Content-Security-Policy"))
          .isEqualTo(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                  + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
                  + " 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
      assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
      assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
      assertThat(header(answer, "X-Request-ID")).isNotEmpty();
    }
  }

  @Test
  void file_forAnotherOrigin_isNotOpened() throws Exception {
    var answer = get(SCRIPT, "Origin", "https://page.example");

    assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void asset_known_isKeptForever() throws Exception {
    var answer = get(SCRIPT);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/nothing.js",
        "/assets/",
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/assets/..%2findex.html",
        "/assets//app-4f3a2b1c.js",
        "/assets/app-4f3a2b1c.js/",
        "/assets/app-4f3a2b1c.js%00",
        "/assets/app-4f3a2b1c.js.map",
        "/files.json",
        "/console/index.html",
        "/requests.json",
        "/botsy",
        "/operatorx"
      })
  void file_unlisted_isNotThere(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd | br",
        "gzip | gzip",
        "x-gzip | gzip",
        "br;q=0.5, gzip;q=0.8 | gzip",
        "br;q=0.8, gzip;q=0.5 | br",
        "br;q=0, gzip;q=0 | none",
        "br;q=0, * | gzip",
        "* | br",
        "identity, br;q=0.5 | none",
        "identity;q=0, gzip | gzip",
        "deflate | none",
        "br;q=2 | br",
      })
  void file_acceptedForms_getsTheBest(String accepted, String coding) throws Exception {
    var plain = get(SCRIPT);
    var answer = get(SCRIPT, "Accept-Encoding", accepted);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Vary")).contains("Accept-Encoding");
    assertThat(header(answer, "Content-Encoding")).isEqualTo(coding.equals("none") ? "" : coding);
    if (coding.equals("gzip")) {
      try (var gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
        assertThat(gzip.readAllBytes()).isEqualTo(plain.body());
      }
    }
    assertThat(answer.body().length)
        .isLessThanOrEqualTo(coding.equals("none") ? Integer.MAX_VALUE : plain.body().length / 2);
  }

  @Test
  void file_knownToTheCaller_isNotSentAgain() throws Exception {
    for (String accepted : List.of("identity", "br", "gzip")) {
      var first = get("/", "Accept", "text/html", "Accept-Encoding", accepted);
      var tag = header(first, "ETag");
      assertThat(tag).matches("\"[0-9a-z-]+\"");
      var again =
          get("/", "Accept", "text/html", "Accept-Encoding", accepted, "If-None-Match", tag);

      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(header(again, "ETag")).isEqualTo(tag);
      assertThat(header(again, "Content-Security-Policy")).isNotEmpty();
      assertThat(get("/", "Accept", "text/html", "If-None-Match", "\"other\"").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void file_head_hasTheLengthAndNoBody() throws Exception {
    var whole = get(SCRIPT);
    var head = send("HEAD", botswain.url() + SCRIPT);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(whole.body().length));
    assertThat(header(head, "ETag")).isEqualTo(header(whole, "ETag"));
  }

  @Test
  void file_otherMethods_areRefused() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      var answer = send(method, botswain.url() + SCRIPT);
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }
  }

  /// The operator's pages are where the operator's API is.
  @Test
  void ports_two_eachHasItsPages() throws Exception {
    assertThat(operator("/", "Accept", "text/html").statusCode()).isEqualTo(200);
    assertThat(operator("/operator/limits").statusCode()).isEqualTo(200);
    assertThat(operator(SCRIPT).statusCode()).isEqualTo(200);
    assertThat(operator("/bots/1/events").statusCode()).isEqualTo(404);
    assertThat(get("/operator/limits").statusCode()).isEqualTo(404);
    try (var one = Botswain.start()) {
      assertThat(send("GET", one.url() + "/operator/limits").statusCode()).isEqualTo(200);
      assertThat(send("GET", one.url() + "/bots/1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void build_withoutAConsole_coversNothing() {
    var none = new ConsoleFiles(null, new ConsoleBuild(java.util.Set.of()), null);

    for (String path : List.of("/", "/bots", "/assets/a.js", "/operator", "/index.html")) {
      assertThat(none.covers(path)).as(path).isFalse();
    }
  }
}

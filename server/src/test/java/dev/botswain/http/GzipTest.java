package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.api.TestApi;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which callers get an answer compressed.
class GzipTest {
  private static final String LONG = json(2_000);
  private static final String SHORT = json(900);
  private static final Answer KEPT = Answer.json(Buffer.buffer(json(20_000))).tagged();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        new TestServer()
            .with("listChannels", Operation.fromMemory(_ -> Answer.json(Buffer.buffer(LONG))))
            .with("listGuilds", Operation.fromMemory(_ -> Answer.json(Buffer.buffer(SHORT))))
            .with("getSession", Operation.fromMemory(_ -> KEPT))
            .with("listMembers", _ -> Answer.json(Buffer.buffer(json(3_000_000))))
            .with("login", _ -> Answer.json(Buffer.buffer(LONG)))
            .start();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static String json(int length) {
    return "\"" + "ahoy ".repeat(length / 5) + "\"";
  }

  private static String unzipped(Wire.Response response) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.bytes()))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Wire.Response get(String path, String accepted) {
    return server.get(path, SESSION, "Accept-Encoding: " + accepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "gzip, deflate, br, zstd",
        "x-gzip",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "*",
        "identity;q=0, *",
        "deflate, *;q=0.5",
        "gzip;q=0.001",
        "gzip , identity;q=0.5",
        "identity, gzip"
      })
  void answer_long_isCompressedForThoseWhoTakeIt(String accepted) {
    var response = get("/api/channels", accepted);

    assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.bytes()).hasSizeLessThan(200);
    assertThat(unzipped(response)).isEqualTo(LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity",
        "gzip;q=0",
        "gzip;q=0.0, *",
        "*;q=0",
        "deflate, br",
        "gzip;q=0.5, identity",
        "gzipped",
        ",",
        "*, gzip;Q=0.000"
      })
  void answer_long_isPlainForAllOthers(String accepted) {
    var response = get("/api/channels", accepted);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Encoding")).isNull();
    assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.text()).isEqualTo(LONG);
  }

  @Test
  void answer_toNoAcceptEncoding_isPlain() {
    var response = server.get("/api/channels", SESSION);

    assertThat(response.text()).isEqualTo(LONG);
    assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void acceptEncoding_inTwoLines_isOneList() {
    var response =
        server.get("/api/channels", SESSION, "Accept-Encoding: br", "Accept-Encoding: gzip");

    assertThat(unzipped(response)).isEqualTo(LONG);
  }

  /// It would become longer.
  @Test
  void answer_short_isPlainUnlessThatIsForbidden() {
    assertThat(get("/api/guilds", "gzip").text()).isEqualTo(SHORT);
    assertThat(get("/api/guilds", "gzip").header("Vary")).isNull();
    assertThat(unzipped(get("/api/guilds", "gzip, identity;q=0"))).isEqualTo(SHORT);
    assertThat(unzipped(get("/api/guilds", "gzip, *;q=0"))).isEqualTo(SHORT);
  }

  @Test
  void answer_veryLong_isCompressedToo() {
    var response = get("/api/members", "gzip");

    assertThat(unzipped(response)).isEqualTo(json(3_000_000));
  }

  @Test
  void answer_thatIsKept_hasATagThatHoldsForBothForms() {
    var plain = server.get("/api/session", SESSION);
    var compressed = get("/api/session", "gzip");
    assertThat(unzipped(compressed)).isEqualTo(plain.text());
    assertThat(compressed.header("ETag")).isEqualTo("W/" + plain.header("ETag"));
    for (var tag : List.of(plain.header("ETag"), compressed.header("ETag"))) {
      for (var accepted : List.of("gzip", "identity")) {
        var again =
            server.get(
                "/api/session", SESSION, "Accept-Encoding: " + accepted, "If-None-Match: " + tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(again.header("Content-Encoding")).isNull();
        assertThat(again.header("ETag"))
            .isEqualTo((accepted.equals("gzip") ? compressed : plain).header("ETag"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/api/channels, gzip", "/api/channels, identity", "/api/guilds, gzip"})
  void head_hasTheHeadOfTheAnswer(String path, String accepted) {
    var get = get(path, accepted);
    var head = server.request("HEAD", path, SESSION, "Accept-Encoding: " + accepted);

    for (var name : List.of("Content-Encoding", "Content-Length", "Content-Type", "Vary")) {
      assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
    }
    assertThat(head.bytes()).isEmpty();
  }

  /// An attacker who sees the length of an answer, and controls a part of it, could guess the
  /// secret beside it.
  @Test
  void answer_thatHoldsASecret_isNeverCompressed() {
    try (var wire = server.connect()) {
      var login =
          wire.post("/api/auth/login", "{\"token\":\"t\"}", "Accept-Encoding: gzip, identity;q=0");

      assertThat(login.header("Content-Encoding")).isNull();
      assertThat(login.text()).isEqualTo(LONG);
    }
  }

  @Test
  void operations_thatShowASecret_saySo() {
    var secret = new ArrayList<String>();
    for (var operation : TestApi.contract("/openapi.json").operations()) {
      if (operation.secret()) {
        secret.add(operation.id());
      }
    }
    assertThat(secret)
        .containsExactlyInAnyOrder(
            "login",
            "createSession",
            "issueTicket",
            "createWebhook",
            "rotateWebhookSecret",
            "createInvitation",
            "examineToken",
            "rotateOperatorKey");
  }

  @Test
  void pages_areCompressed() {
    for (var path : List.of("/openapi.json", "/docs/scalar.js", "/metrics")) {
      var response = get(path, "gzip");
      assertThat(response.header("Content-Encoding")).as(path).isEqualTo("gzip");
      assertThat(unzipped(response)).isNotEmpty();
    }
  }
}

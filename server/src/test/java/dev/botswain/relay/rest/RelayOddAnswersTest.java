package dev.botswain.relay.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.RawRequest;
import dev.botswain.testing.RawUpstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invalid answers from Discord, or a server in its place: the caller still gets an answer, without
/// anything that must not be in it.
@Timeout(60)
class RelayOddAnswersTest {
  private static RawUpstream discord;
  private static String session;

  @BeforeAll
  static void start() throws IOException {
    discord = new RawUpstream();
    session = discord.botswain().session(Botswain.TOKEN);
  }

  @AfterAll
  static void stop() throws IOException {
    discord.close();
  }

  private static String ask(String method) {
    return RawRequest.send(
        discord.botswain().url(),
        method
            + " /api/v10/users/1 HTTP/1.1\r\nHost: bots.example\r\nConnection: close\r\n"
            + "Authorization: Bot "
            + session
            + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999 Odd",
        "600 Odd",
        "1000 Odd",
        "0 Odd",
        "-1 Odd",
        "abc Odd",
        "101 Switching Protocols",
        "102 Processing",
        "199 Odd",
      })
  void status_thatNoAnswerHas_is502(String status) {
    discord.script("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\nX-Odd: 1\r\n\r\n{}");

    assertThat(ask("GET")).startsWith("HTTP/1.1 502 ").doesNotContain("X-Odd");
    assertThat(ask("POST")).startsWith("HTTP/1.1 502 ");
  }

  @Test
  void status_thatNoAnswerHas_is502InOurOwnApiToo() {
    discord.script("HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\n{}");
    var channels = discord.botswain().get("/api/channels", session).body();
    var answer =
        discord
            .botswain()
            .post(
                "/api/channels/%s/messages".formatted(channels.findValuesAsText("id").getFirst()),
                session,
                Map.of("content", "ahoy"));

    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(502);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "br", "zstd", "snappy", "gzip, gzip"})
  void body_inABrokenCoding_is502(String coding) {
    for (String body : List.of("garbage", "\u001f\u008b\b\0", "more garbage than a head")) {
      discord.script(
          "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %s\r\n\r\n%s"
              .formatted(coding, body.length(), body));
      assertThat(ask("GET")).as(body).startsWith("HTTP/1.1 502 ");

      discord.script(
          "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nConnection: close\r\n\r\n%s"
              .formatted(coding, body));
      assertThat(ask("POST")).as(body).startsWith("HTTP/1.1 502 ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 64, 100_000})
  void body_inGzipThatBreaksOff_is502AndWholeIsDecoded(int length) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          new Random(1)
              .ints(length, 'a', 'z')
              .mapToObj(Character::toString)
              .collect(Collectors.joining())
              .getBytes(ISO_8859_1));
    }
    String whole = bytes.toString(ISO_8859_1);
    String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %s\r\n\r\n";

    discord.script(head.formatted(whole.length()) + whole);
    String answer = ask("GET");
    assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("content-encoding");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(length);

    for (int less : new int[] {1, 8, 9, whole.length() / 2}) {
      String part = whole.substring(0, whole.length() - less);
      discord.script(head.formatted(part.length()) + part);
      assertThat(ask("GET")).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void status_earlyHints_areNoAnswerYet() {
    discord.script(
        "HTTP/1.1 103 Early Hints\r\n"
            + "Link: </x>\r\n\r\n"
            + "HTTP/1.1 200 OK\r\n"
            + "Content-Length: 2\r\n\r\n"
            + "{}");

    assertThat(ask("GET")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n{}");
  }

  @Test
  void header_whoseNameHoldsTheToken_isLeftOut() {
    discord.script(
        "HTTP/1.1 200 OK\r\nX-%s: 1\r\nX-%s: 1\r\nX-Safe: yes\r\nContent-Length: 2\r\n\r\n{}"
            .formatted(Botswain.TOKEN, Botswain.TOKEN.toUpperCase()));

    assertThat(ask("GET"))
        .startsWith("HTTP/1.1 200 ")
        .contains("X-Safe: yes")
        .doesNotContainIgnoringCase(Botswain.TOKEN);
  }

  @Test
  void reason_thatHoldsTheToken_isNotHandedOn() {
    discord.script("HTTP/1.1 200 %s\r\nContent-Length: 2\r\n\r\n{}".formatted(Botswain.TOKEN));

    assertThat(ask("GET")).startsWith("HTTP/1.1 200 OK").doesNotContain(Botswain.TOKEN);
  }

  @Test
  void header_thatIsOurs_isNotReplaced() {
    discord.script(
        "HTTP/1.1 200 OK\r\nX-Content-Type-Options: none\r\nX-Request-ID: theirs\r\n"
            + "Botswain-Queue-Ms: 77777\r\nBotswain-Missing-Intent: x\r\nSet-Cookie: a=b\r\n"
            + "Clear-Site-Data: \"*\"\r\nStrict-Transport-Security: max-age=9\r\nNEL: {}\r\n"
            + "Keep-Alive: timeout=5\r\nX-Hop: 1\r\nConnection: close, X-Hop\r\n"
            + "Upgrade: h2c\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(ask("GET"))
        .startsWith("HTTP/1.1 200 ")
        .containsOnlyOnce("X-Content-Type-Options: nosniff")
        .containsOnlyOnce("X-Request-ID")
        .containsOnlyOnce("Botswain-Queue-Ms")
        .doesNotContainIgnoringCase("theirs")
        .doesNotContain(
            "none",
            "77777",
            "Missing-Intent",
            "Set-Cookie",
            "Clear-Site",
            "Strict-",
            "NEL",
            "X-Hop",
            "Keep-Alive",
            "Upgrade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Odd: a\u0001b",
        "X-Odd: a\u007fb",
        "X-Odd: a\rb",
        "X-Odd: a\u0000b",
        "X Odd: 1",
        "X-Odd\u0001: 1",
        "X-\u00e9Odd: 1",
        "X(Odd): 1",
      })
  void header_thatIsNone_doesNotReachTheCaller(String header) {
    discord.script("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(ask("GET")).containsPattern("^HTTP/1.1 (200|502) ").doesNotContain("Odd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5",
        "Content-Length: -1",
        "Content-Length: 2, 3",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: two",
        "Content-Length: 99999999999999999999",
        "Content-Encoding: rot13",
        "Transfer-Encoding: gzip, chunked",
      })
  void body_whoseEndOrCodingNobodyCanTell_is502(String framing) {
    discord.script("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n{}");

    assertThat(ask("GET")).startsWith("HTTP/1.1 502 ");
  }

  @Test
  void body_saidToBeInNoCoding_passes() {
    discord.script("HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(ask("GET")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n{}");
  }

  @Test
  void body_whereThereIsNone_isNotPromised() {
    discord.script("HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n");
    assertThat(ask("GET"))
        .startsWith("HTTP/1.1 204 ")
        .doesNotContainIgnoringCase("content-length: 7");

    discord.script("HTTP/1.1 205 Reset Content\r\nContent-Length: 7\r\n\r\n1234567");
    assertThat(ask("GET"))
        .startsWith("HTTP/1.1 205 ")
        .doesNotContain("1234567")
        .doesNotContainIgnoringCase("content-length: 7");

    discord.script("HTTP/1.1 200 OK\r\nContent-Length: 7000000\r\n\r\n");
    assertThat(ask("HEAD"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("content-length: 7000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "Identity", "br"})
  void request_whoseBodyIsInACoding_passes(String coding) throws InterruptedException {
    discord.script("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    var answer =
        RawRequest.send(
            discord.botswain().url(),
            "POST /api/v10/channels/1/messages HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Content-Encoding: %s\r\nContent-Length: 2\r\n".formatted(coding)
                + "Authorization: Bot "
                + session
                + "\r\n\r\n{}");

    assertThat(answer).startsWith("HTTP/1.1 200 ");
  }

  /// HTTP/1.0 has none.
  @Test
  void gateway_withoutAHost_isWhereTheRequestCameToWithBracketsForIpv6() {
    for (var host : List.of("127.0.0.1", "::1")) {
      try (var botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_HOST", host))) {
        var url = botswain.url().replace("http", "ws").replace("::1", "0:0:0:0:0:0:0:1");
        var answer = RawRequest.send(botswain.url(), "GET /api/v10/gateway HTTP/1.0\r\n\r\n");

        assertThat(answer).endsWith("{\"url\":\"" + url + "/gateway\"}");
      }
    }
  }
}

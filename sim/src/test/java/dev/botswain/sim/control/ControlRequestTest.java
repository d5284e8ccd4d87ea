package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests to the control API that are wrong or come from elsewhere.
class ControlRequestTest extends ControlFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /sim/faults | {} | method is missing.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"users\",\"status\":500} | path must"
            + " start with / and have no query.",
        "POST | /sim/faults | {\"method\":\"FETCH\",\"path\":\"/\"} | method must be GET, POST,"
            + " PUT, PATCH, DELETE or *.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\"} | status must be a whole number"
            + " from 200 to 599.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"status\":99} | status must be a"
            + " whole number from 200 to 599.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"status\":500,\"times\":0} |"
            + " times must be a whole number from 1 to 1000000.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"status\":500,\"drop\":true} |"
            + " Give status or drop, not both.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"status\":500,\"headers\":{\"a"
            + " b\":\"c\"}} | headers: \"a b\" is no proper header.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"stat\":500} | There is no field"
            + " stat.",
        "POST | /sim/faults | [] | The body must be a JSON object.",
        "POST | /sim/faults | { | The body is no JSON:",
        "POST | /sim/blast | {\"total\":\"1\",\"rate\":1} | total must be a whole number from 1 to"
            + " 1000000000.",
        "POST | /sim/blast | {\"total\":1,\"rate\":1,\"botIds\":[\"5\"]} | botIds: there is no bot"
            + " 5.",
        "POST | /sim/bots/BOT/gateway | {\"do\":\"explode\"} | do must be one of close, drop,",
        "POST | /sim/bots/BOT/gateway | {\"do\":\"close\"} | code must be a whole number from 1000"
            + " to 4999.",
        "POST | /sim/bots/BOT/gateway | {\"do\":\"close\",\"code\":1006} | code must be one that"
            + " may stand in a close frame, such as 4000.",
        "PATCH | /sim/bots/BOT | {\"guildMembers\":\"yes\"} | guildMembers must be true or false.",
        "POST | /sim/channels/CHANNEL/messages | {} | content is missing.",
        "POST | /sim/channels/CHANNEL/messages | {\"content\":\"a\",\"authorId\":\"5\"} | authorId:"
            + " there is no user 5.",
        "POST | /sim/channels/x/messages | {\"content\":\"a\"} | channelId must be an id, but is"
            + " \"x\".",
      })
  void request_thatIsWrong_is400AndSaysWhy(
      String method, String path, String body, String sentence) {
    Reply reply = call(method, path.replace("BOT", botId).replace("CHANNEL", channelId), body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).startsWith(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /sim/nothing, 404",
    "GET, /sim, 404",
    "PUT, /sim/bots, 405",
    "GET, /sim/bots/5/stats, 404",
    "POST, /sim/channels/5/messages, 404",
    "POST, /sim/guilds/5/members, 404",
  })
  void request_forNothing_saysSo(String method, String path, int status) {
    Reply reply = call(method, path, method.equals("POST") ? "{\"content\":\"a\"}" : null);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.org", "null", "http://localhost:1"})
  void request_ofAForeignWebPage_isRefused(String origin) {
    Reply reply = send(request("GET", "/sim/bots", null).header("Origin", origin));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body().isArray()).isFalse();
  }

  @Test
  void request_ofItsOwnOrigin_isTaken() {
    assertThat(send(request("GET", "/sim/bots", null).header("Origin", sim.url())).status())
        .isEqualTo(200);
  }

  /// What a name that an attacker pointed at 127.0.0.1 would send.
  @ParameterizedTest
  @CsvSource({
    "evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "localhost, 200",
    "sim.localhost:80, 200",
    "'[::1]:80', 200",
  })
  void request_byName_isTakenOnlyForLoopback(String host, int status) throws IOException {
    try (var socket = new Socket("127.0.0.1", sim.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /sim/bots HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
    }
  }
}

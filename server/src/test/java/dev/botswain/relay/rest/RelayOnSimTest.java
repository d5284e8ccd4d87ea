package dev.botswain.relay.rest;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Requests through the relay, and Discord's answers.
class RelayOnSimTest extends RelayFixture {
  @Test
  void get_twoSlashesBehindTheVersion_areOne() {
    assertThat(get("/api/v9//voice/regions").body()).isNotEmpty();
    assertThat(seen().path("path").asText()).isEqualTo("/api/v9/voice/regions");
  }

  @Test
  void get_answer_isDiscords() {
    var answer = get("/api/v10/users/@me");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("id").asText()).isEqualTo(botswain.simBot(TOKEN));
    assertThat(answer.header("X-RateLimit-Bucket")).isNotNull();
    assertThat(answer.header("Via")).isEqualTo("1.1 google");
    assertThat(seen().path("headers").path("user-agent").asText())
        .isEqualTo("DiscordBot (https://example.org, 1.0)");
  }

  @Test
  void get_version9_staysVersion9() {
    assertThat(get("/api/v9/users/@me").status()).isEqualTo(200);

    assertThat(seen().path("path").asText()).isEqualTo("/api/v9/users/@me");
  }

  @Test
  void session_everyFormOfTheHeader_isUnderstood() {
    for (var form : new String[] {"Bot %s", "Bearer %s", "%s"}) {
      var answer = botswain.send(request("/api/v10/users/@me").GET(), form.formatted(session));

      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void session_unknownOrAbsent_is401AsDiscordSaysIt() {
    for (var wrong : new String[] {"Bot nonsense", "Bot " + TOKEN, null}) {
      var answer = botswain.send(request("/api/v10/users/@me").GET(), wrong);

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.raw().body()).isEqualTo("{\"message\":\"401: Unauthorized\",\"code\":0}");
    }
  }

  @Test
  void error_ofDiscords_isHandedOn() {
    var answer = get("/api/v10/channels/" + GENERAL + "/messages/1");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("code").asInt()).isEqualTo(10008);
  }

  @Test
  void message_sentEditedReactedDeleted() {
    var sent = post(MESSAGES, "{\"content\": \"ahoy\"}");
    var message = MESSAGES + "/" + sent.body().path("id").asText();

    assertThat(sent.status()).isEqualTo(200);
    assertThat(
            send(request(message).method("PATCH", BodyPublishers.ofString("{\"content\":\"ho\"}")))
                .body()
                .path("content")
                .asText())
        .isEqualTo("ho");
    assertThat(
            send(request(message + "/reactions/%F0%9F%91%8D/@me").PUT(BodyPublishers.noBody()))
                .status())
        .isEqualTo(204);
    assertThat(send(request(message).DELETE()).status()).isEqualTo(204);
    assertThat(get(message).status()).isEqualTo(404);
  }

  @Test
  void file_uploaded_isDownloadedAgain() {
    var file = "x".repeat(3 << 20);
    var form =
        """
        --b\r
        Content-Disposition: form-data; name="payload_json"\r
        Content-Type: application/json\r
        \r
        {"content": "here"}\r
        --b\r
        Content-Disposition: form-data; name="files[0]"; filename="x.txt"\r
        Content-Type: text/plain\r
        \r
        %s\r
        --b--\r
        """
            .formatted(file);
    var sent =
        send(
            HttpRequest.newBuilder(URI.create(botswain.url() + MESSAGES))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form)));
    var attachment = sent.body().path("attachments").path(0);

    assertThat(sent.status()).as(sent.raw().body()).isEqualTo(200);
    assertThat(attachment.path("size").asInt()).isEqualTo(file.length());
    var url = attachment.path("url").asText().replace(botswain.simUrl(), "");
    assertThat(botswain.simGet(url).raw().body()).isEqualTo(file);
  }

  @Test
  void failed_messageWithEnforcedNonce_isRepeated() {
    botswain.fault("POST", "/channels/*/messages", 502, 1, Map.of());
    assertThat(post(MESSAGES, "{\"content\": \"a\"}").status()).isEqualTo(502);

    botswain.fault("POST", "/channels/*/messages", 502, 1, Map.of());
    assertThat(
            post(MESSAGES, "{\"content\": \"a\", \"nonce\": \"n1\", \"enforce_nonce\": true}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void gateway_isOurs() {
    var host = botswain.url().replace("http://", "ws://");

    assertThat(botswain.send(request("/api/v10/gateway").GET(), null).body().path("url").asText())
        .isEqualTo(host + "/gateway");
    var bot = get("/api/v10/gateway/bot").body();
    assertThat(bot.path("url").asText()).isEqualTo(host + "/gateway");
    assertThat(bot.path("shards").asInt()).isEqualTo(1);
    assertThat(bot.path("session_start_limit").path("remaining").asInt()).isEqualTo(1000);
    assertThat(botswain.send(request("/api/v10/gateway/bot").GET(), null).status()).isEqualTo(401);
  }

  @Test
  void path_ofAnotherVersion_isNotTheRelays() {
    assertThat(get("/api/v8/users/@me").body().path("code").asText()).isEqualTo("not_found");
    assertThat(get("/api/users/@me").body().path("code").asText()).isEqualTo("not_found");
  }

  @Test
  void session_loggedOut_is401() {
    botswain.logout(session);

    assertThat(get("/api/v10/users/@me").status()).isEqualTo(401);
  }

  @Test
  void session_narrow_is403AsDiscordSaysIt() {
    var narrow =
        botswain
            .post("/api/sessions", session, Map.of("name", "reader", "scopes", List.of("read")))
            .body()
            .path("sessionId")
            .asText();
    assertThat(narrow).isNotEmpty();

    assertThat(botswain.send(request("/api/v10/users/@me").GET(), "Bot " + narrow).status())
        .isEqualTo(200);
    var answer =
        botswain.send(
            request("/api/v10/users/@me")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"username\":\"other\"}")),
            "Bot " + narrow);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.raw().body()).isEqualTo("{\"message\":\"403: Forbidden\",\"code\":0}");
  }

  @Test
  void metrics_countRelayedRequests() {
    get("/api/v10/users/@me");

    assertThat(botswain.metrics())
        .contains("botswain_http_requests_seconds_count{operation=\"relay\",status=\"200\"} 1");
  }
}

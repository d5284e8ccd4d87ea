package dev.botswain.relay.rest;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.Botswain.Answer;
import dev.botswain.testing.RawRequest;
import dev.botswain.testing.ScriptedUpstream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a session that is limited to some places can send through the relay, and what it cannot, in
/// whatever form. `C` is its channel, `G` the channel's guild, `X` a channel of that guild that is
/// not the session's, `Y` another guild.
@Timeout(60)
class RelayPlacesTest {
  private static final String GUILD = "1060437491712000000";
  private static final String GENERAL = "1132915064832000005";
  private static final String JSON = "application/json";

  private static final BlockingQueue<Buffer> BODIES = new LinkedBlockingQueue<>();
  private static ScriptedUpstream discord;
  private static String inChannel;
  private static String inGuild;
  private static String other;

  @BeforeAll
  static void start() {
    discord = new ScriptedUpstream(Map.of());
    String full = discord.botswain().session(TOKEN);
    other =
        discord.botswain().get("/api/channels?type=text&guildId=" + GUILD, full).ids().stream()
            .filter(id -> !id.equals(GENERAL))
            .findFirst()
            .orElseThrow();
    inChannel = narrow(full, "channelIds", GENERAL);
    inGuild = narrow(full, "guildIds", GUILD);
  }

  private static String narrow(String full, String places, String place) {
    var scopes = List.of("read", "messages", "moderation", "channels", "guild", "commands", "bot");
    return discord
        .botswain()
        .post(
            "/api/sessions",
            full,
            Map.of("name", "placed", "scopes", scopes, places, List.of(place)))
        .body()
        .path("sessionId")
        .asText();
  }

  @AfterAll
  static void stop() {
    discord.close();
  }

  @BeforeEach
  void answer() throws InterruptedException {
    BODIES.clear();
    while (discord.unseen() > 0) {
      discord.next();
    }
    discord.script(RelayPlacesTest::keep);
  }

  private static void keep(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          BODIES.add(body);
          request.response().end("{}");
        });
  }

  private static String placed(String text) {
    return text.replace("<C>", GENERAL)
        .replace("<G>", GUILD)
        .replace("<X>", other)
        .replace("<Y>", "41771983423143937");
  }

  private static Answer send(String method, String path, byte[] body, String session, String type) {
    return discord
        .botswain()
        .send(
            HttpRequest.newBuilder(URI.create(discord.botswain().url() + "/api/v10" + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body)),
            "Bot " + session);
  }

  private static Answer post(String body) {
    return send(
        "POST",
        "/channels/" + GENERAL + "/messages",
        placed(body).getBytes(StandardCharsets.UTF_8),
        inChannel,
        JSON);
  }

  private static void assertPassed(Answer answer, byte[] body) throws InterruptedException {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(discord.next()).isNotNull();
    assertThat(BODIES.poll(10, TimeUnit.SECONDS)).isEqualTo(Buffer.buffer(body));
  }

  private static void assertRefused(Answer answer, int... statuses) {
    assertThat(statuses).contains(answer.status());
    assertThat(answer.body().path("code").asInt(-1)).isZero();
    assertThat(discord.unseen()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{ \"content\" :\t\"ahoy \\u00fc <#12>\", \"tts\": false }\n",
        "{\"message_reference\": {\"message_id\": \"1\", \"fail_if_not_exists\": false}}",
        "{\"message_reference\": {\"type\": 0, \"message_id\": \"1\", \"guild_id\": \"<G>\"}}",
        "{\"message_reference\": {\"type\": 1, \"message_id\": \"1\", \"channel_id\": \"<C>\"}}",
        "{\"message_reference\": {\"type\": 1, \"message_id\": 1, \"channel_id\": <C>}}",
        "{\"parent_id\": null, \"channel_types\": [0, 5], \"channel_ids\": [\"<C>\", <C>]}",
        "{\"components\": [{\"type\": 8, \"default_values\": [{\"type\": \"channel\", \"id\":"
            + " \"<C>\"}]}]}",
        "{\"options\": [{\"type\": 7, \"name\": \"channel_id\", \"description\": \"guild_id\"}]}",
      })
  void body_thatStaysWithin_isPassedOnAsItIs(String body) throws InterruptedException {
    assertPassed(post(body), placed(body).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message_reference\": {\"type\": 1, \"message_id\": \"1\", \"channel_id\": \"<X>\"}}",
        "{\"message_reference\": {\"type\": 1, \"message_id\": \"1\", \"channel_id\": <X>}}",
        "{\"message_reference\": {\"type\": 1, \"message_id\": \"1\"}}",
        "{\"message_reference\": {\"type\": \"1\", \"message_id\": \"1\"}}",
        "{\"message_reference\": {\"type\": true, \"message_id\": \"1\", \"channel_id\": null}}",
        "{\"message_reference\": {\"type\": 1, \"message_id\": \"1\", \"guild_id\": \"<G>\"}}",
        "{\"message_reference\": {\"message_id\": \"1\", \"guild_id\": \"<Y>\"}}",
        "{\"message_reference\": {\"type\": 1, \"\\u0063hannel_id\": \"<X>\"}}",
        "{\"message_reference\": {\"type\": 1, \"channel\\u005fid\": \"<X>\"}}",
        "{\"message_reference\": {\"type\": 1, \"channel_id\": \"\\u003112\"}}",
        "{\"message_reference\": {\"type\": 1, \"Channel_ID\": \"<X>\", \"channel_id\": \"<C>\"}}",
        "{\"channel_id\": \" <C>\"}",
        "{\"channel_id\": \"+<C>\"}",
        "{\"channel_id\": \"\"}",
        "{\"channel_id\": \"<C>\\u0000\"}",
        "{\"channel_id\": \"\uff11\uff12\"}",
        "{\"channel_id\": 1.132915064832e18}",
        "{\"channel_id\": 99999999999999999999999999}",
        "{\"channel_id\": true}",
        "{\"channel_id\": {\"id\": \"<X>\"}}",
        "{\"channel_id\": [[\"<C>\", \"<X>\"]]}",
        "{\"channel_id\\u0000\": \"<X>\"}",
        "{\"channel\\u200b_id\": \"<X>\"}",
        "{\"webhook_channel_id\": \"<X>\"}",
        "{\"parent_id\": \"<X>\"}",
        "{\"thread_id\": \"<X>\"}",
        "{\"system_channel_id\": \"<X>\"}",
        "{\"afk_channel_id\": \"<X>\"}",
        "{\"rules_channel_id\": \"<X>\"}",
        "{\"public_updates_channel_id\": \"<X>\"}",
        "{\"safety_alerts_channel_id\": \"<X>\"}",
        "{\"default_channel_ids\": [\"<C>\", \"<X>\"]}",
        "{\"prompts\": [{\"options\": [{\"channel_ids\": [\"<X>\"]}]}]}",
        "{\"exempt_channels\": [\"<X>\"]}",
        "{\"welcome_channels\": [{\"channel_id\": \"<X>\"}]}",
        "{\"actions\": [{\"type\": 2, \"metadata\": {\"channel_id\": \"<X>\"}}]}",
        "{\"source_guild_id\": \"<Y>\"}",
        "{\"guild_ids\": [\"<Y>\"]}",
        "{\"channel\": {\"id\": \"<X>\"}}",
        "{\"message\": {\"message_reference\": {\"type\": 1, \"channel_id\": \"<X>\"}}}",
        "[[{\"a\": [{\"channel_id\": \"<X>\"}]}]]",
        "{\"components\": [{\"default_values\": [{\"type\": \"channel\", \"id\": \"<X>\"}]}]}",
      })
  void body_thatNamesAnotherPlace_reachesNobody(String body) {
    assertRefused(post(body), 403);
  }

  @Test
  void body_withHalfOfACharacterInAName_isNoJson() {
    assertRefused(post("{\"channel\\ud800_id\": \"<X>\"}"), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"channel_id\": \"<C>\", \"channel_id\": \"<X>\"}",
        "{\"channel_id\": \"<C>\", \"channel\\u005fid\": \"<X>\"}",
        "{\"message_reference\": {}, \"message_reference\": {\"channel_id\": \"<X>\"}}",
        "{\"content\": \"ahoy\"} {\"channel_id\": \"<X>\"}",
        "{\"content\": \"ahoy\", /* \"a\": */ \"b\": 1}",
        "{'content': 'ahoy'}",
        "{\"content\": NaN}",
        "{\"content\": \"ahoy\",}",
        "\ufeff{\"content\": \"ahoy\"}",
        "content=ahoy&parent_id=<X>",
        "{\"content\"",
        " ",
      })
  void body_thatTwoReadersCouldTakeForTwoThings_reachesNobody(String body) {
    assertRefused(post(body), 400);
  }

  @Test
  void body_inAnotherEncoding_reachesNobody() {
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
      byte[] body = placed("{\"channel_id\": \"<X>\"}").getBytes(charset);

      assertRefused(send("POST", "/channels/" + GENERAL + "/messages", body, inChannel, JSON), 400);
    }
    byte[] latin = "{\"content\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(send("POST", "/channels/" + GENERAL + "/messages", latin, inChannel, JSON), 400);
  }

  @Test
  void body_nestedTooDeep_reachesNobody() {
    assertRefused(post("[".repeat(200_000) + "]".repeat(200_000)), 400);
    assertRefused(post("{\"a\":".repeat(40) + "1" + "}".repeat(40)), 400);
  }

  @Test
  void body_longerThanAnythingThatIsNeeded_is413() {
    assertRefused(post("{\"content\": \"" + "x".repeat(600 << 10) + "\"}"), 413);
  }

  @Test
  void body_ofTheLengthOfAnEmoji_isPassedOn() throws InterruptedException {
    byte[] body =
        ("{\"image\": \"data:image/png;base64," + "A".repeat(350_000) + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    assertPassed(send("POST", "/guilds/" + GUILD + "/emojis", body, inGuild, JSON), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; boundary=a",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "application/json, application/x-www-form-urlencoded",
        "text/plain",
        "application/jsonp",
      })
  void body_thatIsNoJson_reachesNobody(String type) {
    byte[] body = "{\"a\": \"&parent_id=12&\"}".getBytes(StandardCharsets.UTF_8);

    assertRefused(send("PATCH", "/channels/" + GENERAL, body, inChannel, type), 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=UTF-8", "Application/JSON;charset=\"utf-8\""})
  void body_ofJsonThatNamesItsCharset_isPassedOn(String type) throws InterruptedException {
    byte[] body = "{\"topic\": \"tides\"}".getBytes(StandardCharsets.UTF_8);

    assertPassed(send("PATCH", "/channels/" + GENERAL, body, inChannel, type), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/json\r\nContent-Type: application/x-www-form-urlencoded",
        "Content-Type: application/json\r\nConnection: close, Content-Type",
        "Content-Type: application/json\r\nContent-Encoding: br",
        "X-Nothing: 1",
      })
  void head_thatChangesWhatTheBodyIs_reachesNobody(String headers) {
    String body = "{\"a\": \"&parent_id=12&\"}";
    String answer =
        RawRequest.send(
            discord.botswain().url(),
            "PATCH /api/v10/channels/%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bot %s\r\n"
                    .formatted(GENERAL, inChannel)
                + "%s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(headers, body.length(), body));

    assertThat(answer).startsWith("HTTP/1.1 403 ");
    assertThat(discord.unseen()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATCH /channels/<X>",
        "POST /channels/<X>/messages",
        "PUT /guilds/<G>/onboarding",
        "PATCH /guilds/<G>/channels",
        "PATCH /users/@me",
        "PUT /applications/1/commands",
        "DELETE /applications/1/commands/2",
        "POST /users/@me/channels",
        "POST /stage-instances",
        "PATCH /webhooks/1",
        "POST /channels/99999999999999999999999999/messages",
        "DELETE /guilds/99999999999999999999999999/roles/1",
      })
  void route_elsewhere_reachesNobody(String route) {
    String[] parts = placed(route).split(" ");

    assertRefused(send(parts[0], parts[1], "{}".getBytes(), inChannel, JSON), 403);
  }

  @Test
  void body_inAGuildOfTheSession_mayNameItsChannelsOnly() throws InterruptedException {
    byte[] within = placed("{\"system_channel_id\": \"<X>\"}").getBytes();
    assertPassed(send("PATCH", "/guilds/" + GUILD, within, inGuild, JSON), within);

    byte[] outside = "{\"system_channel_id\": \"12\"}".getBytes();
    assertRefused(send("PATCH", "/guilds/" + GUILD, outside, inGuild, JSON), 403);
  }

  @Test
  void request_withoutABody_isPassedOn() throws InterruptedException {
    String typing = "/channels/" + GENERAL + "/typing";

    assertPassed(send("POST", typing, new byte[0], inChannel, JSON), new byte[0]);
  }

  /// The bytes that are sent again after a 429 are the same as the first time.
  @Test
  void body_afterA429_isSentAgainAsItWas() throws InterruptedException {
    byte[] body = "{\"content\":  \"again\"}".getBytes();
    discord.script(request -> {
      discord.script(RelayPlacesTest::keep);
      request
          .response()
          .setStatusCode(429)
          .putHeader("Retry-After", "0")
          .putHeader("X-RateLimit-Scope", "user")
          .putHeader("Via", "1.1 google")
          .end("{\"message\": \"limited\", \"retry_after\": 0.01, \"global\": false}");
    });
    Answer answer = send("POST", "/channels/" + GENERAL + "/messages", body, inChannel, JSON);

    discord.next();
    assertPassed(answer, body);
  }
}

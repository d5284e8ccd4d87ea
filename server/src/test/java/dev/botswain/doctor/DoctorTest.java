package dev.botswain.doctor;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The doctor over the API, on the sim.
class DoctorTest {
  private static final int SEND_MESSAGES = 1 << 11;

  private Botswain botswain;

  @BeforeEach
  void start() {
    botswain = Botswain.start();
  }

  @AfterEach
  void stop() {
    botswain.close();
  }

  @Test
  void healthyBot_getsACleanBill() {
    String session = botswain.session(TOKEN);

    JsonNode report = examine(session);

    assertThat(report.path("healthy").asBoolean()).as(report.toPrettyString()).isTrue();
    assertThat(report.path("bot").path("username").asText()).isEqualTo("Harbour Pilot");
    assertThat(codes(report)).containsExactly("commands_none");
    List<String> all = HealthChecks.ALL.stream().map(HealthCheck::name).toList();
    assertThat(texts(report.path("passed"))).hasSize(all.size() - 1).isSubsetOf(all);
    assertThat(report.path("invite").path("url").asText())
        .isEqualTo(
            "https://discord.com/oauth2/authorize?client_id=1422825357312000001"
                + "&scope=bot+applications.commands&permissions=1024");
  }

  @Test
  void examination_anyBot_asksDiscordTenTimesAtMost() {
    String session = botswain.session(TOKEN_THREE_GUILDS);
    long before = calls(TOKEN_THREE_GUILDS);

    JsonNode report = examine(session);

    assertThat(report.path("requests").asLong())
        .isEqualTo(calls(TOKEN_THREE_GUILDS) - before)
        .isEqualTo(7);
  }

  @Test
  void examination_veryOften_looksAgainAtWhatDiscordSaid() {
    String session = botswain.session(TOKEN);
    long before = calls(TOKEN);
    int asked = 0;

    for (int i = 0; i < 60; i++) {
      JsonNode report = examine(session);
      assertThat(codes(report)).contains("commands_none");
      asked += report.path("requests").asInt();
    }

    assertThat(calls(TOKEN) - before).isEqualTo(asked).isLessThanOrEqualTo(10 * 10);
    assertThat(examine(session).path("requests").asInt()).isZero();
  }

  @Test
  void examination_whenDiscordRefusesEverything_asksNothingTwice() {
    for (int status : new int[] {503, 500, 403, 429}) {
      String session = botswain.session(TOKEN_THREE_GUILDS);
      long before = calls(TOKEN_THREE_GUILDS);
      for (String path : List.of("/applications/@me", "/gateway/bot")) {
        botswain.fault("GET", path, status, 5, Map.of("headers", Map.of("Retry-After", "0.01")));
      }
      examine(session);

      assertThat(calls(TOKEN_THREE_GUILDS) - before).as("%s", status).isLessThanOrEqualTo(10);
      send("DELETE", botswain.simUrl() + "/sim/faults");
    }
  }

  @Test
  void examination_whenDiscordDoesNotAnswer_endsInTime() {
    String session = botswain.session(TOKEN);
    for (String path : List.of("/applications/@me", "/gateway/bot")) {
      botswain.fault("GET", path, 200, 5, Map.of("delayMs", 20_000));
    }

    JsonNode report = examine(session);

    assertThat(report.path("tookMs").asLong()).isBetween(2_500L, 4_000L);
    assertThat(report.path("healthy").asBoolean()).isTrue();
    JsonNode unchecked = finding(report, "not_checked");
    assertThat(unchecked.path("evidence").path("because").path("intents").asText())
        .isEqualTo("Discord did not answer in time");
    assertThat(texts(report.path("passed"))).contains("token").doesNotContain("intents");
  }

  @Test
  void examination_whenNothingIsAnswered_saysSo() {
    String session = botswain.session(TOKEN);
    botswain.fault("GET", "/users/@me", 200, 5, Map.of("delayMs", 20_000));

    JsonNode report = examine(session);

    assertThat(codes(report)).containsExactly("discord_timed_out", "not_checked");
    assertThat(report.path("tookMs").asLong()).isLessThan(4_000);
  }

  @Test
  void report_whateverWentWrong_holdsNoSecret() {
    String session = botswain.session(TOKEN);
    var webhook =
        botswain.post(
            "/api/webhooks", session, Map.of("url", "http://127.0.0.1:9/hook/s3cr3t?key=s3cr3t"));
    fault(TOKEN, Map.of("fault", "interactions_endpoint_set"));
    fault(TOKEN, Map.of("fault", "event_webhooks_disabled"));
    botswain.post(
        "/api/channels/1132915064832000005/messages", session, Map.of("content", "s3cr3t"));

    Answer answer = botswain.get("/api/doctor", session);

    assertThat(answer.raw().body())
        .contains("interactions_elsewhere")
        .doesNotContain(TOKEN)
        .doesNotContain(session)
        .doesNotContain("s3cr3t")
        .doesNotContain(webhook.body().path("secret").asText("no secret"));
  }

  @Test
  void invite_hasThePermissionsOfWhatWasDone() {
    String session = botswain.session(TOKEN);
    String channel = "/api/channels/1132915064832000005";
    botswain.post(channel + "/messages", session, Map.of("content", "hi"));
    botswain.post(
        channel + "/messages", session, Map.of("embeds", List.of(Map.of("title", "Tide"))));

    assertThat(texts(examine(session).path("invite").path("permissions")))
        .containsExactly("VIEW_CHANNEL", "SEND_MESSAGES", "EMBED_LINKS");
  }

  @Test
  void narrowSession_isRefused() {
    String session = botswain.session(TOKEN);
    String narrow =
        botswain
            .post(
                "/api/sessions",
                session,
                Map.of("name", "n", "scopes", List.of("read", "bot", "events")))
            .body()
            .path("sessionId")
            .asText();

    assertThat(botswain.get("/api/doctor", narrow).status()).isEqualTo(403);
  }

  @Test
  void refusedMessage_isAMissingPermission_untilItIsGiven() {
    String session = botswain.session(TOKEN);
    String bot = botswain.simBot(TOKEN);
    fault(TOKEN, Map.of("fault", "permission_missing", "permissions", SEND_MESSAGES));
    Botswain.eventually(() ->
        assertThat(
                botswain
                    .post(
                        "/api/channels/1132915064832000005/messages?dryRun=true",
                        session,
                        Map.of("content", "hi"))
                    .body()
                    .path("wouldSucceed")
                    .asBoolean())
            .isFalse());
    botswain.post("/api/channels/1132915064832000005/messages", session, Map.of("content", "hi"));

    JsonNode found = finding(examine(session), "missing_permission");

    assertThat(texts(found.path("evidence").path("permissions"))).containsExactly("SEND_MESSAGES");
    assertThat(found.path("evidence").path("channelId").asText()).isEqualTo("1132915064832000005");
    assertThat(found.path("evidence").path("refusedInTheLastHour").asInt()).isEqualTo(1);

    send("DELETE", botswain.simUrl() + "/sim/bots/" + bot + "/fault");
    Botswain.eventually(
        () -> assertThat(codes(examine(session))).doesNotContain("missing_permission"));
  }

  @Test
  void token_thatIsNotLoggedIn_isExamined_andStaysLoggedOut() {
    JsonNode report = examineToken(Map.of("token", TOKEN_THREE_GUILDS));

    assertThat(report.path("healthy").asBoolean()).as(report.toPrettyString()).isTrue();
    assertThat(report.path("bot").path("username").asText()).isEqualTo("Fleet Radio");
    assertThat(report.path("requests").asInt()).isEqualTo(4);
    assertThat(codes(report)).containsExactly("commands_none", "cannot_be_known");
    assertThat(texts(finding(report, "cannot_be_known").path("evidence").path("checks")))
        .contains("connections", "permissions", "webhooks")
        .doesNotContain("token", "intents");
    assertThat(botswain.stats(TOKEN_THREE_GUILDS).path("connections").asInt()).isZero();
  }

  @Test
  void token_ofABotThatIsLoggedIn_getsItsWholeReport() {
    botswain.session(TOKEN);

    assertThat(codes(examineToken(Map.of("token", TOKEN)))).doesNotContain("cannot_be_known");
  }

  @Test
  void token_withoutMessageContentAndCommands_isToldWhatIsMissing() {
    JsonNode report = examineToken(Map.of("token", TOKEN_NO_INTENTS));

    assertThat(codes(report)).startsWith("message_content_off", "intent_missing");
    assertThat(finding(report, "message_content_off").path("link").asText())
        .isEqualTo("https://discord.com/developers/applications/1422825357312000003/bot");
    assertThat(texts(finding(report, "intent_missing").path("evidence").path("missing")))
        .containsExactly("GUILD_MEMBERS", "GUILD_PRESENCES");
  }

  @Test
  void token_thatNobodyHas_isRejected_andAskedAboutOnce() {
    var token =
        Map.of("token", "MTQyMjgyNTM1NzMxMjAwMDA5OQ.GmNotA.bcdefghijklmnopqrstuvwxyz0123456789");

    JsonNode first = examineToken(token);
    JsonNode second = examineToken(token);

    assertThat(codes(first)).startsWith("token_rejected");
    assertThat(first.path("requests").asInt()).isEqualTo(1);
    assertThat(codes(second)).startsWith("token_rejected");
    assertThat(second.path("requests").asInt()).isZero();
    assertThat(first.toString()).doesNotContain("bcdefghijklmnopqrstuvwxyz");
  }

  @Test
  void token_withoutItsShape_isNotAToken() {
    assertThat(codes(examineToken(Map.of("token", "my client secret")))).startsWith("token_shape");
    assertThat(codes(examineToken(Map.of("token", "nonsense\u00e9")))).startsWith("token_shape");
  }

  @Test
  void token_ofAnotherBotThanExpected_isNamed() {
    JsonNode report =
        examineToken(
            Map.of("token", TOKEN_THREE_GUILDS, "botId", botswain.simBot(TOKEN_NO_INTENTS)));

    assertThat(codes(report)).startsWith("token_of_another_bot");
  }

  private JsonNode examine(String session) {
    Answer answer = botswain.get("/api/doctor", session);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode examineToken(Map<String, ?> body) {
    Answer answer = botswain.post("/api/operator/doctor", OPERATOR_KEY, body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private void fault(String token, Map<String, ?> fault) {
    Answer answer = botswain.simPost("/sim/bots/" + botswain.simBot(token) + "/fault", fault);
    assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
  }

  private void send(String method, String url) {
    botswain.send(Botswain.request(url).method(method, BodyPublishers.noBody()), null);
  }

  private long calls(String token) {
    return botswain.stats(token).path("restCalls").asLong();
  }

  static List<String> codes(JsonNode report) {
    return report.path("findings").findValuesAsText("code");
  }

  static JsonNode finding(JsonNode report, String code) {
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("code").asText().equals(code)) {
        return finding;
      }
    }
    throw new AssertionError("no " + code + " in " + report.toPrettyString());
  }

  static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}

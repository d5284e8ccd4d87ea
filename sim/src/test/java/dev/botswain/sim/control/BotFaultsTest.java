package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The named faults of a bot's way to Discord, its token and its application, over REST.
class BotFaultsTest extends ControlFixture {
  private String faults() {
    return "/sim/bots/" + botId + "/fault";
  }

  private JsonNode begin(String fault) {
    return begin(fault, "");
  }

  private JsonNode begin(String fault, String options) {
    Reply reply = call("POST", faults(), "{\"fault\":\"" + fault + "\"" + options + "}");
    assertThat(reply.status()).as(reply.error()).isEqualTo(200);
    assertThat(reply.body().path("on").asBoolean()).isTrue();
    return reply.body();
  }

  private void heal() {
    assertThat(call("DELETE", faults(), null).status()).isEqualTo(204);
  }

  private JsonNode get(String path) {
    Reply reply = discord("GET", path, null);
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  private HttpResponse<String> raw() throws IOException, InterruptedException {
    return client.send(
        request("GET", "/api/v10/users/@me", null)
            .header("User-Agent", "DiscordBot (https://example.org, 1)")
            .header("Authorization", "Bot " + token)
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void faults_listed_areAtLeast24InAllWithASentenceAndInTheReadme() throws IOException {
    JsonNode all = call("GET", faults(), null).body();
    assertThat(all.size()).isGreaterThanOrEqualTo(24);
    String readme = Files.readString(Path.of("README.md"));
    for (JsonNode fault : all) {
      assertThat(fault.path("on").asBoolean(true)).isFalse();
      assertThat(readme)
          .contains(
              "| `%s` | %s | %s |"
                  .formatted(
                      fault.path("fault").asText(),
                      fault.path("options").asText(),
                      fault.path("says").asText()));
    }
  }

  @Test
  void fault_unknownOrImpossible_isRefusedWithASentence() {
    Reply unknown = call("POST", faults(), "{\"fault\":\"hiccups\"}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.error()).contains("clock_skewed");
    assertThat(call("POST", faults(), "{}").error()).contains("fault");
    assertThat(call("POST", faults(), "{\"fault\":\"discord_slow\",\"ms\":0}").status())
        .isEqualTo(400);
    assertThat(call("POST", faults(), "{\"fault\":\"bot_timed_out\",\"guildId\":\"7\"}").status())
        .isEqualTo(400);
    assertThat(call("DELETE", faults() + "/hiccups", null).status()).isEqualTo(404);
  }

  @Test
  void faults_ofOneBot_composeAndHealOneByOneAndAllTogether() {
    begin("discord_failing");
    begin("code_grant_required");
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(503);
    assertThat(call("DELETE", faults() + "/discord_failing", null).status()).isEqualTo(204);
    assertThat(get("/applications/@me").path("bot_require_code_grant").asBoolean()).isTrue();
    heal();
    assertThat(get("/applications/@me").path("bot_require_code_grant").asBoolean(true)).isFalse();
    for (JsonNode fault : call("GET", faults(), null).body()) {
      assertThat(fault.path("on").asBoolean(true)).isFalse();
    }
  }

  @Test
  void tokenReset_refusesTheOldTokenUntilHealed() {
    begin("token_reset");
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(401);
    heal();
    assertThat(get("/users/@me").path("id").asText()).isEqualTo(botId);
  }

  @Test
  void tokenOfOtherBot_logsInTheOtherUntilHealed() {
    begin("token_of_other_bot");
    assertThat(get("/users/@me").path("id").asText()).isNotEqualTo(botId);
    heal();
    assertThat(get("/users/@me").path("id").asText()).isEqualTo(botId);
  }

  @Test
  void discordUnreachable_closesConnectionsWithoutAnAnswer() {
    begin("discord_unreachable");
    assertThatThrownBy(this::raw).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> GatewayListener.open(client, sim.gatewayUrl()))
        .hasRootCauseInstanceOf(IOException.class);
    heal();
    get("/users/@me");
  }

  @Test
  void tlsUntrusted_listensWithACertificateThatNobodyTrusts() {
    String url = begin("tls_untrusted").path("url").asText();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v10/users/@me")).build();
    assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
        .isInstanceOf(SSLException.class);
    heal();
    assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(SSLException.class);
  }

  @Test
  void discordFailing_answers503() throws Exception {
    begin("discord_failing");
    assertThat(raw().statusCode()).isEqualTo(503);
  }

  @Test
  void discordSlow_answersLater() throws Exception {
    begin("discord_slow", ",\"ms\":300");
    long before = System.nanoTime();
    assertThat(raw().statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(295));
  }

  @Test
  void clockSkewed_showsADateThatIsAhead() throws Exception {
    assertThat(secondsAhead()).isBetween(-2L, 1L);
    begin("clock_skewed", ",\"seconds\":-600");
    assertThat(secondsAhead()).isBetween(-602L, -599L);
    heal();
    assertThat(secondsAhead()).isBetween(-2L, 1L);
  }

  private long secondsAhead() throws Exception {
    String date = raw().headers().firstValue("Date").orElseThrow();
    Instant shown = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    return Duration.between(Instant.now(), shown).toSeconds();
  }

  @Test
  void rateLimitedGlobally_answersAsDocumented() throws Exception {
    begin("rate_limited_globally");
    HttpResponse<String> answer = raw();
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("X-RateLimit-Global")).contains("true");
    assertThat(answer.headers().firstValue("X-RateLimit-Scope")).contains("global");
    assertThat(answer.headers().firstValue("Retry-After")).contains("65");
    assertThat(JSON.readTree(answer.body()).path("global").asBoolean()).isTrue();
  }

  @Test
  void addressBanned_answersAsCloudflareDoes() throws Exception {
    begin("address_banned");
    HttpResponse<String> answer = raw();
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).isEqualTo("error code: 1015");
    assertThat(answer.headers().firstValue("Via")).isEmpty();
    heal();
    assertThat(raw().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "members_intent_off, 32768",
    "presences_intent_off, 8192",
    "message_content_off, 524288"
  })
  void intentOff_takesItsFlagFromTheApplication(String fault, int flag) {
    assertThat(get("/applications/@me").path("flags").asInt() & flag).isEqualTo(flag);
    begin(fault);
    assertThat(get("/applications/@me").path("flags").asInt() & flag).isZero();
    heal();
    assertThat(get("/applications/@me").path("flags").asInt() & flag).isEqualTo(flag);
  }

  @ParameterizedTest
  @CsvSource({
    "event_webhooks_disabled, event_webhooks_status, 1, 3",
    "code_grant_required, bot_require_code_grant, false, true",
    "interactions_endpoint_set, interactions_endpoint_url, null,"
        + " https://interactions.example/discord",
  })
  void applicationFault_showsInTheApplication(
      String fault, String field, String before, String during) {
    assertThat(get("/applications/@me").path(field).asText()).isEqualTo(before);
    begin(fault);
    assertThat(get("/applications/@me").path(field).asText()).isEqualTo(during);
    heal();
    assertThat(get("/applications/@me").path(field).asText()).isEqualTo(before);
  }

  @Test
  void verificationBlocked_showsInTheFlags() {
    begin("verification_blocked");
    assertThat(get("/applications/@me").path("flags").asInt() & 1 << 16).isNotZero();
    heal();
    assertThat(get("/applications/@me").path("flags").asInt() & 1 << 16).isZero();
  }

  @Test
  void commandFaults_withdrawDuplicateAndForbidCommands() {
    String global = "/applications/" + botId + "/commands";
    String inGuild = "/applications/" + botId + "/guilds/" + guildId + "/commands";
    assertThat(call("POST", faults(), "{\"fault\":\"commands_duplicate\"}").error())
        .contains("no global command");
    discord("POST", global, "{\"name\":\"sail\",\"description\":\"d\"}");
    begin("commands_duplicate");
    JsonNode copy = get(inGuild).path(0);
    assertThat(copy.path("name").asText()).isEqualTo("sail");
    assertThat(copy.path("guild_id").asText()).isEqualTo(guildId);
    begin("commands_none");
    assertThat(List.of(get(global), get(inGuild))).allMatch(JsonNode::isEmpty);
    begin("commands_scope_missing");
    Reply forbidden = discord("GET", inGuild, null);
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.body().path("code").asInt()).isEqualTo(50001);
    heal();
    assertThat(get(global)).hasSize(1);
    assertThat(get(inGuild)).isEmpty();
  }

  @Test
  void budgetAndShardFaults_showInGatewayBot() {
    assertThat(remaining()).isEqualTo(1_000);
    begin("identify_budget_low");
    assertThat(remaining()).isEqualTo(20);
    begin("identify_budget_spent");
    JsonNode limit = get("/gateway/bot").path("session_start_limit");
    assertThat(limit.path("remaining").asInt()).isZero();
    assertThat(limit.path("reset_after").asLong()).isPositive();
    begin("shards_too_few", ",\"shards\":3");
    assertThat(get("/gateway/bot").path("shards").asInt()).isEqualTo(3);
    heal();
    assertThat(remaining()).isEqualTo(1_000);
    assertThat(get("/gateway/bot").path("shards").asInt()).isEqualTo(1);
  }

  private int remaining() {
    return get("/gateway/bot").path("session_start_limit").path("remaining").asInt();
  }
}

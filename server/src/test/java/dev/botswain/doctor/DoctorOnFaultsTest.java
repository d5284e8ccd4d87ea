package dev.botswain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.doctor.FaultFixture.TestBot;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.fault.BotFault;
import dev.botswain.sim.fault.BotFaults;
import dev.botswain.testing.Botswain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The doctor on bots that the sim makes ill: for each fault it complains of exactly that one.
class DoctorOnFaultsTest {
  private static FaultFixture fixture;

  /// @param code what the doctor finds
  /// @param provoke what shows the fault to the server
  private record Case(String fault, Map<String, ?> options, String code, Provocation provoke) {
    Case(String fault, String code) {
      this(fault, Map.of(), code, bot -> {});
    }

    Case(String fault, Map<String, ?> options, String code) {
      this(fault, options, code, bot -> {});
    }

    Case(String fault, String code, Provocation provoke) {
      this(fault, Map.of(), code, provoke);
    }

    @Override
    public String toString() {
      return fault + (options.isEmpty() ? "" : " " + options);
    }
  }

  private interface Provocation {
    void on(TestBot bot);
  }

  /// Faults that show in a bot at work.
  private static List<Case> casesOfBots() {
    return List.of(
        new Case("discord_failing", "discord_failing"),
        new Case("discord_unreachable", "discord_unreachable"),
        new Case("clock_skewed", "clock_skew"),
        new Case("gateway_unreachable", "shard_disconnected"),
        new Case("members_intent_off", "intent_missing"),
        new Case("members_intent_off", Map.of("reconnect", true), "intent_missing"),
        new Case("presences_intent_off", "intent_missing"),
        new Case("message_content_off", "intent_missing"),
        new Case("identify_budget_low", "identify_budget_low"),
        new Case("identify_budget_spent", "identify_budget_exhausted"),
        new Case("shards_too_few", "shards_differ"),
        new Case("gateway_closed_often", Map.of("times", 12, "afterMs", 5), "gateway_closes"),
        new Case("intents_invalid", "gateway_refused"),
        new Case("shard_invalid", "gateway_refused"),
        new Case("sharding_required", "gateway_refused"),
        new Case("api_version_refused", "gateway_refused"),
        new Case("interactions_endpoint_set", "interactions_elsewhere"),
        new Case("event_webhooks_disabled", "event_webhook_disabled"),
        new Case("code_grant_required", "code_grant_required"),
        new Case("verification_blocked", "growth_limited"),
        new Case("commands_duplicate", "command_duplicate"),
        new Case("commands_scope_missing", "commands_not_allowed"),
        new Case("guilds_none", "in_no_guild"),
        new Case("guild_unavailable", "guild_unavailable"),
        new Case("permission_missing", "missing_permission", TestBot::say),
        new Case("role_too_low", "role_too_low", TestBot::giveRole),
        new Case("bot_timed_out", "bot_timed_out", TestBot::say),
        new Case("channels_hidden", "channels_hidden"),
        new Case("membership_pending", "membership_pending", TestBot::say),
        new Case("name_quarantined", "name_quarantined"),
        new Case("two_factor_missing", "two_factor_missing", TestBot::giveRole));
  }

  /// Faults that show to whoever has only the token.
  private static List<Case> casesOfTokens() {
    return List.of(
        new Case("token_reset", "token_rejected"),
        new Case("token_of_other_bot", "token_of_another_bot"),
        new Case("discord_unreachable", "discord_unreachable"),
        new Case("discord_failing", "discord_failing"),
        new Case("discord_slow", Map.of("ms", 4_000), "discord_timed_out"),
        new Case("clock_skewed", "clock_skew"),
        new Case("rate_limited_globally", "rate_limited"),
        new Case("members_intent_off", "intent_missing"),
        new Case("message_content_off", "intent_missing"),
        new Case("identify_budget_low", "identify_budget_low"),
        new Case("identify_budget_spent", "identify_budget_exhausted"),
        new Case("interactions_endpoint_set", "interactions_elsewhere"),
        new Case("event_webhooks_disabled", "event_webhook_disabled"),
        new Case("code_grant_required", "code_grant_required"),
        new Case("verification_blocked", "growth_limited"));
  }

  @BeforeAll
  static void open() {
    fixture = new FaultFixture();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void everyFaultOfTheSim_isHere() {
    List<String> alone =
        List.of(
            "address_banned",
            "commands_none",
            "tls_untrusted",
            "resumes_refused",
            "token_used_elsewhere",
            "events_stopped");
    Stream<Case> cases = Stream.of(casesOfBots(), casesOfTokens()).flatMap(List::stream);
    assertThat(BotFaults.all())
        .extracting(BotFault::name)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(cases.map(Case::fault), alone.stream()).distinct().toList());
  }

  @Test
  void healthyBot_getsACleanBill() {
    try (var bot = fixture.newBot()) {
      assertThat(bot.say()).isEqualTo(200);
      for (JsonNode report : List.of(bot.examined(), fixture.examined(bot.token()))) {
        assertThat(FaultFixture.findings(report)).isEmpty();
        assertThat(report.path("healthy").asBoolean()).isTrue();
        assertThat(report.path("passed").size()).isGreaterThan(20);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesOfBots")
  void bot_withAFault_isFoundToHaveExactlyThat(Case one) {
    try (var bot = fixture.newBot()) {
      bot.mayGiveRoles();
      bot.fault(one.fault(), one.options());
      one.provoke().on(bot);
      Botswain.eventually(() -> assertExactly(bot.examined(), one.code()));
    }
  }

  @ParameterizedTest
  @MethodSource("casesOfTokens")
  void token_withAFault_isFoundToHaveExactlyThat(Case one) {
    try (var bot = fixture.newBot()) {
      bot.leave();
      bot.fault(one.fault(), one.options());
      assertExactly(fixture.examined(bot.token()), one.code());
    }
  }

  @Test
  void commandsNone_isNoticedOfAHealthyBot() {
    try (var bot = fixture.newBot()) {
      bot.fault("commands_none", Map.of());
      JsonNode report = bot.examined();
      assertThat(FaultFixture.findings(report)).containsExactly("commands_none");
      assertThat(report.path("healthy").asBoolean()).isTrue();
    }
  }

  @Test
  void resumesRefused_isFound() {
    try (var bot = fixture.newBot(4)) {
      bot.fault("resumes_refused", Map.of());
      bot.gateway(Map.of("do", "drop"));
      Botswain.eventually(() -> assertExactly(bot.examined(), "resume_rate_low"));
    }
  }

  @Test
  void tokenUsedElsewhere_isFound() {
    try (var bot = fixture.newBot(4)) {
      bot.fault("token_used_elsewhere", Map.of());
      Botswain.eventually(() -> assertExactly(bot.examined(), "token_used_elsewhere"));
    }
  }

  @Test
  void eventsStopped_isFound() {
    try (var bot = fixture.newBot()) {
      bot.hear(150, 100);
      bot.fault("events_stopped", Map.of());
      Botswain.eventually(() -> assertExactly(bot.examined(), "silent"));
    }
  }

  @Test
  void addressBanned_isFound() {
    try (var own = new FaultFixture();
        var bot = own.newBot()) {
      bot.fault("address_banned", Map.of());
      assertExactly(own.examined(bot.token()), "address_limited");
    }
  }

  @Test
  void tlsUntrusted_isFound() {
    try (var bot = fixture.newBot()) {
      String url = bot.fault("tls_untrusted", Map.of()).path("url").asText();
      var settings = Map.of("BOTSWAIN_DISCORD_API", url + "/api/v10");
      try (var behind = Botswain.start(SimOptions.DEFAULT, settings)) {
        assertExactly(FaultFixture.examined(behind, bot.token()), "discord_tls");
      }
    }
  }

  private static void assertExactly(JsonNode report, String code) {
    var complaints = new ArrayList<String>(FaultFixture.complaints(report));
    assertThat(complaints).as("%s", report).containsExactly(code);
    assertThat(report.path("healthy").asBoolean(true)).isFalse();
    assertThat(report.path("requests").asInt()).isLessThanOrEqualTo(10);
    assertThat(report.path("tookMs").asInt()).isLessThan(4_000);
  }
}

package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/// The named faults of a bot in a guild, as its events and its calls show them.
class BotFaultsInGuildTest extends ControlFixture {
  private void begin(String fault) {
    Reply reply = call("POST", "/sim/bots/" + botId + "/fault", "{\"fault\":\"" + fault + "\"}");
    assertThat(reply.status()).as(reply.error()).isEqualTo(200);
  }

  private void heal() {
    assertThat(call("DELETE", "/sim/bots/" + botId + "/fault", null).status()).isEqualTo(204);
  }

  private Reply send() {
    return discord("POST", "/channels/" + channelId + "/messages", "{\"content\":\"ahoy\"}");
  }

  private JsonNode self() {
    return discord("GET", "/guilds/" + guildId + "/members/" + botId, null).body();
  }

  private static int code(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    return reply.body().path("code").asInt();
  }

  @Test
  void guildsNone_leavesAndJoinsAgain() throws Exception {
    var listener = connect();
    begin("guilds_none");
    assertThat(listener.await("t", "GUILD_DELETE").path("d").has("unavailable")).isFalse();
    assertThat(discord("GET", "/users/@me/guilds", null).body()).isEmpty();
    JsonNode application = discord("GET", "/applications/@me", null).body();
    assertThat(application.path("approximate_guild_count").asInt(-1)).isZero();
    heal();
    assertThat(listener.await("t", "GUILD_CREATE").path("d").path("id").asText())
        .isEqualTo(guildId);
    assertThat(send().status()).isEqualTo(200);
  }

  @Test
  void guildUnavailable_isDeletedAndItsEventsStop() throws Exception {
    var listener = connect();
    begin("guild_unavailable");
    assertThat(listener.await("t", "GUILD_DELETE").path("d").path("unavailable").asBoolean())
        .isTrue();
    assertThat(send().status()).isEqualTo(200);
    var later = GatewayListener.open(client, sim.gatewayUrl()).identify(token, 513);
    assertThat(later.await("t", "GUILD_DELETE").path("d").path("unavailable").asBoolean()).isTrue();
    heal();
    assertThat(JSON.readTree(listener.events.take()).path("t").asText()).isEqualTo("GUILD_CREATE");
    later.await("t", "GUILD_CREATE");
  }

  @Test
  void permissionMissing_refusesWith50013() {
    assertThat(send().status()).isEqualTo(200);
    begin("permission_missing");
    assertThat(code(send())).isEqualTo(50013);
    heal();
    assertThat(send().status()).isEqualTo(200);
  }

  @Test
  void roleTooLow_refusesToGiveARole() {
    String roleId =
        call("POST", "/sim/guilds/" + guildId + "/roles", "{\"name\":\"Deckhand\",\"position\":1}")
            .body()
            .path("id")
            .asText();
    String give = "/guilds/" + guildId + "/members/" + botId + "/roles/" + roleId;
    begin("role_too_low");
    assertThat(code(discord("PUT", give, null))).isEqualTo(50013);
    heal();
    JsonNode roles = discord("GET", "/guilds/" + guildId + "/roles", null).body();
    for (JsonNode role : roles) {
      if (role.path("id").asText().equals(roleId)) {
        assertThat(role.path("position").asInt()).isEqualTo(1);
      }
    }
  }

  @Test
  void botTimedOut_isToldAndMayOnlyRead() throws Exception {
    var listener = connect();
    begin("bot_timed_out");
    JsonNode told = listener.await("t", "GUILD_MEMBER_UPDATE").path("d");
    assertThat(told.path("user").path("id").asText()).isEqualTo(botId);
    assertThat(told.path("communication_disabled_until").isTextual()).isTrue();
    assertThat(code(send())).isEqualTo(50013);
    heal();
    assertThat(self().path("communication_disabled_until").isNull()).isTrue();
    assertThat(send().status()).isEqualTo(200);
  }

  @Test
  void membershipPending_isToldAndMayOnlyRead() throws Exception {
    var listener = connect();
    begin("membership_pending");
    assertThat(listener.await("t", "GUILD_MEMBER_UPDATE").path("d").path("pending").asBoolean())
        .isTrue();
    assertThat(discord("GET", "/guilds/" + guildId, null).body().path("features").toString())
        .contains("MEMBER_VERIFICATION_GATE_ENABLED");
    assertThat(code(send())).isEqualTo(50013);
    heal();
    assertThat(self().path("pending").asBoolean(true)).isFalse();
    assertThat(send().status()).isEqualTo(200);
  }

  @Test
  void nameQuarantined_showsInTheMembersFlags() {
    begin("name_quarantined");
    assertThat(self().path("flags").asInt()).isEqualTo(1 << 7);
    heal();
    assertThat(self().path("flags").asInt()).isZero();
  }

  @Test
  void channelsHidden_refusesThem() {
    begin("channels_hidden");
    assertThat(code(discord("GET", "/channels/" + channelId, null))).isEqualTo(50001);
    heal();
    assertThat(discord("GET", "/channels/" + channelId, null).status()).isEqualTo(200);
  }

  @Test
  void twoFactorMissing_refusesToModerateWith60003() {
    begin("two_factor_missing");
    assertThat(discord("GET", "/users/@me", null).body().path("mfa_enabled").asBoolean(true))
        .isFalse();
    assertThat(discord("GET", "/guilds/" + guildId, null).body().path("mfa_level").asInt())
        .isEqualTo(1);
    Reply created = discord("POST", "/guilds/" + guildId + "/roles", "{\"name\":\"Mate\"}");
    assertThat(created.status()).isEqualTo(403);
    assertThat(send().status()).isEqualTo(200);
  }
}

package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.VoiceState;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Members, roles and bans, and who ranks above whom.
class MemberRoutesTest {
  private Harbour harbour;
  private String guild;
  private String mate;
  private String captain;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    guild = "/guilds/" + harbour.guild.id();
    mate = guild + "/members/" + harbour.mate.id();
    captain = guild + "/members/" + harbour.captain.id();
    harbour.events.clear();
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  /// Makes the mate an officer, which ranks above `pilot`.
  private void promote() {
    harbour.inWorld(() -> harbour.mateMember.addRole(harbour.officers.id()));
  }

  @Test
  void list_withoutLimit_givesOneAndPagesById() {
    JsonNode first = harbour.call("GET", guild + "/members").body();
    assertThat(first).hasSize(1);
    assertThat(first.path(0).path("user").path("username").asText()).isEqualTo("captain");
    JsonNode next =
        harbour.call("GET", guild + "/members?limit=1000&after=" + harbour.captain.id()).body();
    assertThat(next).hasSize(3);
    assertThat(next.path(0).path("user").path("username").asText()).isEqualTo("mate");
  }

  @Test
  void list_withoutTheMembersIntent_is50001() {
    Reply reply = harbour.call(harbour.plain, "GET", guild + "/members");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo(50001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "after=x"})
  void list_withABadQuery_is50035(String query) {
    assertThat(harbour.call("GET", guild + "/members?" + query).code()).isEqualTo(50035);
  }

  @Test
  void search_byTheStartOfANameOrNick_finds() {
    harbour.inWorld(() -> harbour.mateMember.nick("Bosun"));
    assertThat(harbour.call("GET", guild + "/members/search?limit=5&query=bos").body()).hasSize(1);
    assertThat(harbour.call("GET", guild + "/members/search?limit=5&query=The%20C").body())
        .hasSize(1);
    assertThat(harbour.call("GET", guild + "/members/search?limit=5&query=zz").body()).isEmpty();
    assertThat(harbour.call("GET", guild + "/members/search").errorAt("query"))
        .isEqualTo("BASE_TYPE_REQUIRED");
  }

  @Test
  void get_ofAMember_isFoundUnknownOrNobody() {
    assertThat(harbour.call("GET", mate).body().path("user").path("username").asText())
        .isEqualTo("mate");
    assertThat(harbour.call("GET", guild + "/members/" + harbour.ashore.id()).code())
        .isEqualTo(10007);
    assertThat(harbour.call("GET", guild + "/members/5").code()).isEqualTo(10013);
  }

  @Test
  void nick_ofAnother_needsThePermissionAndAHigherRole() {
    assertThat(harbour.call(harbour.plain, "PATCH", mate, "{\"nick\":\"x\"}").code())
        .isEqualTo(50013);
    Reply reply = harbour.call("PATCH", mate, "{\"nick\":\"Bosun\"}");
    assertThat(reply.body().path("nick").asText()).isEqualTo("Bosun");
    assertThat(harbour.events).containsExactly("GUILD_MEMBER_UPDATE");
    promote();
    assertThat(harbour.call("PATCH", mate, "{\"nick\":\"x\"}").code()).isEqualTo(50013);
    assertThat(harbour.call("PATCH", captain, "{\"nick\":\"x\"}").code()).isEqualTo(50013);
  }

  @Test
  void nick_ofItself_needsChangeNickname() {
    Reply reply = harbour.call("PATCH", guild + "/members/@me", "{\"nick\":\"Pilot!\"}");
    assertThat(reply.body().path("nick").asText()).isEqualTo("Pilot!");
    assertThat(
            harbour.call(harbour.plain, "PATCH", guild + "/members/@me", "{\"nick\":\"x\"}").code())
        .isEqualTo(50013);
    assertThat(
            harbour
                .call("PATCH", guild + "/members/@me", "{\"nick\":\"" + "x".repeat(33) + "\"}")
                .errorAt("nick"))
        .isEqualTo("BASE_TYPE_MAX_LENGTH");
  }

  @Test
  void roles_ofAMember_areGivenAndTakenBelowTheBotsOwn() {
    String crew = mate + "/roles/" + harbour.crew.id();
    assertThat(harbour.call("PUT", crew).status()).isEqualTo(204);
    assertThat(harbour.mateMember.hasRole(harbour.crew.id())).isTrue();
    assertThat(harbour.call("PUT", crew).status()).isEqualTo(204);
    assertThat(harbour.events).containsExactly("GUILD_MEMBER_UPDATE");
    assertThat(harbour.call("DELETE", crew).status()).isEqualTo(204);
    assertThat(harbour.mateMember.hasRole(harbour.crew.id())).isFalse();
    assertThat(harbour.call("PUT", mate + "/roles/" + harbour.officers.id()).code())
        .isEqualTo(50013);
    assertThat(harbour.call("PUT", mate + "/roles/5").code()).isEqualTo(10011);
    assertThat(harbour.call("PUT", mate + "/roles/" + harbour.guild.id()).code()).isEqualTo(50028);
    assertThat(harbour.call(harbour.plain, "PUT", crew).code()).isEqualTo(50013);
  }

  @Test
  void roles_asAList_replaceThem() {
    Reply reply = harbour.call("PATCH", mate, "{\"roles\":[\"" + harbour.crew.id() + "\"]}");
    assertThat(reply.body().path("roles").path(0).asLong()).isEqualTo(harbour.crew.id());
    assertThat(harbour.call("PATCH", mate, "{\"roles\":[]}").body().path("roles")).isEmpty();
    promote();
    assertThat(harbour.call("PATCH", mate, "{\"roles\":[]}").code()).isEqualTo(50013);
    assertThat(harbour.mateMember.hasRole(harbour.officers.id())).isTrue();
  }

  private String in(Duration time) {
    return "{\"communication_disabled_until\":\"" + harbour.clock.instant().plus(time) + "\"}";
  }

  @Test
  void timeout_upTo28Days_isSetButForNoAdministrator() {
    assertThat(harbour.call("PATCH", mate, in(Duration.ofDays(28))).status()).isEqualTo(200);
    assertThat(harbour.mateMember.timedOutUntil())
        .isEqualTo(harbour.clock.millis() + Duration.ofDays(28).toMillis());
    assertThat(
            harbour
                .call("PATCH", mate, in(Duration.ofDays(29)))
                .errorAt("communication_disabled_until"))
        .isEqualTo("INVALID_COMMUNICATION_DISABLED_TIMESTAMP");
    assertThat(harbour.call("PATCH", captain, in(Duration.ofDays(1))).code()).isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "PATCH", mate, in(Duration.ofDays(1))).code())
        .isEqualTo(50013);
    harbour.inWorld(() -> harbour.mateMember.addRole(harbour.crew.id()));
    harbour.inWorld(() -> harbour.crew.permissions(8));
    assertThat(harbour.call("PATCH", mate, in(Duration.ofDays(1))).code()).isEqualTo(50013);
    assertThat(harbour.call("PATCH", mate, "{\"communication_disabled_until\":null}").status())
        .isEqualTo(200);
    assertThat(harbour.mateMember.timedOutUntil()).isZero();
  }

  @Test
  void voice_ofAMember_isChangedOnlyWhereTheyAreInIt() {
    assertThat(harbour.call("PATCH", mate, "{\"mute\":true}").code()).isEqualTo(40032);
    harbour.inWorld(() -> {
      var state = new VoiceState(harbour.mate.id(), harbour.voice.id(), "s", false, false, false);
      harbour.world.guilds().voice(harbour.guild, harbour.mateMember, state);
      return state;
    });
    assertThat(harbour.call("PATCH", mate, "{\"mute\":true}").body().path("mute").asBoolean())
        .isTrue();
    assertThat(harbour.call("PATCH", mate, "{\"channel_id\":null}").status()).isEqualTo(200);
    assertThat(harbour.events).contains("VOICE_STATE_UPDATE");
    assertThat(harbour.guild.voiceStates().isEmpty()).isTrue();
  }

  @Test
  void kick_ofAMember_needsThePermissionAndAHigherRole() {
    assertThat(harbour.call(harbour.plain, "DELETE", mate).code()).isEqualTo(50013);
    assertThat(harbour.call("DELETE", captain).code()).isEqualTo(50013);
    assertThat(harbour.call("DELETE", mate).status()).isEqualTo(204);
    assertThat(harbour.events).containsExactly("GUILD_MEMBER_REMOVE");
    assertThat(harbour.call("DELETE", mate).code()).isEqualTo(10007);
  }

  @Test
  void ban_ofAUser_deletesWhatTheySaidAndCanBeLifted() {
    harbour.say(harbour.general, harbour.mate, "old");
    harbour.clock.advance(Duration.ofHours(2));
    harbour.say(harbour.general, harbour.mate, "new");
    String ban = guild + "/bans/" + harbour.mate.id();
    harbour.events.clear();
    var request =
        harbour
            .request("PUT", ban, BodyPublishers.ofString("{\"delete_message_seconds\":3600}"))
            .header("Content-Type", "application/json")
            .header("X-Audit-Log-Reason", "mutiny%20%F0%9F%8F%B4")
            .header("Authorization", "Bot " + harbour.pilot.token());
    assertThat(harbour.send(request).status()).isEqualTo(204);
    assertThat(harbour.events)
        .containsExactly("GUILD_BAN_ADD", "GUILD_MEMBER_REMOVE", "MESSAGE_DELETE_BULK");
    assertThat(harbour.general.messages().size()).isEqualTo(1);
    assertThat(harbour.call("GET", ban).body().path("reason").asText()).isEqualTo("mutiny 🏴");
    assertThat(harbour.call("GET", guild + "/bans").body()).hasSize(1);
    assertThat(harbour.call("DELETE", ban).status()).isEqualTo(204);
    assertThat(harbour.call("DELETE", ban).code()).isEqualTo(10026);
    assertThat(harbour.call("GET", ban).code()).isEqualTo(10026);
  }

  @Test
  void ban_withoutPermissionOrAbove_is50013() {
    String path = guild + "/bans/";
    assertThat(harbour.call(harbour.plain, "PUT", path + harbour.mate.id(), "{}").code())
        .isEqualTo(50013);
    assertThat(harbour.call("PUT", path + harbour.captain.id(), "{}").code()).isEqualTo(50013);
    assertThat(harbour.call("PUT", path + "5", "{}").code()).isEqualTo(10013);
    assertThat(
            harbour
                .call("PUT", path + harbour.mate.id(), "{\"delete_message_seconds\":604801}")
                .errorAt("delete_message_seconds"))
        .isEqualTo("NUMBER_TYPE_MAX");
  }

  @Test
  void bulkBan_ofSeveral_saysWhoWasBanned() {
    Reply reply =
        harbour.call(
            "POST",
            guild + "/bulk-ban",
            "{\"user_ids\":[\"%d\",\"%d\",\"5\"]}"
                .formatted(harbour.mate.id(), harbour.captain.id()));
    assertThat(reply.body().path("banned_users")).hasSize(1);
    assertThat(reply.body().path("failed_users")).hasSize(2);
    assertThat(harbour.call("POST", guild + "/bulk-ban", "{\"user_ids\":[\"5\"]}").code())
        .isEqualTo(500000);
  }

  @Test
  void role_created_mayGiveOnlyWhatTheBotHas() {
    Reply reply =
        harbour.call(
            "POST",
            guild + "/roles",
            "{\"name\":\"cook\",\"permissions\":\"1024\",\"colors\":{\"primary_color\":255}}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("color").asInt()).isEqualTo(255);
    assertThat(harbour.events).containsExactly("GUILD_ROLE_CREATE");
    assertThat(harbour.call("POST", guild + "/roles", "{\"permissions\":\"8\"}").code())
        .isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "POST", guild + "/roles", "{}").code()).isEqualTo(50013);
  }

  @Test
  void role_aboveTheBot_isNotToBeTouched() {
    String crew = guild + "/roles/" + harbour.crew.id();
    String officers = guild + "/roles/" + harbour.officers.id();
    assertThat(harbour.call("PATCH", crew, "{\"name\":\"hands\"}").body().path("name").asText())
        .isEqualTo("hands");
    assertThat(harbour.call("PATCH", officers, "{\"name\":\"x\"}").code()).isEqualTo(50013);
    assertThat(harbour.call("DELETE", officers).code()).isEqualTo(50013);
    assertThat(harbour.call("DELETE", crew).status()).isEqualTo(204);
    assertThat(harbour.call("GET", crew).code()).isEqualTo(10011);
    assertThat(harbour.call("DELETE", guild + "/roles/" + harbour.guild.id()).code())
        .isEqualTo(50028);
  }

  @Test
  void roles_moved_areListed() {
    Reply reply =
        harbour.call(
            "PATCH", guild + "/roles", "[{\"id\":\"" + harbour.crew.id() + "\",\"position\":2}]");
    assertThat(reply.body().isArray()).isTrue();
    assertThat(harbour.crew.position()).isEqualTo(2);
    assertThat(
            harbour
                .call(
                    "PATCH",
                    guild + "/roles",
                    "[{\"id\":\"" + harbour.officers.id() + "\",\"position\":2}]")
                .code())
        .isEqualTo(50013);
  }

  @Test
  void roles_counted_leaveOutEveryone() {
    harbour.inWorld(() -> harbour.mateMember.addRole(harbour.crew.id()));
    JsonNode counts = harbour.call("GET", guild + "/roles/member-counts").body();
    assertThat(counts.path(Long.toString(harbour.crew.id())).asInt()).isEqualTo(1);
    assertThat(counts.has(Long.toString(harbour.guild.id()))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"5, 10011", "x, 50035"})
  void role_unknown_isRefused(String id, int code) {
    assertThat(harbour.call("GET", guild + "/roles/" + id).code()).isEqualTo(code);
  }
}

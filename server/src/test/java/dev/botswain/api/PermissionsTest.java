package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import dev.botswain.testing.Botswain.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Why someone can do something in a place, or not.
class PermissionsTest extends PermissionsFixture {
  @Test
  void owner_mayEverything_becauseOfThat() {
    JsonNode explained = explained(null, inHarbour(Guild::ownerId));

    assertThat(explained.path("user").path("owner").asBoolean()).isTrue();
    assertThat(explained.path("permissions"))
        .allMatch(row -> row.path("granted").asBoolean())
        .allMatch(row -> row.path("decidedBy").path("kind").asText().equals("owner"));
    assertThat(explained.path("bits").asText()).isEqualTo(Long.toString(Permissions.ALL));
  }

  @Test
  void administrator_isAboveOverwrites_andTheRoleIsNamed() {
    String role =
        botswain
            .simPost(
                "/sim/guilds/" + guild + "/roles", Map.of("name", "Admirals", "permissions", "8"))
            .body()
            .path("id")
            .asText();
    String user =
        Long.toString(
            botswain.inWorld(world -> {
              Guild harbour = harbour(world);
              Member member = plain(harbour);
              world
                  .members()
                  .update(harbour, member, changed -> changed.addRole(Long.parseLong(role)));
              return member.id();
            }));
    String hidden = inHarbour(harbour -> channel(harbour, "general").id());

    JsonNode explained = explained(hidden, user);

    assertThat(grants(explained, Permission.MANAGE_CHANNELS)).isTrue();
    JsonNode by = of(explained, Permission.MANAGE_CHANNELS).path("decidedBy");
    assertThat(by.path("kind").asText()).isEqualTo("administrator");
    assertThat(by.path("id").asText()).isEqualTo(role);
    assertThat(by.path("name").asText()).isEqualTo("Admirals");
  }

  @Test
  void overwrites_ofEveryoneRolesAndMember_decideInThisOrder() {
    String user = plainId();
    String general =
        overwrite(harbour ->
            List.of(
                PermissionOverwrite.role(
                    harbour.id(), 0, Permissions.SEND_MESSAGES | Permissions.ADD_REACTIONS),
                PermissionOverwrite.member(
                    plain(harbour).id(), Permissions.SEND_MESSAGES, Permissions.ATTACH_FILES)));

    JsonNode explained = explained(general, user);

    assertThat(decider(explained, Permission.SEND_MESSAGES)).isEqualTo("member_overwrite");
    assertThat(grants(explained, Permission.SEND_MESSAGES)).isTrue();
    assertThat(decider(explained, Permission.ADD_REACTIONS)).isEqualTo("everyone_overwrite");
    assertThat(grants(explained, Permission.ADD_REACTIONS)).isFalse();
    assertThat(grants(explained, Permission.ATTACH_FILES)).isFalse();
    assertThat(decider(explained, Permission.VIEW_CHANNEL)).isEqualTo("everyone");
    assertThat(of(explained, Permission.CONNECT).path("appliesTo").asText())
        .isEqualTo("other_channels");
    assertThat(of(explained, Permission.BAN_MEMBERS).path("appliesTo").asText()).isEqualTo("guild");
  }

  @Test
  void withoutSending_whatNeedsItIsLostToo() {
    String general =
        overwrite(harbour ->
            List.of(PermissionOverwrite.role(harbour.id(), 0, Permissions.SEND_MESSAGES)));

    JsonNode explained = explained(general, plainId());

    assertThat(grants(explained, Permission.ATTACH_FILES)).isFalse();
    assertThat(decider(explained, Permission.ATTACH_FILES)).isEqualTo("no_send_messages");
    assertThat(grants(explained, Permission.READ_MESSAGE_HISTORY)).isTrue();
  }

  @Test
  void withoutViewing_nothingIsLeft() {
    String general =
        overwrite(harbour ->
            List.of(PermissionOverwrite.role(harbour.id(), 0, Permissions.VIEW_CHANNEL)));

    JsonNode explained = explained(general, plainId());

    assertThat(decider(explained, Permission.VIEW_CHANNEL)).isEqualTo("everyone_overwrite");
    assertThat(decider(explained, Permission.READ_MESSAGE_HISTORY)).isEqualTo("no_view_channel");
    assertThat(grants(explained, Permission.READ_MESSAGE_HISTORY)).isFalse();
  }

  @Test
  void timeOut_leavesReading_andSaysWhen() {
    String user =
        Long.toString(
            botswain.inWorld(world -> {
              Guild harbour = harbour(world);
              long until = world.now() + 60_000;
              Member member = plain(harbour);
              world.members().update(harbour, member, changed -> changed.timedOutUntil(until));
              return member.id();
            }));
    String general = inHarbour(harbour -> channel(harbour, "general").id());

    JsonNode explained = explained(general, user);

    assertThat(grants(explained, Permission.READ_MESSAGE_HISTORY)).isTrue();
    assertThat(grants(explained, Permission.SEND_MESSAGES)).isFalse();
    assertThat(decider(explained, Permission.SEND_MESSAGES)).isEqualTo("timed_out");
    assertThat(explained.path("user").path("timedOutUntil").asText()).endsWith("Z");
  }

  @Test
  void dryRun_ofABotThatIsTimedOut_saysSo() {
    String bot = botswain.simBot(TOKEN);
    botswain.inWorld(world -> {
      Guild harbour = harbour(world);
      Member self = harbour.members().get(Long.parseLong(bot));
      long until = world.now() + 60_000;
      world.members().update(harbour, self, changed -> changed.timedOutUntil(until));
      return 0;
    });
    eventually(() ->
        assertThat(explained(null, null).path("user").path("timedOutUntil").isNull()).isFalse());
    String general = inHarbour(harbour -> channel(harbour, "general").id());

    JsonNode checked =
        botswain
            .post(
                "/api/channels/" + general + "/messages?dryRun=true",
                session,
                Map.of("content", "Ahoy"))
            .body();

    assertThat(checked.path("wouldSucceed").asBoolean()).isFalse();
    assertThat(checked.path("reasons").toString()).contains("timed out");
    assertThat(checked.path("missingPermissions")).isEmpty();
  }

  @Test
  void target_isModeratedByHigherRolesOnly() {
    String owner = inHarbour(Guild::ownerId);
    String ask = "/api/permissions?guildId=" + guild;

    JsonNode low = botswain.get(ask + "&targetId=" + plainId(), session).body().path("target");
    assertThat(low.path("outranked").asBoolean()).isTrue();
    assertThat(low.path("actions").findValuesAsText("action"))
        .containsExactly("nick", "roles", "timeout", "kick", "ban");
    JsonNode high = botswain.get(ask + "&targetId=" + owner, session).body().path("target");
    assertThat(high.path("outranked").asBoolean()).isFalse();
    assertThat(high.path("actions").path(4).path("allowed").asBoolean()).isFalse();
    JsonNode weak =
        botswain
            .get(ask + "&userId=" + plainId() + "&targetId=" + plainId(), session)
            .body()
            .path("target");
    assertThat(weak.path("actions").path(3).path("reason").asText())
        .isEqualTo("the permission KICK_MEMBERS is missing");
  }

  @Test
  void guildThatDemandsTwoFactor_isACondition() {
    botswain.inWorld(world -> {
      Guild harbour = harbour(world);
      world.guilds().update(harbour, changed -> changed.demandsTwoFactor(true));
      return 0;
    });

    eventually(() -> {
      JsonNode explained = explained(null, null);
      assertThat(explained.path("guild").path("twoFactorRequired").asBoolean()).isTrue();
      assertThat(explained.path("conditions").toString()).contains("two-factor");
      assertThat(of(explained, Permission.BAN_MEMBERS).path("needsTwoFactor").asBoolean()).isTrue();
    });
  }

  @Test
  void placeOrMember_thatDoesNotExist_is404() {
    Answer channel = botswain.get("/api/permissions?channelId=5", session);
    assertThat(channel.status()).isEqualTo(404);
    assertThat(channel.body().path("code").asText()).isEqualTo("unknown_channel");
    Answer user = botswain.get("/api/permissions?userId=5", session);
    assertThat(user.status()).isEqualTo(404);
    assertThat(botswain.get("/api/permissions?userId=me", session).status()).isEqualTo(400);
  }

  @Test
  void sessionOfOneChannel_asksAboutThatChannelOnly() {
    String general = inHarbour(harbour -> channel(harbour, "general").id());
    String other =
        inHarbour(harbour ->
            harbour.channels().stream()
                .filter(one -> one.id() != Long.parseLong(general))
                .findFirst()
                .orElseThrow()
                .id());
    String narrow =
        botswain
            .post(
                "/api/sessions",
                session,
                Map.of("name", "a", "scopes", List.of("read"), "channelIds", List.of(general)))
            .body()
            .path("sessionId")
            .asText();

    assertThat(botswain.get("/api/permissions?channelId=" + general, narrow).status())
        .isEqualTo(200);
    assertThat(botswain.get("/api/permissions?channelId=" + other, narrow).status()).isEqualTo(403);
    assertThat(botswain.get("/api/permissions?guildId=" + guild, narrow).status()).isEqualTo(403);
    String events =
        botswain
            .post("/api/sessions", session, Map.of("name", "b", "scopes", List.of("events")))
            .body()
            .path("sessionId")
            .asText();
    assertThat(botswain.get("/api/permissions", events).status()).isEqualTo(403);
  }
}

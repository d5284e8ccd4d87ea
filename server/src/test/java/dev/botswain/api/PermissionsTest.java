package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.World;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Why someone can do something in a place, or not.
class PermissionsTest {
  private static final long OF_GUILD =
      Arrays.stream(Permission.values())
          .filter(Permission::isOfGuild)
          .mapToLong(Permission::bit)
          .sum();

  private Botswain botswain;
  private String session;
  private String guild;

  @BeforeEach
  void start() {
    botswain = Botswain.start(SimOptions.DEFAULT.withLimits(false), Map.of());
    guild = inHarbour(Guild::id);
    session =
        botswain
            .post("/api/auth/login", null, Map.of("token", TOKEN, "guildId", guild))
            .body()
            .path("sessionId")
            .asText();
  }

  @AfterEach
  void close() {
    botswain.close();
  }

  private static Guild harbour(World world) {
    return world.guilds().all().stream()
        .filter(one -> one.name().equals("The Harbour"))
        .findFirst()
        .orElseThrow();
  }

  private String inHarbour(Function<Guild, Long> look) {
    return Long.toString(botswain.inWorld(world -> look.apply(harbour(world))));
  }

  private static Channel channel(Guild guild, String name) {
    return guild.channels().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Member plain(Guild guild) {
    return guild.members().stream()
        .filter(member -> !member.user().bot() && member.id() != guild.ownerId())
        .filter(member -> member.roleIds().length == 0)
        .findFirst()
        .orElseThrow();
  }

  private JsonNode explained(@Nullable String channel, @Nullable String user) {
    Answer answer =
        botswain.get(
            "/api/permissions?guildId="
                + guild
                + (channel == null ? "" : "&channelId=" + channel)
                + (user == null ? "" : "&userId=" + user),
            session);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode of(JsonNode explained, Permission permission) {
    for (JsonNode row : explained.path("permissions")) {
      if (row.path("name").asText().equals(permission.name())) {
        return row;
      }
    }
    throw new AssertionError(permission);
  }

  private static String decider(JsonNode explained, Permission permission) {
    return of(explained, permission).path("decidedBy").path("kind").asText("nothing");
  }

  private static boolean grants(JsonNode explained, Permission permission) {
    return of(explained, permission).path("granted").asBoolean();
  }

  /// Changes a channel so that the bot is told of it.
  private String overwrite(Function<Guild, List<PermissionOverwrite>> overwrites) {
    String id =
        Long.toString(
            botswain.inWorld(world -> {
              Guild harbour = harbour(world);
              Channel general = channel(harbour, "general");
              var made = overwrites.apply(harbour);
              world.channels().update(harbour, general, changed -> changed.overwrites(made));
              return general.id();
            }));
    String wanted = botswain.inWorld(world -> channelText(harbour(world)));
    eventually(() -> {
      var seen = new ArrayList<String>();
      for (JsonNode layer : explained(id, plainId()).path("layers")) {
        if (layer.path("kind").asText().equals("member_overwrite")
            || layer.path("kind").asText().equals("everyone_overwrite")) {
          seen.add(layer.path("deny").toString() + layer.path("allow"));
        }
      }
      assertThat(seen.toString()).isEqualTo(wanted);
    });
    return id;
  }

  /// The overwrites of @everyone and of the plain member, as an answer shows them.
  private static String channelText(Guild harbour) {
    var texts = new ArrayList<String>();
    for (PermissionOverwrite each : channel(harbour, "general").overwrites()) {
      if (each.id() == harbour.id() || each.id() == plain(harbour).id()) {
        texts.add(names(each.deny()) + names(each.allow()));
      }
    }
    return texts.toString();
  }

  private static String names(long bits) {
    return Permission.names(bits).stream()
        .map(name -> '"' + name + '"')
        .toList()
        .toString()
        .replace(", ", ",");
  }

  private String plainId() {
    return inHarbour(harbour -> plain(harbour).id());
  }

  /// The sim has its own implementation, written from the same page.
  @Test
  void permissions_ofManyMembersInAllChannels_areThoseThatDiscordGrants() {
    record Case(long user, long channel, long bits) {}
    List<Case> cases =
        botswain.inWorld(world -> {
          Guild harbour = harbour(world);
          var random = new Random(7);
          var all = new ArrayList<Case>();
          var people = new ArrayList<>(harbour.members().stream().toList());
          Collections.shuffle(people, random);
          people = new ArrayList<>(people.subList(0, 12));
          people.add(harbour.members().get(harbour.ownerId()));
          people.add(harbour.members().get(world.bots().byToken(TOKEN).id()));
          var places = new ArrayList<Channel>();
          harbour.channels().stream().forEach(places::add);
          harbour.threads().stream()
              .filter(thread -> thread.thread() != null && !thread.thread().archived())
              .forEach(places::add);
          for (Channel place : places) {
            Member member = people.get(random.nextInt(people.size()));
            if (place.type() != ChannelType.PRIVATE_THREAD) {
              for (Member each : List.of(member, people.getLast(), people.getFirst())) {
                all.add(
                    new Case(
                        each.id(),
                        place.id(),
                        Permissions.inChannel(place, each, world.now()) & ~OF_GUILD));
              }
            }
          }
          return all;
        });

    assertThat(cases).hasSizeGreaterThan(60);
    var wrong = new HashMap<Case, List<String>>();
    for (Case each : cases) {
      JsonNode explained = explained(Long.toString(each.channel()), Long.toString(each.user()));
      long bits = Long.parseLong(explained.path("bits").asText());
      if ((bits & ~OF_GUILD) != each.bits()) {
        wrong.put(each, Permission.names((bits & ~OF_GUILD) ^ each.bits()));
      }
      for (JsonNode row : explained.path("permissions")) {
        assertThat(Permission.valueOf(row.path("name").asText()).in(bits))
            .isEqualTo(row.path("granted").asBoolean());
      }
    }
    assertThat(wrong).isEmpty();
  }

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

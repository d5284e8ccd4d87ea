package dev.botswain.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DispatchTest {
  private static final int ALL = Intents.ALL;

  private static Sim sim;

  @BeforeAll
  static void start() {
    sim = Sim.start(SimOptions.DEFAULT.withLimits(false));
  }

  @AfterAll
  static void stop() {
    sim.close();
  }

  private static void act(Consumer<Harbour> action) {
    Harbour.act(sim, action);
  }

  @Test
  void memberUpdate_ofTheBotItself_needsNoIntent() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, 0)) {
      act(h -> {
        var self = Objects.requireNonNull(h.guild().members().get(h.gull().id()));
        h.world().members().update(h.guild(), self, member -> member.nick("Gull"));
      });

      assertThat(client.await("GUILD_MEMBER_UPDATE").path("d").path("nick").asText())
          .isEqualTo("Gull");
    }
  }

  @Test
  void banAdd_withoutPermission_isNotSeen() throws Exception {
    try (var pilot = TestClient.login(sim, DemoWorld.TOKEN, Intents.GUILD_MODERATION);
        var gull = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, Intents.GUILD_MODERATION)) {
      act(h -> h.world().members().ban(h.guild(), h.user(90), null));

      assertThat(pilot.drainTypes()).containsExactly("GUILD_BAN_ADD");
      assertThat(gull.drainTypes()).isEmpty();
    }
  }

  @Test
  void auditLogEntry_withoutPermission_isNotSeen() throws Exception {
    try (var pilot = TestClient.login(sim, DemoWorld.TOKEN, Intents.GUILD_MODERATION);
        var deaf = TestClient.login(sim, DemoWorld.TOKEN, Intents.GUILDS);
        var gull = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, Intents.GUILD_MODERATION)) {
      act(h ->
          h.world()
              .auditLogs()
              .add(
                  h.guild(),
                  AuditAction.MEMBER_KICK,
                  h.user(0),
                  h.user(91).id(),
                  null,
                  Map.of(),
                  "too loud"));

      var entry = pilot.await("GUILD_AUDIT_LOG_ENTRY_CREATE").path("d");
      assertThat(entry.path("reason").asText()).isEqualTo("too loud");
      assertThat(entry.path("guild_id").isTextual()).isTrue();
      assertThat(deaf.drainTypes()).isEmpty();
      assertThat(gull.drainTypes()).isEmpty();
    }
  }

  @Test
  void messageCreate_inHiddenChannel_isNotSeen() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, ALL)) {
      act(h -> h.world().messages().send(h.channel("captains-table"), h.user(1), "secret"));

      assertThat(client.drainTypes()).doesNotContain("MESSAGE_CREATE");
    }
  }

  @Test
  void messageCreate_ofAnEphemeralAnswer_comesToTheBotAloneAsIfDirect() throws Exception {
    try (var pilot = TestClient.login(sim, DemoWorld.TOKEN, Intents.DIRECT_MESSAGES);
        var gull = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, TestClient.UNPRIVILEGED)) {
      act(h -> {
        var bot = h.world().bots().byToken(DemoWorld.TOKEN);
        var act =
            new Interaction.Act(
                Interaction.COMMAND, h.user(3), h.channel("bot-commands"), "a", "{}", null, null);
        var used = h.world().interactions().create(Objects.requireNonNull(bot), act);
        h.world()
            .interactions()
            .reply(
                used,
                4,
                AllowedMentions.NONE,
                made -> made.content("psst").flags(Message.EPHEMERAL));
      });

      var asked = pilot.await("INTERACTION_CREATE").path("d");
      assertThat(asked.path("member").path("permissions").isTextual()).isTrue();
      var said = pilot.await("MESSAGE_CREATE").path("d");
      assertThat(said.path("content").asText()).isEqualTo("psst");
      assertThat(said.has("guild_id")).isFalse();
      assertThat(said.has("member")).isFalse();
      assertThat(gull.drainTypes()).isEmpty();
    }
  }

  @Test
  void messageCreate_hasGuildMemberAndChannelType() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, ALL)) {
      act(h -> h.world().messages().send(h.channel("weather"), h.user(7), "rain"));

      var d = client.await("MESSAGE_CREATE").path("d");
      assertThat(d.path("content").asText()).isEqualTo("rain");
      assertThat(d.path("guild_id").isTextual()).isTrue();
      assertThat(d.path("channel_type").asInt(-1)).isZero();
      assertThat(d.path("member").has("joined_at")).isTrue();
      assertThat(d.path("member").has("user")).isFalse();
    }
  }

  @Test
  void messageContent_withoutIntent_isEmptyButInExceptions() throws Exception {
    int intents = TestClient.UNPRIVILEGED;
    try (var client = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, intents)) {
      act(h -> {
        var bots = h.channel("bot-commands");
        var messages = h.world().messages();
        messages.send(
            bots,
            h.user(3),
            AllowedMentions.ALL,
            m ->
                m.content("for all")
                    .embeds("[{\"title\":\"t\"}]")
                    .attachments("[{\"id\":\"1\"}]")
                    .components("[{\"type\":1}]")
                    .poll("{\"question\":{}}"));
        messages.send(bots, h.user(3), "hey <@" + h.gull().id() + ">");
        messages.send(bots, h.gull().user(), "mine");
        messages.send(h.world().channels().direct(h.gull(), h.user(3)), h.user(3), "private");
      });

      var stripped = client.await("MESSAGE_CREATE").path("d");
      assertThat(stripped.path("content").asText("-")).isEmpty();
      for (var field : List.of("embeds", "attachments", "components")) {
        assertThat(stripped.path(field).isArray()).as(field).isTrue();
        assertThat(stripped.path(field)).as(field).isEmpty();
      }
      assertThat(stripped.has("poll")).isFalse();
      assertThat(content(client.next())).startsWith("hey");
      assertThat(content(client.next())).isEqualTo("mine");
      var direct = client.next();
      assertThat(content(direct)).isEqualTo("private");
      assertThat(direct.path("d").has("guild_id")).isFalse();
    }
  }

  private static String content(JsonNode payload) {
    return payload.path("d").path("content").asText();
  }

  @Test
  void messageContent_sameEvent_differsByIntent() throws Exception {
    try (var pilot = TestClient.login(sim, DemoWorld.TOKEN, ALL);
        var gull = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, TestClient.UNPRIVILEGED)) {
      act(h -> h.world().messages().send(h.channel("bot-commands"), h.user(3), "who reads this?"));

      assertThat(content(gull.await("MESSAGE_CREATE"))).isEmpty();
      assertThat(content(last(pilot.drain()))).isEqualTo("who reads this?");
    }
  }

  private static JsonNode last(List<JsonNode> payloads) {
    return payloads.getLast();
  }

  @Test
  void guildCreate_withPresences_showsThoseWhoAreNoticed() throws Exception {
    var d = guildCreate(ALL, 50);

    assertThat(d.path("large").asBoolean()).isTrue();
    assertThat(d.path("member_count").asInt()).isGreaterThan(1_000);
    assertThat(d.path("members").size()).isBetween(100, 1_150);
    assertThat(d.path("presences").size()).isBetween(100, 1_000);
    assertThat(d.path("channels").size()).isGreaterThan(20);
    assertThat(d.path("roles").size()).isGreaterThan(8);
  }

  @Test
  void guildCreate_withoutPresences_showsBotAndVoice() throws Exception {
    var d = guildCreate(ALL & ~Intents.GUILD_PRESENCES, 50);

    assertThat(d.path("members").size()).isEqualTo(1 + d.path("voice_states").size());
    assertThat(StreamSupport.stream(d.path("members").spliterator(), false))
        .anyMatch(member -> member.path("user").path("username").asText().equals("Harbour Pilot"));
    assertThat(d.path("presences")).isEmpty();
  }

  @Test
  void guildCreate_belowThreshold_showsAllMembers() throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.identify(DemoWorld.TOKEN_THREE_GUILDS, ALL, ",'large_threshold':100");
      client.await("READY");

      var small = client.await("GUILD_CREATE").path("d");
      var large = client.await("GUILD_CREATE").path("d");

      assertThat(small.path("members")).hasSize(25);
      assertThat(small.path("large").asBoolean()).isFalse();
      assertThat(large.path("member_count").asInt()).isEqualTo(311);
      assertThat(large.path("members").size()).isLessThan(311);
      assertThat(large.path("large").asBoolean()).isTrue();
    }
  }

  private static JsonNode guildCreate(int intents, int threshold) throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.identify(DemoWorld.TOKEN, intents, ",'large_threshold':" + threshold);
      client.await("READY");
      return client.await("GUILD_CREATE").path("d");
    }
  }

  @Test
  void join_newGuild_isTold() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN_THREE_GUILDS, Intents.GUILDS)) {
      act(h -> {
        var fleet = h.world().bots().byToken(DemoWorld.TOKEN_THREE_GUILDS);
        var guild = h.world().guilds().create(h.world().newId(), "New", h.user(3), 0);
        h.world().bots().join(Objects.requireNonNull(fleet), guild, 0);
        h.world().bots().leave(fleet, guild);
      });

      assertThat(client.await("GUILD_CREATE").path("d").path("name").asText()).isEqualTo("New");
      assertThat(client.await("GUILD_DELETE").path("d").has("unavailable")).isFalse();
    }
  }

  @Test
  void leave_takesTheBotsOwnRoleAlong() throws Exception {
    act(h -> {
      var visitor = h.world().bots().create(h.world().newId(), "visitor", "visitor-token", 0);
      int before = h.guild().roles().size();
      h.world().bots().join(visitor, h.guild(), Permissions.KICK_MEMBERS);
      assertThat(h.guild().roles().size()).isEqualTo(before + 1);
      h.world().bots().leave(visitor, h.guild());
      assertThat(h.guild().roles().size()).isEqualTo(before);
      assertThat(h.guild().bots()).doesNotContain(visitor);
    });
  }

  @Test
  void channelUpdate_thatOpensAChannel_syncsItsThreads() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, Intents.GUILDS)) {
      act(h -> {
        var channel =
            h.world()
                .channels()
                .create(
                    h.guild(),
                    ChannelType.GUILD_TEXT,
                    "closed",
                    c ->
                        c.overwrites(
                            List.of(
                                PermissionOverwrite.role(
                                    h.guild().id(), 0, Permissions.VIEW_CHANNEL))));
        h.world()
            .threads()
            .create(
                h.guild(),
                channel,
                h.world().newId(),
                ChannelType.PUBLIC_THREAD,
                "inside",
                h.user(3),
                c -> {});
        h.world().channels().update(h.guild(), channel, c -> c.overwrites(List.of()));
      });

      client.await("CHANNEL_CREATE");
      client.await("CHANNEL_UPDATE");
      var threads = client.await("THREAD_LIST_SYNC").path("d").path("threads");
      assertThat(threads).hasSize(1);
      assertThat(threads.path(0).path("name").asText()).isEqualTo("inside");
    }
  }

  @Test
  void presence_ofTheBot_followsItsSessions() throws Exception {
    try (var watcher = TestClient.login(sim, DemoWorld.TOKEN, Intents.GUILD_PRESENCES)) {
      act(h -> {
        var parrot = h.world().bots().create(h.world().newId(), "parrot", "parrot-token", 0);
        h.world().bots().join(parrot, h.guild(), 0);
      });
      var parrot = TestClient.login(sim, "parrot-token", 0);
      parrot.send(
          3, "{'since':null,'activities':[{'name':'chess','type':0}],'status':'dnd','afk':false}");
      parrot.drain();
      parrot.closeWith(1000);

      assertThat(watcher.await("PRESENCE_UPDATE").path("d").path("status").asText())
          .isEqualTo("online");
      var busy = watcher.await("PRESENCE_UPDATE").path("d");
      assertThat(busy.path("status").asText()).isEqualTo("dnd");
      assertThat(busy.path("activities").path(0).path("name").asText()).isEqualTo("chess");
      assertThat(watcher.await("PRESENCE_UPDATE").path("d").path("status").asText())
          .isEqualTo("offline");
    }
  }

  @Test
  void voice_joinAndLeave_isAnswered() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, Intents.GUILD_VOICE_STATES)) {
      var ids =
          sim.call(() -> {
            var h = Harbour.of(sim.world());
            return new long[] {h.guild().id(), h.channel("Galley").id()};
          });
      client.send(
          4, "{'guild_id':'%d','channel_id':'%d','self_mute':true}".formatted(ids[0], ids[1]));
      client.send(4, "{'guild_id':'%d','channel_id':null}".formatted(ids[0]));

      var joined = client.await("VOICE_STATE_UPDATE").path("d");
      assertThat(joined.path("channel_id").asLong()).isEqualTo(ids[1]);
      assertThat(joined.path("self_mute").asBoolean()).isTrue();
      assertThat(client.await("VOICE_SERVER_UPDATE").path("d").path("endpoint").isNull()).isTrue();
      assertThat(client.await("VOICE_STATE_UPDATE").path("d").path("channel_id").isNull()).isTrue();
    }
  }
}

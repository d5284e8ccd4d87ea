package dev.botswain.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Emoji;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Presence;
import dev.botswain.sim.world.VoiceState;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every change in the world is sent with the documented intent, and with no other.
class IntentsTest {
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

  private record Case(String type, int intent, Consumer<Harbour> action) {
    @Override
    public String toString() {
      return type;
    }
  }

  static List<Case> everyChange() {
    return List.of(
        new Case(
            "MESSAGE_CREATE",
            Intents.GUILD_MESSAGES,
            h -> h.world().messages().send(h.channel("general"), h.user(3), "ahoy")),
        new Case(
            "MESSAGE_UPDATE",
            Intents.GUILD_MESSAGES,
            h ->
                h.world()
                    .messages()
                    .edit(
                        h.channel("general").messages().at(5),
                        AllowedMentions.ALL,
                        message -> message.content("edited"))),
        new Case(
            "MESSAGE_DELETE",
            Intents.GUILD_MESSAGES,
            h -> h.world().messages().delete(h.channel("general").messages().at(6))),
        new Case(
            "MESSAGE_DELETE_BULK",
            Intents.GUILD_MESSAGES,
            h ->
                h.world()
                    .messages()
                    .deleteBulk(h.channel("general"), h.channel("general").messages().after(0, 3))),
        new Case(
            "MESSAGE_REACTION_ADD",
            Intents.GUILD_MESSAGE_REACTIONS,
            h ->
                h.world()
                    .reactions()
                    .add(h.channel("weather").messages().at(1), h.user(3), Emoji.unicode("🦭"))),
        new Case(
            "MESSAGE_REACTION_REMOVE",
            Intents.GUILD_MESSAGE_REACTIONS,
            h ->
                h.world()
                    .reactions()
                    .remove(h.channel("weather").messages().at(1), h.user(3), Emoji.unicode("🦭"))),
        new Case(
            "MESSAGE_REACTION_REMOVE_ALL",
            Intents.GUILD_MESSAGE_REACTIONS,
            h -> h.world().reactions().clear(h.channel("weather").messages().at(1))),
        new Case(
            "TYPING_START",
            Intents.GUILD_MESSAGE_TYPING,
            h -> h.world().channels().typing(h.channel("general"), h.user(4))),
        new Case(
            "CHANNEL_PINS_UPDATE",
            Intents.GUILDS,
            h -> h.world().messages().unpin(pinned(h.channel("general")))),
        new Case(
            "CHANNEL_CREATE",
            Intents.GUILDS,
            h -> h.world().channels().create(h.guild(), ChannelType.GUILD_TEXT, "new", c -> {})),
        new Case(
            "CHANNEL_UPDATE",
            Intents.GUILDS,
            h -> h.world().channels().update(h.guild(), h.channel("weather"), c -> c.topic("wet"))),
        new Case(
            "CHANNEL_DELETE",
            Intents.GUILDS,
            h -> h.world().channels().delete(h.guild(), h.channel("tools"))),
        new Case(
            "THREAD_CREATE",
            Intents.GUILDS,
            h ->
                h.world()
                    .threads()
                    .create(
                        h.guild(),
                        h.channel("weather"),
                        h.world().newId(),
                        ChannelType.PUBLIC_THREAD,
                        "storm",
                        h.user(3),
                        c -> {})),
        new Case(
            "THREAD_UPDATE",
            Intents.GUILDS,
            h -> h.world().threads().update(h.guild(), publicThread(h), c -> c.name("calm"))),
        new Case(
            "THREAD_MEMBERS_UPDATE",
            Intents.GUILD_MEMBERS,
            h -> h.world().threads().join(h.guild(), publicThread(h), h.member(30))),
        new Case(
            "THREAD_DELETE",
            Intents.GUILDS,
            h -> h.world().threads().delete(h.guild(), publicThread(h))),
        new Case(
            "GUILD_UPDATE",
            Intents.GUILDS,
            h -> h.world().guilds().update(h.guild(), g -> g.description("Still friendly."))),
        new Case(
            "GUILD_ROLE_CREATE",
            Intents.GUILDS,
            h -> h.world().roles().create(h.guild(), "Diver", r -> r.color(7))),
        new Case(
            "GUILD_ROLE_UPDATE",
            Intents.GUILDS,
            h -> h.world().roles().update(h.guild(), h.guild().roles().at(2), r -> r.hoist(true))),
        new Case(
            "GUILD_ROLE_DELETE",
            Intents.GUILDS,
            h -> h.world().roles().delete(h.guild(), h.guild().roles().at(2))),
        new Case(
            "GUILD_MEMBER_ADD",
            Intents.GUILD_MEMBERS,
            h ->
                h.world()
                    .members()
                    .add(h.guild(), h.world().users().create(h.world().newId(), "newcomer", null))),
        new Case(
            "GUILD_MEMBER_UPDATE",
            Intents.GUILD_MEMBERS,
            h -> h.world().members().update(h.guild(), h.member(3), m -> m.nick("Skipper"))),
        new Case(
            "GUILD_MEMBER_REMOVE",
            Intents.GUILD_MEMBERS,
            h -> h.world().members().remove(h.guild(), h.user(80))),
        new Case(
            "GUILD_BAN_ADD",
            Intents.GUILD_MODERATION,
            h -> h.world().members().ban(h.guild(), h.user(81), "noise")),
        new Case(
            "GUILD_BAN_REMOVE",
            Intents.GUILD_MODERATION,
            h ->
                h.world()
                    .members()
                    .unban(h.guild(), h.guild().bans().values().iterator().next().user())),
        new Case(
            "PRESENCE_UPDATE",
            Intents.GUILD_PRESENCES,
            h ->
                h.world()
                    .users()
                    .presence(
                        h.user(9),
                        h.user(9).presence().equals(Presence.DND) ? Presence.IDLE : Presence.DND)),
        new Case(
            "VOICE_STATE_UPDATE",
            Intents.GUILD_VOICE_STATES,
            h ->
                h.world()
                    .guilds()
                    .voice(
                        h.guild(),
                        h.member(9),
                        new VoiceState(
                            h.user(9).id(), h.channel("Bridge").id(), "v", false, false, false))),
        new Case(
            "MESSAGE_CREATE",
            Intents.DIRECT_MESSAGES,
            h ->
                h.world()
                    .messages()
                    .send(h.world().channels().direct(h.pilot(), h.user(3)), h.user(3), "psst")));
  }

  private static Message pinned(Channel channel) {
    return channel.messages().stream()
        .filter(message -> message.pinnedAt() != 0)
        .findFirst()
        .orElseThrow();
  }

  private static Channel publicThread(Harbour harbour) {
    return harbour.guild().threads().stream()
        .filter(thread -> thread.type() == ChannelType.PUBLIC_THREAD)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("everyChange")
  void change_comesWithItsIntentAndNotWithAllOthers(Case change) throws Exception {
    try (var with = TestClient.login(sim, DemoWorld.TOKEN, change.intent);
        var without = TestClient.login(sim, DemoWorld.TOKEN, ALL & ~change.intent)) {
      with.drain();

      Harbour.act(sim, change.action);

      assertThat(with.drainTypes()).contains(change.type);
      assertThat(without.drainTypes()).doesNotContain(change.type);
    }
  }
}

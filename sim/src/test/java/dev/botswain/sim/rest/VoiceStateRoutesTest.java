package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.VoiceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoiceStateRoutesTest {
  private Harbour harbour;
  private String states;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    states = "/guilds/" + harbour.guild.id() + "/voice-states/";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private void enter(long userId, ChannelType type) {
    harbour.inWorld(() -> {
      Channel channel = harbour.world.channels().create(harbour.guild, type, "v", made -> {});
      harbour
          .guild
          .voiceStates()
          .add(new VoiceState(userId, channel.id(), "s", false, false, true));
      return null;
    });
    harbour.events.clear();
  }

  @Test
  void state_ofOneNotInVoice_is10065() {
    assertThat(harbour.call("GET", states + "@me").code()).isEqualTo(10065);
    assertThat(harbour.call("GET", states + harbour.mate.id()).code()).isEqualTo(10065);
  }

  @Test
  void state_inAChannelThatTheBotMayNotEnter_isRefused() {
    enter(harbour.mate.id(), ChannelType.GUILD_VOICE);
    harbour.inWorld(() ->
        harbour
            .world
            .roles()
            .update(
                harbour.guild,
                harbour.guild.everyone(),
                role -> role.permissions(role.permissions() & ~Permissions.CONNECT)));

    assertThat(harbour.call("GET", states + harbour.mate.id()).status()).isEqualTo(200);
    assertThat(harbour.call(harbour.plain, "GET", states + harbour.mate.id()).code())
        .isEqualTo(50013);
  }

  @Test
  void status_ofAVoiceChannel_isToldAndNeedsItsPermissions() {
    String path = "/channels/" + harbour.voice.id() + "/voice-status";
    harbour.events.clear();

    assertThat(harbour.call("PUT", path, "{\"status\":\"shanties\"}").status()).isEqualTo(204);
    assertThat(harbour.events).containsExactly("VOICE_CHANNEL_STATUS_UPDATE");
    assertThat(harbour.inWorld(harbour.voice::voiceStatus)).isEqualTo("shanties");
    assertThat(
            harbour
                .call("GET", "/guilds/" + harbour.guild.id() + "/audit-logs?action_type=192")
                .body()
                .at("/audit_log_entries/0/options/status")
                .asText())
        .isEqualTo("shanties");
    harbour.call("PUT", path, "{\"status\":null}");
    assertThat(harbour.inWorld(() -> harbour.voice.voiceStatus() == null)).isTrue();
    assertThat(harbour.call(harbour.plain, "PUT", path, "{\"status\":\"x\"}").code())
        .isEqualTo(50013);
    String general = "/channels/" + harbour.general.id() + "/voice-status";
    assertThat(harbour.call("PUT", general, "{\"status\":\"x\"}").code()).isEqualTo(50024);
  }

  @Test
  void speaker_isInvitedAndSentBack() {
    enter(harbour.mate.id(), ChannelType.GUILD_STAGE_VOICE);
    String mate = states + harbour.mate.id();
    assertThat(harbour.call("PATCH", mate, "{\"suppress\":false}").status()).isEqualTo(204);
    assertThat(harbour.events).containsExactly("VOICE_STATE_UPDATE");
    Reply speaks = harbour.call("GET", mate);
    assertThat(speaks.body().path("suppress").asBoolean(true)).isFalse();
    assertThat(speaks.body().path("request_to_speak_timestamp").isTextual()).isTrue();
    assertThat(harbour.call(harbour.plain, "PATCH", mate, "{\"suppress\":true}").code())
        .isEqualTo(50013);
  }

  @Test
  void self_withoutMuteMembers_mayOnlyStepBack() {
    enter(harbour.plain.id(), ChannelType.GUILD_STAGE_VOICE);
    assertThat(harbour.call(harbour.plain, "PATCH", states + "@me", "{\"suppress\":false}").code())
        .isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "PATCH", states + "@me", "{\"suppress\":true}").status())
        .isEqualTo(204);
  }

  @Test
  void state_outsideAStage_cannotBeChanged() {
    enter(harbour.mate.id(), ChannelType.GUILD_VOICE);
    assertThat(harbour.call("PATCH", states + harbour.mate.id(), "{\"suppress\":false}").code())
        .isEqualTo(50024);
  }

  @Test
  void member_mutedAndMoved_isToldAsAVoiceState() {
    enter(harbour.mate.id(), ChannelType.GUILD_VOICE);
    String member = "/guilds/" + harbour.guild.id() + "/members/" + harbour.mate.id();
    harbour.call("PATCH", member, "{\"mute\":true}");
    assertThat(harbour.events).contains("VOICE_STATE_UPDATE");
    assertThat(harbour.call("GET", states + harbour.mate.id()).body().path("mute").asBoolean())
        .isTrue();
    harbour.call("PATCH", member, "{\"channel_id\":\"" + harbour.voice.id() + "\"}");
    assertThat(harbour.guild.voiceStates().get(harbour.mate.id()).channelId())
        .isEqualTo(harbour.voice.id());
    harbour.call("PATCH", member, "{\"channel_id\":null}");
    assertThat(harbour.guild.voiceStates().contains(harbour.mate.id())).isFalse();
  }
}

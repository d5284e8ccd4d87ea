package dev.botswain.sim.rest;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.VoiceState;
import java.time.Instant;

/// Who is in voice, and who speaks on a stage ([Voice
/// Resource](https://discord.com/developers/docs/resources/voice)).
final class VoiceStateRoutes {
  private static final String ALL = "/guilds/{guild_id}/voice-states/";

  void addTo(Router router) {
    router.get(ALL + "@me", this::get);
    router.get(ALL + "{user_id}", this::get);
    router.patch(ALL + "@me", this::modifySelf);
    router.patch(ALL + "{user_id}", this::modify);
  }

  private record Found(Guild guild, Member member, VoiceState state) {}

  private static Found find(Call call) {
    Guild guild = call.guild();
    long id = call.hasVariable("user_id") ? call.user().id() : call.bot().id();
    Member member = guild.members().get(id);
    VoiceState state = guild.voiceStates().get(id);
    if (member == null || state == null) {
      throw ErrorCode.UNKNOWN_VOICE_STATE.refusal();
    }
    return new Found(guild, member, state);
  }

  private Answer get(Call call) {
    Found found = find(call);
    Channel channel = found.guild.channels().get(found.state.channelId());
    if (channel != null && found.member.id() != call.bot().id()) {
      call.rights(channel).need(Permissions.CONNECT);
    }
    return Answer.ok(json -> found.state.write(json, found.guild, found.member));
  }

  /// The bot may stop speaking, or request to speak; speaking without a request needs MUTE_MEMBERS.
  private Answer modifySelf(Call call) {
    Found found = onStage(call);
    Form form = call.form();
    checkChannel(form, found);
    Boolean suppress = form.bool("suppress");
    Instant asked = form.time("request_to_speak_timestamp");
    if (asked != null && asked.toEpochMilli() < call.now()) {
      form.wrong(
          "request_to_speak_timestamp",
          "REQUEST_TO_SPEAK_PAST",
          "The timestamp must not be in the past.");
    }
    form.check();
    Rights rights = call.rights(found.guild);
    if (Boolean.FALSE.equals(suppress)) {
      rights.need(Permissions.MUTE_MEMBERS);
    }
    if (asked != null) {
      rights.need(Permissions.REQUEST_TO_SPEAK);
    }
    boolean audience = suppress == null ? found.state.suppress() : suppress;
    long wish =
        !form.has("request_to_speak_timestamp")
            ? found.state.requestedAt()
            : asked == null ? 0 : asked.toEpochMilli();
    return change(call, found, found.state.onStage(audience, wish));
  }

  private Answer modify(Call call) {
    Found found = onStage(call);
    Form form = call.form();
    checkChannel(form, found);
    Boolean suppress = form.bool("suppress");
    form.check();
    call.rights(found.guild).need(Permissions.MUTE_MEMBERS);
    boolean audience = suppress == null ? found.state.suppress() : suppress;
    boolean invited = found.state.suppress() && !audience && !found.member.user().bot();
    return change(call, found, found.state.onStage(audience, invited ? call.now() : 0));
  }

  private static Found onStage(Call call) {
    Found found = find(call);
    var channel = found.guild.channels().get(found.state.channelId());
    if (channel == null || channel.type() != ChannelType.GUILD_STAGE_VOICE) {
      throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
    }
    return found;
  }

  private static void checkChannel(Form form, Found found) {
    Long id = form.snowflake("channel_id");
    if (id != null && id != found.state.channelId()) {
      form.wrong("channel_id", "VOICE_STATE_CHANNEL", "The user is not in this channel.");
    }
  }

  private static Answer change(Call call, Found found, VoiceState state) {
    call.world().guilds().voice(found.guild, found.member, state);
    return Answer.NO_CONTENT;
  }
}

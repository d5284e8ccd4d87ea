package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.VoiceState;
import java.util.Map;

/// The status of a voice channel ([Set Voice Channel
/// Status](https://discord.com/developers/docs/resources/channel#set-voice-channel-status)).
final class VoiceStatusRoutes {
  void addTo(Router router) {
    router.put("/channels/{channel_id}/voice-status", this::set);
  }

  /// A bot that is not in the channel needs MANAGE_CHANNELS as well.
  private Answer set(Call call) {
    Channel channel = call.channel();
    Guild guild = channel.guild();
    if (guild == null || channel.type() != ChannelType.GUILD_VOICE) {
      throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
    }
    Rights rights = call.rights(channel).need(Permissions.SET_VOICE_CHANNEL_STATUS);
    VoiceState own = guild.voiceStates().get(call.bot().id());
    if (own == null || own.channelId() != channel.id()) {
      rights.need(Permissions.MANAGE_CHANNELS);
    }
    Form form = call.form();
    String given = form.text("status", 0, 500);
    form.check();
    String status = given == null || given.isBlank() ? null : given;
    Audit audit = call.audit(guild);
    call.world().channels().voiceStatus(guild, channel, status);
    String id = Long.toString(channel.id());
    if (status == null) {
      audit.note(AuditAction.VOICE_CHANNEL_STATUS_DELETE, channel.id(), Map.of("channel_id", id));
    } else {
      audit.note(
          AuditAction.VOICE_CHANNEL_STATUS_CREATE,
          channel.id(),
          Map.of("channel_id", id, "status", status));
    }
    return Answer.NO_CONTENT;
  }
}

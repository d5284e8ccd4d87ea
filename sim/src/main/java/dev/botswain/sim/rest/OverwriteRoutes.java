package dev.botswain.sim.rest;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.util.ArrayList;
import java.util.List;

/// What a channel changes for a role or a member ([Edit Channel
/// Permissions](https://discord.com/developers/docs/resources/channel#edit-channel-permissions)).
final class OverwriteRoutes {
  void addTo(Router router) {
    router.put("/channels/{channel_id}/permissions/{overwrite_id}", this::put);
    router.delete("/channels/{channel_id}/permissions/{overwrite_id}", this::delete);
  }

  private Answer put(Call call) {
    Channel channel = call.channel();
    Guild guild = guildOf(channel);
    Rights rights = call.rights(channel).need(Permissions.MANAGE_ROLES);
    long id = call.id("overwrite_id");
    Form form = call.form().require("type");
    PermissionOverwrite overwrite = Overwrites.read(form, id, guild);
    form.check();
    if (!overwrite.member() && !guild.roles().contains(id)) {
      throw ErrorCode.UNKNOWN_ROLE.refusal();
    }
    if (overwrite.member() && call.world().users().get(id) == null) {
      throw ErrorCode.UNKNOWN_USER.refusal();
    }
    Overwrites.checkGrant(overwrite, rights);
    List<PermissionOverwrite> all = without(channel, id);
    all.add(overwrite);
    call.world().channels().update(guild, channel, changed -> changed.overwrites(all));
    return Answer.NO_CONTENT;
  }

  private Answer delete(Call call) {
    Channel channel = call.channel();
    Guild guild = guildOf(channel);
    call.rights(channel).need(Permissions.MANAGE_ROLES);
    List<PermissionOverwrite> rest = without(channel, call.id("overwrite_id"));
    if (rest.size() == channel.overwrites().size()) {
      throw ErrorCode.UNKNOWN_OVERWRITE.refusal();
    }
    call.world().channels().update(guild, channel, changed -> changed.overwrites(rest));
    return Answer.NO_CONTENT;
  }

  private static Guild guildOf(Channel channel) {
    Guild guild = channel.guild();
    if (guild == null) {
      throw ErrorCode.NOT_IN_DM.refusal();
    }
    if (channel.type().isThread()) {
      throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
    }
    return guild;
  }

  private static List<PermissionOverwrite> without(Channel channel, long id) {
    var rest = new ArrayList<>(channel.overwrites());
    rest.removeIf(overwrite -> overwrite.id() == id);
    return rest;
  }
}

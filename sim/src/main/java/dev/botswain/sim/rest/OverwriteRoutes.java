package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    call.rights(channel).need(Permissions.MANAGE_ROLES);
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
    Overwrites.checkGrant(
        overwrite, Overwrites.grantable(call, guild, channel, channel.parentId()));
    Audit audit = call.audit(guild);
    PermissionOverwrite before = find(channel, id);
    List<PermissionOverwrite> all = without(channel, id);
    all.add(overwrite);
    call.world().channels().update(guild, channel, changed -> changed.overwrites(all));
    note(
        audit,
        before == null
            ? AuditAction.CHANNEL_OVERWRITE_CREATE
            : AuditAction.CHANNEL_OVERWRITE_UPDATE,
        guild,
        channel,
        before,
        overwrite);
    return Answer.NO_CONTENT;
  }

  private Answer delete(Call call) {
    Channel channel = call.channel();
    Guild guild = guildOf(channel);
    call.rights(channel).need(Permissions.MANAGE_ROLES);
    PermissionOverwrite overwrite = find(channel, call.id("overwrite_id"));
    if (overwrite == null) {
      throw ErrorCode.UNKNOWN_OVERWRITE.refusal();
    }
    Audit audit = call.audit(guild);
    List<PermissionOverwrite> rest = without(channel, overwrite.id());
    call.world().channels().update(guild, channel, changed -> changed.overwrites(rest));
    note(audit, AuditAction.CHANNEL_OVERWRITE_DELETE, guild, channel, overwrite, null);
    return Answer.NO_CONTENT;
  }

  /// Records an overwrite; its target is the channel, and the options name its role or member.
  private static void note(
      Audit audit,
      AuditAction action,
      Guild guild,
      Channel channel,
      @Nullable PermissionOverwrite before,
      @Nullable PermissionOverwrite after) {
    PermissionOverwrite overwrite = after != null ? after : before;
    if (overwrite == null) {
      return;
    }
    var options = new HashMap<String, String>();
    options.put("id", Long.toString(overwrite.id()));
    options.put("type", overwrite.member() ? "1" : "0");
    Role role = guild.roles().get(overwrite.id());
    if (role != null) {
      options.put("role_name", role.name());
    }
    audit.note(action, channel.id(), Audit.changes(before, after), options);
  }

  private static @Nullable PermissionOverwrite find(Channel channel, long id) {
    return channel.overwrites().stream()
        .filter(overwrite -> overwrite.id() == id)
        .findFirst()
        .orElse(null);
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

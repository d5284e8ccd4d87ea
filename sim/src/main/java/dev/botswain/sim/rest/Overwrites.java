package dev.botswain.sim.rest;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses permission overwrites ([Overwrite
/// Object](https://discord.com/developers/docs/resources/channel#overwrite-object)).
final class Overwrites {
  private static final int MAX = 1_000;

  private Overwrites() {}

  /// The overwrites in a channel's body.
  ///
  /// @param rights what the bot may grant, see [#grantable]
  /// @throws RequestRefused 50013 if they grant or deny what the bot itself may not do
  static List<PermissionOverwrite> read(Form form, Guild guild, Rights rights) {
    var overwrites = new ArrayList<PermissionOverwrite>();
    for (Form entry : form.objects("permission_overwrites", MAX)) {
      Long id = entry.require("id").snowflake("id");
      if (id != null) {
        overwrites.add(read(entry, id, guild));
      }
    }
    form.check();
    overwrites.forEach(overwrite -> checkGrant(overwrite, rights));
    return overwrites;
  }

  /// One overwrite. Without `type`, the id decides.
  static PermissionOverwrite read(Form entry, long id, Guild guild) {
    Integer type = entry.choice("type", 0, 1);
    Long allow = entry.permissions("allow");
    Long deny = entry.permissions("deny");
    boolean member = type == null ? !guild.roles().contains(id) : type == 1;
    return new PermissionOverwrite(id, member, allow == null ? 0 : allow, deny == null ? 0 : deny);
  }

  /// What the bot may allow or deny in a channel: what it may do in the guild or in the channel's
  /// category; everything if an overwrite of the channel gives it MANAGE_ROLES ([Edit Channel
  /// Permissions](https://discord.com/developers/docs/resources/channel#edit-channel-permissions)).
  ///
  /// @param channel null for one that is about to be created
  /// @param parentId its category's id, 0 for none
  static Rights grantable(Call call, Guild guild, @Nullable Channel channel, long parentId) {
    Rights rights = call.rights(guild);
    Channel parent = guild.channels().get(parentId);
    long permissions = rights.permissions();
    if (parent != null) {
      permissions |= call.rights(parent).permissions();
    }
    if (channel != null && isGivenRoles(channel, rights.self())) {
      permissions = Permissions.ALL;
    }
    return new Rights(guild, rights.self(), permissions);
  }

  private static boolean isGivenRoles(Channel channel, @Nullable Member self) {
    return self != null
        && channel.overwrites().stream()
            .filter(overwrite -> overwrite.id() == self.id() || self.hasRole(overwrite.id()))
            .anyMatch(overwrite -> Permissions.has(overwrite.allow(), Permissions.MANAGE_ROLES));
  }

  /// A bot may only allow or deny what it may do itself.
  static void checkGrant(PermissionOverwrite overwrite, Rights rights) {
    rights.need((overwrite.allow() | overwrite.deny()) & Permissions.ALL);
  }
}

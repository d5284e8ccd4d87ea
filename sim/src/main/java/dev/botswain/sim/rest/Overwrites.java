package dev.botswain.sim.rest;

import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.util.ArrayList;
import java.util.List;

/// Reads permission overwrites ([Overwrite
/// Object](https://discord.com/developers/docs/resources/channel#overwrite-object)).
final class Overwrites {
  private static final int MAX = 1_000;

  private Overwrites() {}

  /// The overwrites of a channel's body.
  ///
  /// @throws RequestRefused 50013 if they give or take what the bot itself may not do
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

  /// One overwrite. Without `type` it is for what has the id.
  static PermissionOverwrite read(Form entry, long id, Guild guild) {
    Integer type = entry.choice("type", 0, 1);
    Long allow = entry.permissions("allow");
    Long deny = entry.permissions("deny");
    boolean member = type == null ? !guild.roles().contains(id) : type == 1;
    return new PermissionOverwrite(id, member, allow == null ? 0 : allow, deny == null ? 0 : deny);
  }

  /// A bot may only allow or deny what it may do itself.
  static void checkGrant(PermissionOverwrite overwrite, Rights rights) {
    rights.need((overwrite.allow() | overwrite.deny()) & Permissions.ALL);
  }
}

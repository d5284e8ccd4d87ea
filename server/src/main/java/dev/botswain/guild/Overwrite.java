package dev.botswain.guild;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.botswain.json.DiscordJson;

/// What a channel allows or denies to one role or one member.
///
/// @param id the role's or the member's
/// @param type [#ROLE] or [#MEMBER]
public record Overwrite(
    long id,
    int type,
    @JsonDeserialize(using = DiscordJson.PermissionBits.class) long allow,
    @JsonDeserialize(using = DiscordJson.PermissionBits.class) long deny) {
  public static final int ROLE = 0;
  static final int MEMBER = 1;
}

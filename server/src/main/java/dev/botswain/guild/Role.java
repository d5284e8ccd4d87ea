package dev.botswain.guild;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.botswain.json.DiscordJson;

/// A role of a guild. The one with the guild's own id is `@everyone`.
public record Role(
    long id,
    String name,
    int position,
    @JsonDeserialize(using = DiscordJson.PermissionBits.class) long permissions)
    implements Entity {

  @SuppressWarnings("NullAway") // Jackson passes null if Discord omits a field.
  public Role {
    name = name == null ? "" : name;
  }

  /// Whether it ranks above another: by position, then the older one.
  public boolean isAbove(Role other) {
    return position != other.position ? position > other.position : id < other.id;
  }
}

package dev.botswain.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A member of a guild.
///
/// @param globalName the name that the user goes by everywhere
/// @param nick the name in this guild
/// @param userAvatar the hash of the user's own picture
/// @param avatar the hash of the picture for this guild
/// @param joinedAt ISO 8601, as Discord gave it; null for guests
public record Member(
    long id,
    String username,
    @Nullable String globalName,
    @Nullable String nick,
    @Nullable String userAvatar,
    @Nullable String avatar,
    boolean bot,
    List<Long> roleIds,
    @Nullable String joinedAt)
    implements Entity {

  /// The name that others see here.
  public String displayName() {
    return nick != null ? nick : globalName != null ? globalName : username;
  }

  /// The member that Discord answered with.
  ///
  /// @throws MalformedAnswerException if it is none
  public static Member of(JsonNode json) {
    Member member = DiscordJson.read(json, Wire.class).member();
    if (member == null) {
      throw new MalformedAnswerException("a member without a user");
    }
    return member;
  }

  /// As Discord sends members in lists and events.
  record Wire(
      @Nullable UserWire user,
      @Nullable String nick,
      @Nullable String avatar,
      @Nullable List<Long> roles,
      @Nullable String joinedAt,
      long guildId) {

    /// @return null where the user is left out, as in the member of a message
    @Nullable Member member() {
      if (user == null) {
        return null;
      }
      return new Member(
          user.id(),
          user.username(),
          user.globalName(),
          nick,
          user.avatar(),
          avatar,
          user.bot(),
          roles == null ? List.of() : List.copyOf(roles),
          joinedAt);
    }
  }

  record UserWire(
      long id,
      @Nullable String username,
      @Nullable String globalName,
      @Nullable String avatar,
      boolean bot) {
    @Override
    public String username() {
      return username == null ? "" : username;
    }
  }
}

package dev.botswain.guild;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.botswain.json.DiscordJson;
import dev.botswain.json.MalformedAnswerException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A member of a guild.
///
/// @param globalName the user's display name everywhere
/// @param nick the name in this guild
/// @param userAvatar the hash of the user's own avatar
/// @param avatar the hash of the avatar for this guild
/// @param joinedAt ISO 8601, as Discord sent it; null for guests
/// @param details what else Discord says
public record Member(
    long id,
    String username,
    @Nullable String globalName,
    @Nullable String nick,
    @Nullable String userAvatar,
    @Nullable String avatar,
    boolean bot,
    List<Long> roleIds,
    @Nullable String joinedAt,
    Details details)
    implements Entity {

  /// Further fields of a member, for libraries that expect them.
  ///
  /// @param discriminator `0` except for bots
  /// @param publicFlags of the user
  /// @param flags of the member
  /// @param premiumSince ISO 8601, or null
  /// @param timedOutUntil ISO 8601, or null
  public record Details(
      String discriminator,
      int publicFlags,
      int flags,
      boolean deaf,
      boolean mute,
      boolean pending,
      @Nullable String premiumSince,
      @Nullable String timedOutUntil) {
    /// The details of almost all members: one object for all of them.
    public static final Details NONE = new Details("0", 0, 0, false, false, false, null, null);

    /// Whether a time-out is running.
    public boolean isTimedOut(Instant now) {
      if (timedOutUntil == null) {
        return false;
      }
      try {
        return OffsetDateTime.parse(timedOutUntil).toInstant().isAfter(now);
      } catch (DateTimeException notAMoment) {
        return false;
      }
    }

    private Details shared() {
      return equals(NONE) ? NONE : this;
    }
  }

  /// The member as a holder of permissions.
  public Holder holder(Instant now) {
    return new Holder(id, roleIds, details.isTimedOut(now));
  }

  /// The name that others see in this guild.
  public String displayName() {
    return nick != null ? nick : globalName != null ? globalName : username;
  }

  /// The member in an answer of Discord's.
  ///
  /// @throws MalformedAnswerException if it is not one
  public static Member of(JsonNode json) {
    Member member = DiscordJson.read(json, Wire.class).member();
    if (member == null) {
      throw new MalformedAnswerException("a member without a user");
    }
    return member;
  }

  /// One element of a list of members, if it is valid.
  public static Optional<Member> inList(JsonParser json) throws IOException {
    return Optional.ofNullable(json.readValueAs(Wire.class)).map(Wire::member);
  }

  /// The form in which Discord sends members in lists and events.
  public record Wire(
      @Nullable UserWire user,
      @Nullable String nick,
      @Nullable String avatar,
      @JsonDeserialize(contentUsing = DiscordJson.Id.class) @Nullable List<Long> roles,
      @Nullable String joinedAt,
      long guildId,
      int flags,
      boolean deaf,
      boolean mute,
      boolean pending,
      @Nullable String premiumSince,
      @Nullable String communicationDisabledUntil) {

    /// @return null if the user is missing, as in the member of a message, or has no id
    public @Nullable Member member() {
      if (user == null || user.id() == 0) {
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
          joinedAt,
          new Details(
                  user.discriminator(),
                  user.publicFlags(),
                  flags,
                  deaf,
                  mute,
                  pending,
                  premiumSince,
                  communicationDisabledUntil)
              .shared());
    }
  }

  public record UserWire(
      long id,
      @Nullable String username,
      @Nullable String globalName,
      @Nullable String avatar,
      boolean bot,
      @Nullable String discriminator,
      int publicFlags) {
    @Override
    public String username() {
      return username == null ? "" : username;
    }

    @Override
    public String discriminator() {
      return discriminator == null ? "0" : discriminator;
    }
  }
}

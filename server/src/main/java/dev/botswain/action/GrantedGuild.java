package dev.botswain.action;

import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.ApiError;
import dev.botswain.guild.Guild;
import dev.botswain.session.Session;
import org.jspecify.annotations.Nullable;

/// The guild that a session means, if the session may use it.
public final class GrantedGuild {
  private GrantedGuild() {}

  /// The named guild, otherwise the session's default.
  ///
  /// @param named its id, or null
  /// @throws RequestRefusedException also if the session does not apply to the whole guild
  public static Guild of(Session session, @Nullable String named) {
    Guild guild = known(session, named);
    if (!session.grant().allowsGuild(guild.id())) {
      throw GrantCheck.elsewhere();
    }
    return guild;
  }

  /// The same, if the session may know of it: it applies to the guild or to something in it.
  public static Guild known(Session session, @Nullable String named) {
    Guild guild = named == null ? session.defaultGuild() : session.bot().guild(Snowflake.of(named));
    if (guild == null) {
      throw named == null
          ? ApiError.UNKNOWN_GUILD.because("the bot is in no guild")
          : ApiError.UNKNOWN_GUILD.because("the bot is not in the guild " + named);
    }
    if (!session.grant().knows(guild)) {
      throw GrantCheck.elsewhere();
    }
    return guild;
  }
}

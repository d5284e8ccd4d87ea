package dev.botswain.bot;

import dev.botswain.discord.protocol.Intent;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the developer portal says about a bot's application.
///
/// @param id 0 if the server does not say
/// @param flags its public flags, or null if the server does not say
public record Application(long id, @Nullable Long flags) {
  static final Application UNKNOWN = new Application(0, null);

  /// The privileged intents that are switched on in the portal; all if that is unknown.
  ///
  /// Source:
  /// <https://discord.com/developers/docs/resources/application#application-object-application-flags>.
  public Set<Intent> privileged() {
    if (flags == null) {
      return Intent.PRIVILEGED;
    }
    Set<Intent> allowed = EnumSet.noneOf(Intent.class);
    allowIf(allowed, Intent.GUILD_PRESENCES, 12, 13);
    allowIf(allowed, Intent.GUILD_MEMBERS, 14, 15);
    allowIf(allowed, Intent.MESSAGE_CONTENT, 18, 19);
    return allowed;
  }

  /// Each intent has one flag for reviewed bots and one for small bots.
  private void allowIf(Set<Intent> allowed, Intent intent, int reviewed, int limited) {
    if (flags != null && (flags & (1L << reviewed | 1L << limited)) != 0) {
      allowed.add(intent);
    }
  }
}

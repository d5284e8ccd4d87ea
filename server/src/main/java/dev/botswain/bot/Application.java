package dev.botswain.bot;

import dev.botswain.discord.protocol.Intent;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the developer portal says about a bot's application.
///
/// @param id 0 where the server does not tell
/// @param flags its public flags, or null where the server does not tell
public record Application(long id, @Nullable Long flags) {
  static final Application UNKNOWN = new Application(0, null);

  /// The privileged intents that the portal has switched on; all where that is not known.
  ///
  /// Source:
  /// <https://discord.com/developers/docs/resources/application#application-object-application-flags>.
  Set<Intent> privileged() {
    if (flags == null) {
      return Intent.PRIVILEGED;
    }
    Set<Intent> allowed = EnumSet.noneOf(Intent.class);
    allowIf(allowed, Intent.GUILD_PRESENCES, 12, 13);
    allowIf(allowed, Intent.GUILD_MEMBERS, 14, 15);
    allowIf(allowed, Intent.MESSAGE_CONTENT, 18, 19);
    return allowed;
  }

  /// An intent has one flag for bots that were reviewed and one for small bots.
  private void allowIf(Set<Intent> allowed, Intent intent, int reviewed, int limited) {
    if (flags != null && (flags & (1L << reviewed | 1L << limited)) != 0) {
      allowed.add(intent);
    }
  }
}

package dev.botswain.bot;

import dev.botswain.discord.protocol.Intent;
import java.util.EnumSet;
import java.util.Set;

/// Which intents a bot requests.
final class Intents {
  /// The last intent from the time of version 10; some servers do not know later ones.
  private static final Intent LAST_OF_OLD = Intent.GUILD_SCHEDULED_EVENTS;

  private Intents() {}

  /// The wanted intents, without privileged ones that are not allowed.
  static Set<Intent> allowed(Set<Intent> wanted, Set<Intent> privileged) {
    Set<Intent> allowed = EnumSet.noneOf(Intent.class);
    for (Intent intent : wanted) {
      if (!Intent.PRIVILEGED.contains(intent) || privileged.contains(intent)) {
        allowed.add(intent);
      }
    }
    return allowed;
  }

  /// The part of `wanted` for a server that refuses an intent as unknown: the intents that every
  /// server knows.
  static Set<Intent> widelyKnown(Set<Intent> wanted) {
    Set<Intent> known = EnumSet.range(Intent.GUILDS, LAST_OF_OLD);
    known.retainAll(wanted);
    return allowed(known, Set.of());
  }
}

package dev.botswain.bot;

import dev.botswain.discord.protocol.Intent;
import java.util.EnumSet;
import java.util.Set;

/// Which intents a bot asks for.
final class Intents {
  /// The last intent that was there when version 10 was; later ones are not known everywhere.
  private static final Intent LAST_OF_OLD = Intent.GUILD_SCHEDULED_EVENTS;

  private Intents() {}

  /// What is wanted, less the privileged ones that are not allowed.
  static Set<Intent> allowed(Set<Intent> wanted, Set<Intent> privileged) {
    Set<Intent> allowed = EnumSet.noneOf(Intent.class);
    for (Intent intent : wanted) {
      if (!Intent.PRIVILEGED.contains(intent) || privileged.contains(intent)) {
        allowed.add(intent);
      }
    }
    return allowed;
  }

  /// What is left of `wanted` for a server that refuses an intent as unknown: what each server
  /// knows.
  static Set<Intent> widelyKnown(Set<Intent> wanted) {
    Set<Intent> known = EnumSet.range(Intent.GUILDS, LAST_OF_OLD);
    known.retainAll(wanted);
    return allowed(known, Set.of());
  }
}

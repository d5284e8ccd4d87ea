package dev.botswain;

import dev.botswain.bot.Bots;
import dev.botswain.config.Secret;
import dev.botswain.session.Sessions;
import dev.botswain.store.Change;
import dev.botswain.store.Kept;
import dev.botswain.store.Store;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredSession;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Brings back what an earlier run kept: the bots that have a session or stand by themselves, and
/// the sessions.
final class Restore {
  private Restore() {}

  /// Waits for the store.
  ///
  /// @param standing tokens of bots that stand by themselves
  static void run(
      Store store, Kept kept, Collection<Secret> standing, Bots bots, Sessions sessions) {
    Set<Long> used = kept.sessions().stream().map(StoredSession::botId).collect(Collectors.toSet());
    Set<String> tokens = standing.stream().map(Secret::value).collect(Collectors.toSet());
    Map<Boolean, List<StoredBot>> byUse =
        kept.bots().stream()
            .collect(
                Collectors.partitioningBy(
                    bot -> used.contains(bot.id()) || tokens.contains(bot.token())));
    bots.restore(byUse.getOrDefault(true, List.of()), kept.resumePoints());
    sessions.restore(kept.sessions());
    for (StoredBot bot : byUse.getOrDefault(false, List.of())) {
      store.write(new Change.RemoveBot(bot.id()));
    }
  }
}

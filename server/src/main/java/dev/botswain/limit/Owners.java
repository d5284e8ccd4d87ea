package dev.botswain.limit;

import java.util.Collection;
import java.util.List;

/// Knows the owners of bots. Thread-safe, and answers from memory.
@FunctionalInterface
public interface Owners {
  /// Each bot is its own.
  Owners BOTS = (bot, _) -> Owner.ofBot(bot);

  /// To whom a bot belongs now.
  ///
  /// @param applicationId of an old bot, which differs from its own
  Owner owner(long botId, long applicationId);

  /// What a bot has that is its own owner.
  default Owner usual() {
    return Owner.ofBot(0);
  }

  /// Bots that may belong to an owner with others.
  default Collection<Long> members() {
    return List.of();
  }
}

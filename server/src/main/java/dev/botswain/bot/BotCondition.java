package dev.botswain.bot;

import dev.botswain.discord.gateway.Shard;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a bot is, in one word: `drained`, or the state of its worst shard.
public final class BotCondition {
  private static final String DRAINED = "drained";

  /// From the worst to the best: a bot is as healthy as its worst shard.
  private static final List<String> BY_SEVERITY =
      List.of(
          "token_rejected",
          "disallowed_intents",
          "refused",
          "closed",
          "waiting",
          "connecting",
          "resuming",
          "connected");

  private BotCondition() {}

  /// The word for a bot.
  public static String of(Bot bot) {
    return bot.maintenance().isDrained() ? DRAINED : worst(bot.shards());
  }

  private static String worst(Collection<Shard> shards) {
    return shards.stream()
        .map(shard -> shard.state().label())
        .min(Comparator.comparingInt(BY_SEVERITY::indexOf))
        .orElse("connecting");
  }

  /// When Discord last sent something to any of its shards; null if it never did.
  public static @Nullable Instant lastEventAt(Bot bot) {
    return bot.shards().stream()
        .map(shard -> shard.pulse().lastEventAt())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}

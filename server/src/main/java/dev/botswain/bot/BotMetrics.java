package dev.botswain.bot;

import dev.botswain.gateway.Shard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;

/// How many bots and shards there are, and how they are.
final class BotMetrics {
  private static final List<String> SHARD_STATES =
      List.of(
          "connecting",
          "resuming",
          "connected",
          "waiting",
          "token_rejected",
          "disallowed_intents",
          "refused",
          "closed");

  private BotMetrics() {}

  static void register(MeterRegistry metrics, Collection<Bot> bots) {
    Gauge.builder("botswain.bots", bots, Collection::size)
        .description("Bots that are logged in")
        .register(metrics);
    for (String state : SHARD_STATES) {
      Gauge.builder("botswain.shards", bots, all -> count(all, state))
          .description("Gateway connections by what they are doing")
          .tag("state", state)
          .register(metrics);
    }
  }

  private static double count(Collection<Bot> bots, String state) {
    long count = 0;
    for (Bot bot : bots) {
      for (Shard shard : bot.shards()) {
        if (shard.state().label().equals(state)) {
          count++;
        }
      }
    }
    return count;
  }
}

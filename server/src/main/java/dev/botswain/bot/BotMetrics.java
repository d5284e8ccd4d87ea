package dev.botswain.bot;

import dev.botswain.discord.gateway.Pulse;
import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.gateway.ShardState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The number of bots and shards, and their states.
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
    Gauge.builder("botswain.shards.ack.age.max", bots, all -> oldest(all, Pulse::ackAge))
        .description("Longest time since a connected shard had a heartbeat acknowledged")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("botswain.shards.event.age.max", bots, all -> oldest(all, Pulse::eventAge))
        .description("Longest time since a connected shard received anything")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("botswain.bots", bots, Collection::size)
        .description("Bots that are logged in")
        .register(metrics);
    for (String state : SHARD_STATES) {
      Gauge.builder("botswain.shards", bots, all -> count(all, state))
          .description("Gateway connections, by state")
          .tag("state", state)
          .register(metrics);
    }
  }

  private static double oldest(Collection<Bot> bots, Function<Pulse, @Nullable Duration> age) {
    return bots.stream()
        .flatMap(bot -> bot.shards().stream())
        .filter(shard -> shard.state() instanceof ShardState.Connected)
        .map(Shard::pulse)
        .map(age)
        .filter(Objects::nonNull)
        .mapToDouble(since -> since.toMillis() / 1e3)
        .max()
        .orElse(0);
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

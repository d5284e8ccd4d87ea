package dev.botswain.doctor;

import dev.botswain.config.Config;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.rest.DiscordRest;
import dev.botswain.event.EventLogs;
import dev.botswain.session.Sessions;
import dev.botswain.webhook.Webhooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/// What the server knows beside a bot.
public record Sources(
    Config config,
    InstantSource clock,
    DiscordRest discord,
    EventLogs logs,
    Sessions sessions,
    Webhooks webhooks) {
  private static final Duration HOUR = Duration.ofHours(1);

  /// The intents that bots are to have.
  Set<Intent> wanted() {
    return config.discord().intents().stream().map(Intent::valueOf).collect(Collectors.toSet());
  }

  /// A session that ends within this time ends soon; less where sessions are short anyway.
  Duration soon() {
    Duration tenth = config.sessions().idleTimeout().dividedBy(10);
    return tenth.compareTo(HOUR) < 0 ? tenth : HOUR;
  }

  /// A silence is not worth a word before.
  Duration silence() {
    return config.discord().silence();
  }
}

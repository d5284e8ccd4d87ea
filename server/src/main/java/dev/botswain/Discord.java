package dev.botswain;

import dev.botswain.bot.Bots;
import dev.botswain.config.DiscordConfig;
import dev.botswain.discord.gateway.Compression;
import dev.botswain.discord.gateway.Gateway;
import dev.botswain.discord.gateway.GatewayOptions;
import dev.botswain.discord.rest.DiscordRest;
import dev.botswain.discord.rest.RestLimits;
import dev.botswain.discord.rest.RestOptions;
import dev.botswain.discord.rest.RestUse;
import dev.botswain.inspect.CallTraces;
import dev.botswain.limit.Limit;
import dev.botswain.net.Reach;
import dev.botswain.store.EventStore;
import dev.botswain.time.Ticker;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Makes the server's clients of Discord.
final class Discord {
  private static final String USER_AGENT =
      "DiscordBot (https://github.com/botswain/botswain, " + Version.CURRENT + ")";

  /// The most bytes from Discord that may wait to be stored; beyond that, bots disconnect from
  /// Discord, which keeps their events for some minutes.
  private static final long MAX_BACKLOG = 64 << 20;

  private Discord() {}

  /// @param isSessionId whether a text is a session id, which is removed from what Discord says
  static Bots.Clients clients(Foundation on, Predicate<String> isSessionId) {
    var reach = new Reach(on.vertx());
    DiscordConfig config = on.config().discord();
    var rest =
        new DiscordRest(
            on.vertx(), reach, restOptions(config), on.clock(), on.metrics(), isSessionId);
    BooleanSupplier leased = on.node().cluster::isLeased;
    rest.actWhile(leased);
    if (on.traces().isOn()) {
      rest.watch(new CallTraces(on.traces(), config.apiUrl()));
    }
    watch(rest.use());
    return new Bots.Clients(
        rest,
        new Gateway(
            on.vertx(),
            reach,
            on.clock(),
            Ticker.system(),
            on.metrics(),
            GatewayOptions.of(USER_AGENT)
                .with(
                    switch (config.compression()) {
                      case NONE -> Compression.NONE;
                      case ZLIB_STREAM -> Compression.ZLIB_STREAM;
                    },
                    program(on.store().events(), leased))));
  }

  private static GatewayOptions.Program program(EventStore events, BooleanSupplier leased) {
    return new GatewayOptions.Program() {
      @Override
      public boolean isOverloaded() {
        return events.unstoredBytes() > MAX_BACKLOG;
      }

      @Override
      public boolean mayConnect() {
        return leased.getAsBoolean();
      }
    };
  }

  private static void watch(RestUse use) {
    Limit.CALLS.counted(use.calls());
    Limit.CONNECTIONS_TO_DISCORD.counted(use.connections());
    Limit.UPLOADS_TO_DISCORD.counted(use.uploads());
    Limit.INTERACTIONS_TO_DISCORD.counted(use.interactions());
  }

  private static RestOptions restOptions(DiscordConfig config) {
    return RestOptions.of(config.apiUrl(), USER_AGENT)
        .with(
            config.globalPerSecond(),
            config.patience(),
            new RestLimits(
                Limit.CALLS.bound(),
                Limit.CONNECTIONS_TO_DISCORD.bound(),
                Limit.UPLOADS_TO_DISCORD.bound(),
                Limit.INTERACTIONS_TO_DISCORD.bound(),
                Limit.REJECTED_LOGINS.bound()));
  }
}

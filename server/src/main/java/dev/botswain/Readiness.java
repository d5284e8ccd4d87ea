package dev.botswain;

import dev.botswain.api.Health;
import dev.botswain.bot.Bots;
import dev.botswain.bot.ConfiguredBots;
import dev.botswain.discord.rest.DiscordRest;
import dev.botswain.store.Condition;
import dev.botswain.store.Store;
import java.util.List;

/// Whether the server should be sent requests, and if not, why.
record Readiness(Store store, DiscordRest discord, Bots bots, ConfiguredBots configured) {

  Health now() {
    return new Health(List.of(ofBots(), ofStore(), ofDiscord()));
  }

  private Health.Check ofBots() {
    int untried = configured.untried();
    String detail =
        untried == 0
            ? bots.summary()
            : untried + " of the configured bots have not been logged in yet";
    return new Health.Check("bots", untried == 0, detail);
  }

  private Health.Check ofStore() {
    return switch (store.condition()) {
      case Condition.Working() -> new Health.Check("store", true, "writes");
      case Condition.Failing(var since, String reason) ->
          new Health.Check("store", false, "cannot write since %s: %s".formatted(since, reason));
    };
  }

  /// Whether bots' requests may be sent at all: invalid ones of some bots can get the address
  /// banned for all.
  private Health.Check ofDiscord() {
    var address = discord.addressHealth();
    return new Health.Check("discord", address.open(), address.detail());
  }
}

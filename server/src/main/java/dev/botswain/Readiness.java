package dev.botswain;

import dev.botswain.api.Health;
import dev.botswain.bot.Bots;
import dev.botswain.bot.ConfiguredBots;
import dev.botswain.discord.rest.DiscordRest;
import dev.botswain.store.Condition;
import dev.botswain.store.Store;
import java.util.ArrayList;
import java.util.List;

/// Whether the server should be sent requests, and if not, why.
///
/// Bots that are still on their way are no reason: a request for one of them waits here, and with
/// several nodes any node passes requests on to the others. For that reason neither is a shared
/// store that cannot write: all nodes would be unready at once. A node that gives its bots away is
/// unready, so that new connections go to the others.
record Readiness(
    Store store, ThisNode node, DiscordRest discord, Bots bots, ConfiguredBots configured) {

  Health now() {
    List<Health.Check> checks = new ArrayList<>(List.of(ofBots(), ofStore(), ofDiscord()));
    if (node.isShared()) {
      checks.add(node.check.now());
    }
    return new Health(checks);
  }

  private Health.Check ofBots() {
    if (node.cluster.isDraining()) {
      return new Health.Check("bots", false, "this node gives its bots to others");
    }
    int untried = configured.untried();
    if (untried > 0) {
      return new Health.Check(
          "bots", false, untried + " of the configured bots have not been logged in yet");
    }
    int coming = node.arrivals.count();
    String onTheirWay = coming == 0 ? "" : ", " + coming + " on their way";
    return new Health.Check("bots", true, bots.summary() + onTheirWay);
  }

  private Health.Check ofStore() {
    return switch (store.condition()) {
      case Condition.Working() -> new Health.Check("store", true, "writes");
      case Condition.Failing(var since, String reason) ->
          new Health.Check(
              "store", node.isShared(), "cannot write since %s: %s".formatted(since, reason));
    };
  }

  /// Whether bots' requests may be sent at all: invalid ones of some bots can get the address
  /// banned for all.
  private Health.Check ofDiscord() {
    var address = discord.addressHealth();
    return new Health.Check("discord", address.open(), address.detail());
  }
}

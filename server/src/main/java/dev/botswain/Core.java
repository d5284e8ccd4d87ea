package dev.botswain;

import dev.botswain.audit.Audit;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Bots;
import dev.botswain.bot.ConfiguredBots;
import dev.botswain.bot.OpenInteractions;
import dev.botswain.event.EventLogs;
import dev.botswain.session.Lifetimes;
import dev.botswain.session.Sessions;
import dev.botswain.tenant.LoginPolicy;
import dev.botswain.tenant.TenantRegistry;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import dev.botswain.webhook.Sender;
import dev.botswain.webhook.Webhooks;

/// The bots, whom they belong to and where their events go: what all interfaces use.
final class Core {
  final Bots.Clients discord;
  final TenantRegistry registry;
  final LoginPolicy policy;
  final Audit audit;
  final EventLogs logs;
  final OpenInteractions interactions;
  final Bots bots;
  final ConfiguredBots configured;
  final Webhooks webhooks;
  final Sessions sessions;

  Core(Foundation on) {
    var config = on.config();
    var clock = on.clock();
    var store = on.store();
    var metrics = on.metrics();
    discord = Discord.clients(on, this::isSessionId);
    registry = new TenantRegistry(store, clock);
    policy = LoginDecision.of(config).policy(config.discord().tokens(), registry);
    audit = new Audit(store, clock, config.audit().retention());
    var lastId = Await.of(store.events().lastId());
    logs = new EventLogs(store, clock, metrics, config.data(), registry.tenants(), lastId);
    logs.trace(on.traces());
    interactions = new OpenInteractions(clock, Ticker.system());
    var storage =
        new Bots.Storage(store, logs, interactions, on.node().cluster, on.node().arrivals);
    bots = new Bots(on.vertx(), discord, config.discord(), storage, metrics, this::tokenRejected);
    configured = new ConfiguredBots(bots, config.discord().tokens(), policy);
    var sender =
        new Sender(
                on.vertx(), clock, config.webhooks(), bot -> logs.of(bot).owner(), Version.CURRENT)
            .trace(on.traces());
    webhooks = new Webhooks(sender, store, logs, metrics, on.node().cluster::isLeased);
    var lifetimes = new Lifetimes(clock, Ticker.system(), config.sessions());
    sessions = new Sessions(bots, store, lifetimes, webhooks::isCountedOn, metrics);
  }

  private boolean isSessionId(String text) {
    return sessions.isId(text);
  }

  private void tokenRejected(Bot bot) {
    sessions.tokenRejected(bot);
  }

  void sweep() {
    sessions.sweep();
    webhooks.sweep();
    logs.trim();
    audit.sweep();
  }
}

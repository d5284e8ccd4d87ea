package dev.botswain.operator;

import dev.botswain.bot.Bot;
import dev.botswain.bot.Bots;
import dev.botswain.error.ApiError;
import dev.botswain.event.EventLog;
import dev.botswain.limit.Owners;
import dev.botswain.session.Session;
import dev.botswain.session.Sessions;
import dev.botswain.store.Backlog;
import dev.botswain.store.LogSize;
import dev.botswain.store.Store;
import dev.botswain.tenant.Tenant;
import dev.botswain.webhook.Webhook;
import dev.botswain.webhook.Webhooks;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the operator sees of bots: how they are and what they use, and nothing of their content.
public final class OperatedBots {
  private final Bots bots;
  private final Sessions sessions;
  private final Webhooks webhooks;
  private final Store store;
  private final Owners owners;

  /// @param owners knows whom bots belong to that are not connected
  public OperatedBots(Bots bots, Sessions sessions, Webhooks webhooks, Store store, Owners owners) {
    this.bots = bots;
    this.sessions = sessions;
    this.webhooks = webhooks;
    this.store = store;
    this.owners = owners;
  }

  Bots bots() {
    return bots;
  }

  Sessions sessions() {
    return sessions;
  }

  Webhooks webhooks() {
    return webhooks;
  }

  /// The bot with an id.
  ///
  /// @throws RequestRefusedException with [ApiError#UNKNOWN_BOT]
  Bot bot(long id) {
    return find(id).orElseThrow(ApiError.UNKNOWN_BOT::refusal);
  }

  private Optional<Bot> find(long id) {
    return bots.all().stream().filter(bot -> bot.id() == id).findFirst();
  }

  /// The tenant that a bot has while it is connected.
  static String tenant(Bot bot) {
    return Tenant.nameOf(bot.owner());
  }

  /// The tenant of a bot that may not be connected.
  String tenant(long botId) {
    return find(botId)
        .map(OperatedBots::tenant)
        .orElseGet(() -> Tenant.nameOf(owners.owner(botId, botId).name()));
  }

  /// What bots use.
  ///
  /// @param lag of the slowest of those who read its events
  record Use(int sessions, int webhooks, int readers, Backlog lag, LogSize log) {}

  static final Use NOTHING = new Use(0, 0, 0, new Backlog(0, 0), LogSize.EMPTY);

  /// What some bots use, by their ids.
  Future<Map<Long, Use>> uses(Collection<Bot> some) {
    Map<Long, Long> ofSessions =
        sessions.all().stream()
            .collect(Collectors.groupingBy(one -> one.bot().id(), Collectors.counting()));
    Map<Long, List<Webhook>> ofWebhooks =
        webhooks.all().stream().collect(Collectors.groupingBy(Webhook::botId));
    var lags = new HashMap<Long, Future<Backlog>>();
    for (Bot bot : some) {
      lags.put(bot.id(), lag(bot.events(), bot.id(), ofWebhooks.getOrDefault(bot.id(), List.of())));
    }
    return Future.all(List.copyOf(lags.values()))
        .compose(_ -> store.events().sizes(lags.keySet()))
        .map(sizes -> {
          var uses = new HashMap<Long, Use>();
          for (Bot bot : some) {
            long id = bot.id();
            Future<Backlog> lag = lags.get(id);
            uses.put(
                id,
                new Use(
                    ofSessions.getOrDefault(id, 0L).intValue(),
                    ofWebhooks.getOrDefault(id, List.of()).size(),
                    bot.events().readers(),
                    lag == null ? new Backlog(0, 0) : lag.result(),
                    sizes.getOrDefault(id, LogSize.EMPTY)));
          }
          return uses;
        });
  }

  private Future<Backlog> lag(EventLog log, long botId, List<Webhook> ofBot) {
    long slowest = log.slowest();
    for (Webhook webhook : ofBot) {
      slowest = webhook.enabled() ? Math.min(slowest, webhooks.done(webhook)) : slowest;
    }
    return behind(log, botId, slowest);
  }

  /// What comes after an id; the store is asked only if there is something.
  private Future<Backlog> behind(EventLog log, long botId, long after) {
    return after >= log.last()
        ? Future.succeededFuture(new Backlog(0, 0))
        : store.events().backlog(botId, after);
  }

  /// How much is kept of the events of each bot.
  Future<Map<Bot, LogSize>> logSizes() {
    Map<Long, Bot> byId =
        bots.all().stream().collect(Collectors.toMap(Bot::id, bot -> bot, (one, _) -> one));
    return store
        .events()
        .sizes(byId.keySet())
        .map(sizes -> {
          var byBot = new HashMap<Bot, LogSize>();
          byId.forEach((id, bot) -> byBot.put(bot, sizes.getOrDefault(id, LogSize.EMPTY)));
          return byBot;
        });
  }

  /// The session with a fingerprint.
  ///
  /// @throws RequestRefusedException with [ApiError#UNKNOWN_SESSION_ID]
  Session session(String fingerprint) {
    return sessions.all().stream()
        .filter(session -> session.fingerprint().equals(fingerprint))
        .findFirst()
        .orElseThrow(() -> ApiError.UNKNOWN_SESSION_ID.because("there is no such session"));
  }
}

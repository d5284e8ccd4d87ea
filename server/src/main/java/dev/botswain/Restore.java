package dev.botswain;

import dev.botswain.bot.Bots;
import dev.botswain.event.EventLogs;
import dev.botswain.secret.Secret;
import dev.botswain.session.Sessions;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.StoredSession;
import dev.botswain.store.StoredWebhook;
import dev.botswain.time.Await;
import dev.botswain.webhook.Webhooks;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Restores what an earlier run stored, some bots at a time: those that have a session or were
/// configured, with their sessions, and all webhooks.
final class Restore {
  /// The number of bots that are read at once.
  private static final int PAGE = 1_000;

  private final Store store;

  /// Tokens of configured bots.
  private final Set<Secret> configured;

  private final EventLogs logs;
  private final Bots bots;
  private final Sessions sessions;
  private final Webhooks webhooks;

  Restore(Foundation on, EventLogs logs, Bots bots, Sessions sessions, Webhooks webhooks) {
    this.store = on.store();
    this.configured = Set.copyOf(on.config().discord().tokens());
    this.logs = logs;
    this.bots = bots;
    this.sessions = sessions;
    this.webhooks = webhooks;
  }

  /// Waits for the store.
  ///
  /// @throws dev.botswain.store.StoreUnusableException if the stored data is damaged
  void run() {
    List<Long> page = Await.of(store.bots().ids(0, PAGE));
    while (!page.isEmpty()) {
      restore(page);
      page = Await.of(store.bots().ids(page.getLast(), PAGE));
    }
  }

  private void restore(List<Long> ids) {
    Future<Void> opened = logs.open(ids);
    Future<List<StoredBot>> kept = store.bots().of(ids);
    Future<List<StoredResumePoint>> points = store.bots().resumePoints(ids);
    Future<List<StoredSession>> theirSessions = store.sessions().of(ids);
    Future<List<StoredWebhook>> theirWebhooks = store.webhooks().of(ids);
    Await.of(Future.all(List.of(opened, kept, points, theirSessions, theirWebhooks)));

    Set<Long> used =
        theirSessions.result().stream().map(StoredSession::botId).collect(Collectors.toSet());
    Map<Boolean, List<StoredBot>> byUse =
        kept.result().stream()
            .collect(
                Collectors.partitioningBy(
                    bot -> used.contains(bot.id()) || configured.contains(bot.token())));
    bots.restore(byUse.getOrDefault(true, List.of()), points.result());
    sessions.restore(theirSessions.result());
    webhooks.restore(theirWebhooks.result(), sessions::byKey);
    for (StoredBot bot : byUse.getOrDefault(false, List.of())) {
      store.write(new Change.RemoveBot(bot.id()));
    }
  }
}

package dev.botswain.api;

import dev.botswain.bot.Bot;
import dev.botswain.bot.BotCondition;
import dev.botswain.bot.BotInsight;
import dev.botswain.bot.ConnectionHistory;
import dev.botswain.discord.gateway.IdentifyQueue;
import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.rest.AddressHealth;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.event.EventLog;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.inspect.Activity;
import dev.botswain.inspect.Activity.Kind;
import dev.botswain.inspect.Activity.Scale;
import dev.botswain.session.Grant;
import dev.botswain.session.Scope;
import dev.botswain.session.Session;
import dev.botswain.store.Backlog;
import dev.botswain.time.Timestamp;
import dev.botswain.webhook.Webhook;
import dev.botswain.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a bot is, by what shows it: signs of life, budgets, and what came and went lately. How its
/// connections are is for every session. What says how much others do is for those that may know.
final class StatusResource implements Resource {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Webhooks webhooks;
  private final Supplier<AddressHealth> address;
  private final InstantSource clock;

  StatusResource(Webhooks webhooks, Supplier<AddressHealth> address, InstantSource clock) {
    this.webhooks = webhooks;
    this.address = address;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("getBotStatus", this::status);
  }

  private Answer status(Call call) throws TimeoutException {
    Session session = Callers.session(call);
    Bot bot = session.bot();
    Grant grant = session.grant();
    BotInsight insight = bot.insight();
    Instant now = clock.instant();
    RestQueue.State queue = call.await(bot.rest().state());
    AddressHealth health = address.get();
    boolean hears = grant.has(Scope.EVENTS) && grant.isEverywhere();
    return Answer.json(
        new View(
            Timestamp.of(now),
            BotCondition.of(bot),
            insight.trouble(),
            insight.isComplete(),
            insight.missing().stream().map(Intent::name).sorted().toList(),
            GuildView.all(session).size(),
            bot.shards().stream()
                .sorted(Comparator.comparingInt(shard -> shard.id().id()))
                .map(shard -> ShardEvidence.of(shard, insight.connections(), now))
                .toList(),
            IdentifyView.of(insight.identifyBudget(), now),
            new InvalidView(
                health.invalid(),
                queue.invalid(),
                health.limit() == 0 ? null : (Integer) health.limit(),
                WINDOW.toSeconds(),
                health.open(),
                health.detail()),
            grant.full() ? new QueueView(queue.waiting(), queue.inFlight()) : null,
            grant.has(Scope.WEBHOOKS) ? webhooks(session, now) : null,
            hears ? log(call, bot.events()) : null,
            grant.full() ? HistoryView.of(insight.activity(), now) : null));
  }

  private WebhooksView webhooks(Session session, Instant now) {
    List<Webhook> seen = webhooks.of(session);
    Webhook slowest = webhooks.slowest(seen).orElse(null);
    return new WebhooksView(
        seen.size(),
        (int) seen.stream().filter(webhook -> !webhook.enabled()).count(),
        slowest == null ? null : slowest(slowest, now));
  }

  private SlowestView slowest(Webhook webhook, Instant now) {
    Backlog behind = webhooks.lag(webhook);
    return new SlowestView(webhook.id(), behind.events(), behind.ageSeconds(now.toEpochMilli()));
  }

  private static LogView log(Call call, EventLog log) throws TimeoutException {
    long first = call.await(log.first());
    return new LogView(
        first == 0 ? null : Long.toString(first), Long.toString(log.last()), log.readers());
  }

  private record View(
      String at,
      String status,
      @Nullable String trouble,
      boolean complete,
      List<String> missingIntents,
      int guilds,
      List<ShardEvidence> shards,
      @Nullable IdentifyView identifies,
      InvalidView invalidRequests,
      @Nullable QueueView queue,
      @Nullable WebhooksView webhooks,
      @Nullable LogView log,
      @Nullable HistoryView history) {}

  private record ShardEvidence(
      int id,
      String status,
      @Nullable Double latencyMs,
      @Nullable String lastEventAt,
      @Nullable Long lastEventAgeMs,
      @Nullable String lastAckAt,
      @Nullable Long lastAckAgeMs,
      @Nullable String until,
      @Nullable String trouble,
      int events,
      int identifies,
      int resumes,
      List<IncidentView> incidents) {
    static ShardEvidence of(Shard shard, ConnectionHistory history, Instant now) {
      ShardView view = ShardView.of(shard);
      int id = shard.id().id();
      return new ShardEvidence(
          id,
          view.status(),
          view.latencyMs(),
          view.lastEventAt(),
          millis(shard.pulse().eventAge()),
          view.lastAckAt(),
          millis(shard.pulse().ackAge()),
          view.until(),
          shard.trouble(),
          shard.pulse().events(),
          history.begunOf(id),
          history.resumedOf(id),
          history.lastDay().stream()
              .filter(incident -> incident.shard() == id)
              .map(incident -> IncidentView.of(incident, now))
              .toList()
              .reversed());
    }

    private static @Nullable Long millis(@Nullable Duration age) {
      return age == null ? null : (Long) age.toMillis();
    }
  }

  private record IdentifyView(int used, int total, @Nullable String resetsAt) {
    static @Nullable IdentifyView of(IdentifyQueue.@Nullable Budget budget, Instant now) {
      return budget == null
          ? null
          : new IdentifyView(
              budget.used(),
              budget.total(),
              budget.resetsIn().isZero() ? null : Timestamp.of(now.plus(budget.resetsIn())));
    }
  }

  private record InvalidView(
      int used,
      int ofThisBot,
      @Nullable Integer total,
      long seconds,
      boolean open,
      String detail) {}

  private record QueueView(int waiting, int inFlight) {}

  private record WebhooksView(int count, int disabled, @Nullable SlowestView slowest) {}

  private record SlowestView(String id, long events, double seconds) {}

  private record LogView(@Nullable String first, String last, int readers) {}

  private record HistoryView(String since, StepsView fine, StepsView coarse) {
    static HistoryView of(Activity activity, Instant now) {
      return new HistoryView(
          Timestamp.of(now.minus(activity.age())),
          StepsView.of(activity, Scale.FINE),
          StepsView.of(activity, Scale.COARSE));
    }
  }

  private record StepsView(
      long seconds, double lastSeconds, int[] events, int[] requests, int[] limited, int[] errors) {
    static StepsView of(Activity activity, Scale scale) {
      return new StepsView(
          scale.step().toSeconds(),
          activity.sinceStep(scale).toMillis() / 1e3,
          activity.counts(scale, Kind.EVENTS),
          activity.counts(scale, Kind.REQUESTS),
          activity.counts(scale, Kind.LIMITED),
          activity.counts(scale, Kind.ERRORS));
    }
  }
}

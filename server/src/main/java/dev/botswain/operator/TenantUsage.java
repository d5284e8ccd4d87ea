package dev.botswain.operator;

import dev.botswain.bot.Bot;
import dev.botswain.event.EventLogs;
import dev.botswain.limit.Quota;
import dev.botswain.session.Sessions;
import dev.botswain.store.EventStore;
import dev.botswain.store.LogSize;
import dev.botswain.tenant.Tenant;
import dev.botswain.webhook.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/// How much tenants use at the moment of what they may have. Of `default`, what its connected bots
/// use together.
public final class TenantUsage {
  private static final Duration DAY = Duration.ofDays(1);

  private final OperatedBots operated;
  private final EventLogs logs;
  private final EventStore events;
  private final Http http;

  /// What is counted by the HTTP server, by the names of owners.
  ///
  /// @param uploads at once
  /// @param requests of the last second
  public record Http(ToLongFunction<String> uploads, ToLongFunction<String> requests) {}

  public TenantUsage(OperatedBots operated, EventLogs logs, EventStore events, Http http) {
    this.operated = operated;
    this.logs = logs;
    this.events = events;
    this.http = http;
  }

  /// @param now for what counts by the day
  Future<Map<Quota, Long>> of(Tenant tenant, Instant now) {
    List<Bot> connected = operated.bots().all().stream().filter(bot -> isOf(tenant, bot)).toList();
    Set<String> owners =
        tenant.isDefault()
            ? Set.copyOf(connected.stream().map(Bot::owner).toList())
            : Set.of(tenant.owner());
    Collection<Long> bots =
        tenant.isDefault() ? connected.stream().map(Bot::id).toList() : logs.bots(tenant.owner());
    Sessions sessions = operated.sessions();
    Webhooks webhooks = operated.webhooks();
    var used = new EnumMap<Quota, Long>(Quota.class);
    used.put(Quota.BOTS, (long) connected.size());
    used.put(Quota.SESSIONS, sum(owners, sessions::count));
    used.put(Quota.WEBHOOKS, sum(owners, webhooks::count));
    used.put(Quota.UPLOADS, sum(owners, http.uploads()));
    used.put(Quota.REQUESTS_PER_SECOND, sum(owners, http.requests()));
    return events
        .sizes(bots)
        .compose(sizes -> {
          used.put(Quota.BYTES, sizes.values().stream().mapToLong(LogSize::bytes).sum());
          return events.count(bots, now.minus(DAY));
        })
        .map(ofDay -> {
          used.put(Quota.EVENTS_PER_DAY, ofDay);
          return used;
        });
  }

  /// Adds what a tenant uses at another node, as the API shows it. Kept events are in the store
  /// alone, and count once, for whoever counts those of all bots of the tenant.
  static void add(JsonObject sum, JsonObject other) {
    for (Quota quota : Quota.values()) {
      JsonObject to = sum.getJsonObject(quota.field());
      long here = to.getLong("used");
      long there = other.getJsonObject(quota.field()).getLong("used");
      boolean stored = quota == Quota.BYTES || quota == Quota.EVENTS_PER_DAY;
      to.put("used", stored ? Math.max(here, there) : here + there);
    }
  }

  private static long sum(Set<String> owners, ToLongFunction<String> used) {
    return owners.stream().mapToLong(used).sum();
  }

  /// Whether a connected bot belongs to a tenant.
  static boolean isOf(Tenant tenant, Bot bot) {
    return OperatedBots.tenant(bot).equals(tenant.name());
  }
}

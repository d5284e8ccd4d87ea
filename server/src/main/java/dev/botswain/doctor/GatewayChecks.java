package dev.botswain.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.bot.ConnectionHistory.Incident;
import dev.botswain.bot.ConnectionHistory.Kind;
import dev.botswain.discord.gateway.AfterClose;
import dev.botswain.discord.gateway.Pulse;
import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.gateway.ShardState;
import dev.botswain.doctor.HealthCheck.Needs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The bot's connections to Discord's gateway.
///
/// Source: <https://discord.com/developers/docs/events/gateway>.
final class GatewayChecks {
  private static final int RATE_LIMITED = 4008;

  /// In an hour, and in a day.
  private static final int MANY_CLOSES = 5;

  private static final int VERY_MANY_CLOSES = 10;
  private static final int MANY_LOST = 2;

  /// A shard whose session ended has a new one soon: it waits a moment, and for its turn.
  private static final Duration ANEW = Duration.ofSeconds(30);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SLOW = Duration.ofSeconds(1);

  /// A silence stands out from so many events, spread over so many times the least silence.
  private static final int EVENTS = 50;

  private static final int SPREAD = 3;
  private static final int LONGER = 10;

  private GatewayChecks() {}

  static List<HealthCheck> all() {
    return List.of(
        new HealthCheck("identify_budget", Needs.DISCORD, GatewayChecks::budget),
        new HealthCheck("shards", Needs.BOTH, GatewayChecks::shards),
        new HealthCheck("connections", Needs.BOT, GatewayChecks::connections),
        new HealthCheck("closes", Needs.BOT, GatewayChecks::closes),
        new HealthCheck("resumes", Needs.BOT, GatewayChecks::resumes),
        new HealthCheck("silence", Needs.BOT, GatewayChecks::silence));
  }

  private static void budget(Examination of, Findings found) {
    of.replies()
        .json(Question.GATEWAY, found)
        .map(gateway -> gateway.path("session_start_limit"))
        .filter(limit -> limit.path("remaining").isIntegralNumber())
        .ifPresent(limit -> {
          int total = limit.path("total").asInt();
          int left = limit.path("remaining").asInt();
          var evidence =
              Evidence.of("left", left)
                  .and("total", total)
                  .and("resetsInSeconds", limit.path("reset_after").asLong() / 1000);
          if (left <= 0) {
            found.add(FindingCode.IDENTIFY_BUDGET_EXHAUSTED, evidence);
          } else if (left < total / 10) {
            found.add(FindingCode.IDENTIFY_BUDGET_LOW, evidence);
          }
        });
  }

  private static void shards(Examination of, Findings found) {
    of.replies()
        .json(Question.GATEWAY, found)
        .map(gateway -> gateway.path("shards"))
        .filter(JsonNode::isIntegralNumber)
        .ifPresent(recommended -> {
          int running = of.bot().shards().size();
          if (running > 0 && running != recommended.asInt()) {
            found.add(
                FindingCode.SHARDS_DIFFER,
                running < recommended.asInt() ? Severity.WARNING : Severity.NOTICE,
                "",
                Evidence.of("running", running).and("recommended", recommended.asInt()));
          }
        });
  }

  private static void connections(Examination of, Findings found) {
    AfterClose refused = of.insight().refused();
    if (refused != null) {
      found.add(FindingCode.GATEWAY_REFUSED, Evidence.of("because", label(refused)));
    }
    Map<Integer, Incident> last = last(of);
    refusals(of, last, found);
    for (Shard shard : of.bot().shards()) {
      int id = shard.id().id();
      switch (shard.state()) {
        case ShardState.Connected _ -> latency(shard, found);
        case ShardState.Exhausted(_, Duration after) ->
            found.add(
                FindingCode.IDENTIFY_BUDGET_EXHAUSTED,
                Evidence.of("shard", id).and("waitsSeconds", after.toSeconds()));
        case ShardState.Stopped(AfterClose because) -> {
          if (!because.reconnects() && because != AfterClose.TOKEN_REJECTED && refused == null) {
            found.add(FindingCode.GATEWAY_REFUSED, Evidence.of("because", label(because)));
          }
        }
        case ShardState.Connecting _, ShardState.Resuming _, ShardState.Waiting _ -> {
          String trouble = shard.trouble();
          if (trouble != null && !isStartingAnew(last.get(id))) {
            found.add(
                FindingCode.SHARD_DISCONNECTED,
                Integer.toString(id),
                Evidence.of("shard", id)
                    .and("state", shard.state().label())
                    .and("reason", trouble));
          }
        }
      }
    }
  }

  private static Map<Integer, Incident> last(Examination of) {
    var last = new TreeMap<Integer, Incident>();
    of.insight().connections().lastDay().forEach(incident -> last.put(incident.shard(), incident));
    return last;
  }

  private static boolean isStartingAnew(@Nullable Incident last) {
    return last != null
        && (last.kind() == Kind.SESSION_ENDED || last.kind() == Kind.SESSION_REFUSED)
        && last.age().compareTo(ANEW) < 0;
  }

  /// Discord's gateway has just closed a connection for good; the bot tries again a few times, with
  /// what Discord says then. That an intent is off is found in the portal.
  private static void refusals(Examination of, Map<Integer, Incident> last, Findings found) {
    last.forEach((shard, incident) -> {
      AfterClose after = AfterClose.of(incident.code());
      boolean counts =
          switch (after) {
            case RESHARD, INVALID_INTENTS, UNSUPPORTED -> true;
            case RESUME, IDENTIFY, TOKEN_REJECTED, DISALLOWED_INTENTS -> false;
          };
      if (counts && incident.kind() == Kind.CLOSED && !isConnected(of, shard)) {
        found.add(
            FindingCode.GATEWAY_REFUSED,
            Evidence.of("because", label(after)).and("code", incident.code()));
      }
    });
  }

  private static boolean isConnected(Examination of, int id) {
    return of.bot().shards().stream()
        .anyMatch(shard -> shard.id().id() == id && shard.state() instanceof ShardState.Connected);
  }

  private static String label(AfterClose because) {
    return because.name().toLowerCase(Locale.ROOT);
  }

  private static void latency(Shard shard, Findings found) {
    long millis = Duration.ofNanos(shard.pulse().latencyNanos()).toMillis();
    if (millis > SLOW.toMillis()) {
      found.add(
          FindingCode.LATENCY_HIGH,
          Integer.toString(shard.id().id()),
          Evidence.of("shard", shard.id().id()).and("milliseconds", millis));
    }
  }

  private static void closes(Examination of, Findings found) {
    var byShard = new TreeMap<Integer, TreeMap<Integer, Integer>>();
    var inAnHour = new HashMap<Integer, Integer>();
    for (Incident incident : of.insight().connections().lastDay()) {
      if (incident.kind() == Kind.CLOSED && isInterruption(incident.code())) {
        byShard
            .computeIfAbsent(incident.shard(), _ -> new TreeMap<>())
            .merge(incident.code(), 1, Integer::sum);
        if (incident.code() != RATE_LIMITED && incident.age().compareTo(HOUR) < 0) {
          inAnHour.merge(incident.shard(), 1, Integer::sum);
        }
      }
    }
    byShard.forEach((shard, codes) -> {
      Integer limited = codes.remove(RATE_LIMITED);
      if (limited != null) {
        found.add(
            FindingCode.GATEWAY_RATE_LIMITED,
            shard.toString(),
            Evidence.of("shard", shard).and("timesInADay", limited));
      }
      if (inAnHour.getOrDefault(shard, 0) >= MANY_CLOSES
          || codes.values().stream().mapToInt(Integer::intValue).sum() >= VERY_MANY_CLOSES) {
        found.add(
            FindingCode.GATEWAY_CLOSES,
            shard.toString(),
            Evidence.of("shard", shard).and("timesInADayByCode", codes));
      }
    });
  }

  /// Other codes are refusals, or end the session, and are judged as that.
  private static boolean isInterruption(int code) {
    return AfterClose.of(code) == AfterClose.RESUME;
  }

  private static void resumes(Examination of, Findings found) {
    int ended = 0;
    int resumed = 0;
    int anew = 0;
    int refused = 0;
    for (Incident incident : of.insight().connections().lastDay()) {
      switch (incident.kind()) {
        case SESSION_ENDED -> ended += incident.age().compareTo(HOUR) < 0 ? 1 : 0;
        case RESUMED -> resumed++;
        case STARTED_ANEW -> anew++;
        case SESSION_REFUSED -> refused++;
        case CLOSED -> {}
      }
    }
    var evidence = Evidence.of("resumedInADay", resumed).and("startedAnewInADay", anew);
    if (ended >= 2) {
      found.add(FindingCode.TOKEN_USED_ELSEWHERE, evidence.and("sessionsEndedInAnHour", ended));
    } else if (Math.max(anew, refused) >= MANY_LOST && resumed < Math.max(anew, refused)) {
      found.add(FindingCode.RESUME_RATE_LOW, evidence.and("refusedInADay", refused));
    }
  }

  private static void silence(Examination of, Findings found) {
    Duration least = of.around().silence();
    for (Shard shard : of.bot().shards()) {
      Pulse pulse = shard.pulse();
      Duration silent = pulse.eventAge();
      if (shard.state() instanceof ShardState.Connected
          && silent != null
          && silent.compareTo(least) > 0
          && silent.compareTo(pulse.longestGap().multipliedBy(LONGER)) > 0
          && pulse.events() >= EVENTS
          && pulse.activeFor().compareTo(least.multipliedBy(SPREAD)) >= 0) {
        found.add(
            FindingCode.SILENT,
            Integer.toString(shard.id().id()),
            Evidence.of("shard", shard.id().id())
                .and("silentSeconds", silent.toSeconds())
                .and("longestBeforeSeconds", pulse.longestGap().toSeconds()));
      }
    }
  }
}

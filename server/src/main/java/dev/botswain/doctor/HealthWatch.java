package dev.botswain.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Bots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after all bots, again and again, and writes a `bot.health` into a bot's log when an error
/// or a warning comes or goes. Each round makes the checks that need no answer of Discord's; those
/// that do are made for each bot every six hours, spread over that time.
///
/// After a restart everything that is still wrong is told once more.
final class HealthWatch {
  private static final Logger log = LoggerFactory.getLogger(HealthWatch.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration COSTLY_EVERY = Duration.ofHours(6);

  private final Bots bots;
  private final Sources around;
  private final long roundsBetweenCostly;
  private final AtomicBoolean busy = new AtomicBoolean();

  // Confined to the thread of a round; there is one at a time.
  private final Map<Long, Map<String, Finding>> byBot = new HashMap<>();
  private long rounds;

  HealthWatch(Bots bots, Sources around) {
    this.bots = bots;
    this.around = around;
    this.roundsBetweenCostly =
        Math.max(1, COSTLY_EVERY.dividedBy(around.config().discord().healthEvery()));
  }

  /// Begins a round, unless one is in progress.
  void begin() {
    if (busy.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("health")
          .start(() -> {
            try {
              round();
            } finally {
              busy.set(false);
            }
          });
    }
  }

  private void round() {
    rounds++;
    Map<Long, Holdings> holdings = Holdings.ofAll(around);
    Set<Long> present = new HashSet<>();
    for (Bot bot : bots.all()) {
      present.add(bot.id());
      try {
        look(bot, holdings.getOrDefault(bot.id(), Holdings.NONE));
      } catch (RuntimeException failure) { // The other bots are still looked after.
        log.atWarn().addKeyValue("bot", bot.id()).setCause(failure).log("not looked after");
      }
    }
    byBot.keySet().retainAll(present);
  }

  private void look(Bot bot, Holdings holdings) {
    tell(
        bot,
        HealthChecks.run(Examiner.ofStateOf(bot, holdings, around), HealthCheck::isCheap),
        true);
    if (Math.floorMod(Long.hashCode(bot.id()) + rounds, roundsBetweenCostly) == 0) {
      tell(bot, HealthChecks.run(Examiner.ofBot(bot, around), check -> !check.isCheap()), false);
    }
  }

  /// Tells the difference to the round before.
  ///
  /// @param cheap which checks were made
  private void tell(Bot bot, Findings found, boolean cheap) {
    Map<String, Finding> before = byBot.getOrDefault(bot.id(), Map.of());
    var now = new HashMap<String, Finding>();
    var news = new ArrayList<byte[]>();
    found
        .bySubject()
        .forEach((key, finding) -> {
          if (!finding.isNotice()) {
            now.put(key, finding);
            if (!before.containsKey(key)) {
              news.add(event("found", finding));
            }
          }
        });
    before.forEach((key, finding) -> {
      if (now.containsKey(key)) {
        return;
      }
      if (HealthChecks.isCheap(finding.check()) == cheap && !found.isUnknown(finding.check())) {
        news.add(event("gone", finding));
      } else {
        now.put(key, finding);
      }
    });
    if (now.isEmpty()) {
      byBot.remove(bot.id());
    } else {
      byBot.put(bot.id(), now);
    }
    if (!news.isEmpty()) {
      bot.insight().tell(List.copyOf(news));
    }
  }

  private static byte[] event(String state, Finding finding) {
    try {
      return JSON.writeValueAsBytes(Map.of("state", state, "finding", finding));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

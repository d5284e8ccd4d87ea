package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Refusal;
import dev.botswain.store.NodeStore.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// A line in the log, and a metric, for each step.
class ClusterMetrics {
  private final Logger log;
  private final MeterRegistry registry;
  private final Counter joins;
  private final Counter claims;
  private final Counter handOvers;
  private final Counter drops;
  private final Counter fences;
  private final Counter leasesLost;
  private final Timer beats;
  private final Timer heals;

  /// Whether the last attempt of all was without the store; said once.
  private boolean away;

  ClusterMetrics(MeterRegistry registry, Logger log) {
    this.registry = registry;
    this.log = log;
    joins =
        counter(
            "joins",
            "Times that this node joined the others: at its start, and after it was given up");
    claims = counter("claims", "Bots that this node claimed because they had no owner");
    handOvers = counter("handovers", "Bots that this node passed on to another");
    drops = counter("drops", "Bots that this node took down because they were no longer its own");
    fences = counter("fences", "Silent nodes that this node gave up");
    leasesLost = counter("leases.lost", "Times that this node lost its lease and stopped acting");
    for (String why : new String[] {"fenced", "not_owner", "behind"}) {
      refusals(why);
    }
    beats =
        Timer.builder("botswain.cluster.beats")
            .description("Time that the store took to answer a beat")
            .register(registry);
    heals =
        Timer.builder("botswain.cluster.heals")
            .description(
                "Time from the last beat of a node that died until all of its bots that came to"
                    + " this node were up")
            .register(registry);
  }

  private Counter counter(String name, String what) {
    return Counter.builder("botswain.cluster." + name).description(what).register(registry);
  }

  private Counter refusals(String why) {
    return Counter.builder("botswain.cluster.refusals")
        .description("What the store refused because the bot was not this node's, by reason")
        .tag("reason", why)
        .register(registry);
  }

  /// The gauges.
  void watch(Members members, Supplier<Number> bots, Lease lease) {
    for (State state : new State[] {State.UP, State.DRAINING}) {
      Gauge.builder(
              "botswain.cluster.nodes",
              members,
              all -> all.all().stream().filter(node -> node.state() == state).count())
          .description("Nodes as this one sees them, by state")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder("botswain.cluster.bots", bots)
        .description("Bots that this node owns")
        .register(registry);
    Gauge.builder("botswain.cluster.leased", lease, one -> one.isHeld() ? 1 : 0)
        .description("Whether this node may act for its bots")
        .register(registry);
  }

  void joined(UUID me) {
    joins.increment();
    log.atInfo().addKeyValue("node", me).log("joined");
  }

  void joinFailed(Throwable failure) {
    awayBecause("join", failure);
  }

  void beaten(long nanos) {
    if (away) {
      away = false;
      log.info("the store answers again");
    }
    beats.record(Duration.ofNanos(Math.max(0, nanos)));
  }

  void beatFailed(Throwable failure) {
    awayBecause("beat", failure);
  }

  private void awayBecause(String step, Throwable failure) {
    if (!away) {
      away = true;
      log.atWarn()
          .addKeyValue("step", step)
          .addKeyValue("because", failure.getMessage())
          .log("the store does not answer");
    }
  }

  void leased(boolean held) {
    if (held) {
      log.debug("leased");
    } else {
      leasesLost.increment();
      log.warn("lease lost: nothing is sent to Discord until the store answers again");
    }
  }

  void fenced(UUID node) {
    fences.increment();
    log.atWarn().addKeyValue("node", node).log("node was silent and has been given up");
  }

  void fenceFailed(Throwable failure) {
    failed("giving up a silent node failed", failure);
  }

  void lost(@Nullable UUID me, String why) {
    log.atWarn()
        .addKeyValue("node", me)
        .addKeyValue("because", why)
        .log("this node drops its bots and joins anew");
  }

  void claimed(int bots) {
    claims.increment(bots);
    log.atInfo().addKeyValue("bots", bots).log("claimed");
  }

  void claimFailed(Throwable failure) {
    failed("claiming failed", failure);
  }

  void dropped(Claim claim) {
    drops.increment();
    log.atInfo().addKeyValue("bot", claim.bot()).log("bot is no longer this node's");
  }

  void balancing(int bots) {
    log.atInfo().addKeyValue("bots", bots).log("passing bots to nodes with fewer");
  }

  void handedOver(int bots) {
    handOvers.increment(bots);
    log.atDebug().addKeyValue("bots", bots).log("passed on");
  }

  void handOverFailed(Throwable failure) {
    failed("passing bots on failed", failure);
  }

  private void failed(String what, Throwable failure) {
    log.atWarn().addKeyValue("because", failure.getMessage()).log(what);
  }

  void draining(boolean begins) {
    log.info(begins ? "draining: the bots go to other nodes" : "taking bots again");
  }

  void drained() {
    log.info("drained");
  }

  void healed(UUID node, int bots, long nanos) {
    Duration took = Duration.ofNanos(Math.max(0, nanos));
    heals.record(took);
    log.atInfo()
        .addKeyValue("node", node)
        .addKeyValue("bots", bots)
        .addKeyValue("ms", took.toMillis())
        .log("the bots of a dead node are up");
  }

  void refused(Refusal refusal) {
    String why =
        switch (refusal) {
          case Refusal.Fenced _ -> "fenced";
          case Refusal.NotOwner _ -> "not_owner";
          case Refusal.Behind _ -> "behind";
        };
    refusals(why).increment();
    log.atDebug().addKeyValue("what", refusal).log("refused by the store");
  }
}

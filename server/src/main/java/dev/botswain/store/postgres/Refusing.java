package dev.botswain.store.postgres;

import dev.botswain.store.Append;
import dev.botswain.store.NodeStore.Refusal;
import dev.botswain.store.sql.RefusedException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is not this node's to write any more: told once, and from then on dropped here. On the
/// writer's thread.
final class Refusing {
  private static final Logger log = LoggerFactory.getLogger(Refusing.class);

  private final Set<Owned> bots = new HashSet<>();
  private volatile Consumer<Refusal> told = _ -> {};
  private boolean fenced;

  private record Owned(long bot, long epoch) {}

  void tell(Consumer<Refusal> whom) {
    told = whom;
  }

  boolean isRefused(Append append) {
    return !bots.isEmpty() && bots.contains(new Owned(append.event().botId(), append.epoch()));
  }

  void add(Refusal refusal) {
    switch (refusal) {
      case Refusal.NotOwner(long bot, long epoch) -> add(refusal, bot, epoch);
      case Refusal.Behind(long bot, long epoch) -> add(refusal, bot, epoch);
      case Refusal.Fenced _ -> tellOf(refusal);
    }
  }

  private void add(Refusal refusal, long bot, long epoch) {
    if (bots.add(new Owned(bot, epoch))) {
      tellOf(refusal);
    }
  }

  /// The node is dead.
  synchronized RefusedException fenced(UUID node) {
    if (!fenced) {
      fenced = true;
      tellOf(new Refusal.Fenced(node));
    }
    return new RefusedException("this node was given up by another");
  }

  /// The same, found out by another thread.
  synchronized void fencedElsewhere(UUID node) {
    var _ = fenced(node);
  }

  private void tellOf(Refusal refusal) {
    log.warn("the store refuses to write: {}", refusal);
    try {
      told.accept(refusal);
    } catch (RuntimeException e) {
      log.error("a listener failed on a refusal", e);
    }
  }

  /// Another node writes from now on.
  synchronized void forgetAll() {
    bots.clear();
    fenced = false;
  }
}

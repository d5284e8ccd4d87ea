package dev.botswain;

import dev.botswain.store.NodeStore.Claim;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The bots that wait to be brought up: some at a time, first those for which somebody waits, and
/// never the same bot twice at once. Thread-safe.
final class ComingBots {
  /// How many are brought up together.
  private static final int PAGE = 50;

  /// How many pages at once.
  private static final int LANES = 4;

  private final Consumer<List<Claim>> bringingUp;
  private final Predicate<Claim> wanted;
  private final Map<Claim, Promise<Void>> waiting = new LinkedHashMap<>();
  private final Set<Long> busy = new HashSet<>();
  private int lanes;

  /// @param bringingUp brings some up; called on virtual threads
  /// @param wanted whether somebody waits for one
  ComingBots(Consumer<List<Claim>> bringingUp, Predicate<Claim> wanted) {
    this.bringingUp = bringingUp;
    this.wanted = wanted;
  }

  /// @return completes when all were brought up
  Future<Void> add(Collection<Claim> claims) {
    var up = new ArrayList<Future<Void>>();
    synchronized (this) {
      for (Claim claim : claims) {
        up.add(waiting.computeIfAbsent(claim, _ -> Promise.promise()).future());
      }
    }
    spread();
    return Future.join(up).mapEmpty();
  }

  private synchronized void spread() {
    while (lanes < LANES) {
      Map<Claim, Promise<Void>> page = next();
      if (page.isEmpty()) {
        return;
      }
      lanes++;
      Thread.ofVirtual().name("coming-bots").start(() -> run(page));
    }
  }

  private void run(Map<Claim, Promise<Void>> page) {
    try {
      bringingUp.accept(List.copyOf(page.keySet()));
    } finally {
      synchronized (this) {
        lanes--;
        page.keySet().forEach(claim -> busy.remove(claim.bot()));
      }
      page.values().forEach(Promise::tryComplete);
      spread();
    }
  }

  private Map<Claim, Promise<Void>> next() {
    var page = new LinkedHashMap<Claim, Promise<Void>>();
    take(page, wanted);
    take(page, _ -> true);
    return page;
  }

  private void take(Map<Claim, Promise<Void>> page, Predicate<Claim> which) {
    var all = waiting.entrySet().iterator();
    while (page.size() < PAGE && all.hasNext()) {
      var one = all.next();
      if (which.test(one.getKey()) && busy.add(one.getKey().bot())) {
        page.put(one.getKey(), one.getValue());
        all.remove();
      }
    }
  }
}

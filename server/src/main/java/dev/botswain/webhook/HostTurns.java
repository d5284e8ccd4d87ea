package dev.botswain.webhook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Bounds how many attempts go to one host at a time, so that a host that answers slowly, or not at
/// all, is not given more connections the more webhooks lead there. Those that have to wait for
/// their turn come in order; attempts to other hosts do not wait for them.
final class HostTurns {
  private final int most;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  /// @param most attempts to one host at a time
  HostTurns(int most) {
    this.most = most;
  }

  /// Waits for a turn; close it when the attempt is over.
  Turn take(String name) throws InterruptedException {
    var host =
        hosts.compute(name, (_, known) -> (known == null ? new Host(most) : known).oneMore());
    try {
      host.turns.acquire();
    } catch (InterruptedException e) {
      leave(name);
      throw e;
    }
    return () -> {
      host.turns.release();
      leave(name);
    };
  }

  /// How many hosts somebody is at or waits for.
  int size() {
    return hosts.size();
  }

  private void leave(String name) {
    hosts.computeIfPresent(name, (_, host) -> host.oneLess() ? host : null);
  }

  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /// Changed only inside of the map's methods, which let one thread at a time at a key.
  private static final class Host {
    private final Semaphore turns;
    private int users;

    Host(int most) {
      turns = new Semaphore(most, true);
    }

    Host oneMore() {
      users++;
      return this;
    }

    /// @return whether any are left
    boolean oneLess() {
      return --users > 0;
    }
  }
}

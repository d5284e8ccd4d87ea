package dev.botswain.webhook;

import dev.botswain.limit.Owner;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Bounds the attempts to one host at a time, so that a slow or silent host does not get more
/// connections the more webhooks lead to it. A waiting attempt gets its turn before those whose
/// owner already has more turns at that host, and those whose bot has more; attempts of one bot
/// keep their order. Attempts to other hosts do not wait for them.
final class HostTurns {
  private final long most;
  private final long share;
  private final LongFunction<Owner> owners;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  /// @param most the most attempts to one host at a time
  /// @param share the most of them for one owner
  HostTurns(long most, long share, LongFunction<Owner> owners) {
    this.most = most;
    this.share = share;
    this.owners = owners;
  }

  /// Waits for a turn. Close it when the attempt is over.
  Turn take(String name, long botId) throws InterruptedException {
    var guest = new Guest(owners.apply(botId).name(), botId);
    hosts.compute(
        name,
        (_, known) -> {
          var host = known == null ? new Host() : known;
          host.enter(guest);
          return host;
        });
    try {
      guest.admitted.acquire();
    } catch (InterruptedException e) {
      leave(name, guest);
      throw e;
    }
    return () -> leave(name, guest);
  }

  /// The number of hosts with attempts that run or wait.
  int size() {
    return hosts.size();
  }

  private void leave(String name, Guest guest) {
    hosts.computeIfPresent(name, (_, host) -> host.leave(guest) ? host : null);
  }

  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /// An attempt that has a turn or waits for one.
  private static final class Guest {
    private final String owner;
    private final long botId;
    private final Semaphore admitted = new Semaphore(0);
    private boolean inside;

    Guest(String owner, long botId) {
      this.owner = owner;
      this.botId = botId;
    }
  }

  /// Changed only inside the map's methods, which admit one thread at a time for each key.
  private final class Host {
    private final Map<Long, Integer> inside = new HashMap<>();
    private final Map<String, Integer> insideOfOwner = new HashMap<>();

    /// By bot; the bot whose turn was the longest ago comes first.
    private final Map<Long, Queue<Guest>> waiting = new LinkedHashMap<>();

    private int taken;

    void enter(Guest guest) {
      waiting.computeIfAbsent(guest.botId, _ -> new ArrayDeque<>()).add(guest);
      admit();
    }

    /// @return whether any guest is left
    boolean leave(Guest guest) {
      if (guest.inside) {
        taken--;
        inside.computeIfPresent(guest.botId, (_, count) -> count == 1 ? null : count - 1);
        insideOfOwner.computeIfPresent(guest.owner, (_, count) -> count == 1 ? null : count - 1);
      } else {
        waiting.computeIfPresent(
            guest.botId,
            (_, guests) -> {
              guests.remove(guest);
              return guests.isEmpty() ? null : guests;
            });
      }
      admit();
      return taken > 0 || !waiting.isEmpty();
    }

    private void admit() {
      while (taken < most) {
        Long bot = next();
        if (bot == null) {
          return;
        }
        Queue<Guest> guests = Objects.requireNonNull(waiting.remove(bot));
        Guest guest = guests.remove();
        if (!guests.isEmpty()) {
          waiting.put(bot, guests);
        }
        taken++;
        inside.merge(bot, 1, Integer::sum);
        insideOfOwner.merge(guest.owner, 1, Integer::sum);
        guest.inside = true;
        guest.admitted.release();
      }
    }

    /// Of the bots with waiting attempts, the one whose owner has the fewest turns, if it may have
    /// more; of several the one that has the fewest itself.
    private @Nullable Long next() {
      Long best = null;
      long fewest = Long.MAX_VALUE;
      for (var bot : waiting.entrySet()) {
        long ofOwner = insideOfOwner.getOrDefault(bot.getValue().element().owner, 0);
        long has = ofOwner << Integer.SIZE | inside.getOrDefault(bot.getKey(), 0);
        if (has < fewest && ofOwner < share) {
          best = bot.getKey();
          fewest = has;
        }
      }
      return best;
    }
  }
}

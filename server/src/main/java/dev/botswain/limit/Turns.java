package dev.botswain.limit;

import dev.botswain.share.Shares;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Lets bots wait when there is no room. The owners of waiting bots take turns, and so do the bots
/// of an owner, so that no one waits behind everything that another wants. Thread-safe.
public final class Turns {
  private final Shares<String> shares;

  /// By owner; whose turn was the longest ago comes first.
  private final SequencedMap<String, SequencedMap<Long, Queue<CompletableFuture<Turn>>>> waiting =
      new LinkedHashMap<>();

  /// @param shares counts by owner
  public Turns(Shares<String> shares) {
    this.shares = shares;
  }

  /// To be closed once, when it is over.
  @FunctionalInterface
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /// Returns when it is the bot's turn; for virtual threads.
  public Turn begin(Owner owner, long bot) {
    return turn(owner, bot).join();
  }

  /// Completes when it is the bot's turn, perhaps on the thread that made room.
  public CompletableFuture<Turn> turn(Owner owner, long bot) {
    String name = owner.name();
    synchronized (this) {
      if (!waiting.containsKey(name) && shares.take(name) == null) {
        return CompletableFuture.completedFuture(() -> end(name));
      }
      var turn = new CompletableFuture<Turn>();
      waiting
          .computeIfAbsent(name, _ -> new LinkedHashMap<>())
          .computeIfAbsent(bot, _ -> new ArrayDeque<>())
          .add(turn);
      return turn;
    }
  }

  private record Next(String owner, CompletableFuture<Turn> turn) {}

  private void end(String owner) {
    Next next = next(owner);
    if (next != null) {
      next.turn().complete(() -> end(next.owner()));
    }
  }

  private synchronized @Nullable Next next(String ended) {
    shares.give(ended);
    for (var owners = waiting.entrySet().iterator(); owners.hasNext(); ) {
      var next = owners.next();
      String owner = next.getKey();
      if (shares.take(owner) == null) {
        SequencedMap<Long, Queue<CompletableFuture<Turn>>> bots = next.getValue();
        owners.remove();
        CompletableFuture<Turn> turn = first(bots);
        if (!bots.isEmpty()) {
          waiting.put(owner, bots); // After the others.
        }
        return new Next(owner, turn);
      }
    }
    return null;
  }

  private static CompletableFuture<Turn> first(
      SequencedMap<Long, Queue<CompletableFuture<Turn>>> bots) {
    Map.Entry<Long, Queue<CompletableFuture<Turn>>> bot = bots.pollFirstEntry();
    CompletableFuture<Turn> turn = bot.getValue().remove();
    if (!bot.getValue().isEmpty()) {
      bots.putLast(bot.getKey(), bot.getValue());
    }
    return turn;
  }
}

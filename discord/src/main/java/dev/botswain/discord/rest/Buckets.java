package dev.botswain.discord.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A bot's buckets. Only an answer reveals the bucket of a route; until then the route has its own
/// bucket for each major parameter. Once Discord has named the bucket, all routes of that name
/// share one bucket for each major parameter. A route that gets another name moves, with its
/// waiting calls.
final class Buckets {
  /// More names than Discord has; past this, learning starts again.
  private static final int MOST_NAMES = 1_000;

  /// @param name Discord's, or the route's template while that is not known
  private record Key(String name, String major) {}

  private Map<String, String> names = new HashMap<>();
  private Map<Key, Bucket> buckets = new HashMap<>();

  /// The bucket for the route's next call.
  Bucket of(Route route) {
    return of(names.getOrDefault(route.template(), route.template()), route);
  }

  /// Learns the bucket's name from an answer.
  ///
  /// @param bucket under which the answered call was sent
  /// @param name absent if the answer gave none
  /// @return the bucket that the answer is about; the route's waiting calls are in it now
  Bucket learn(Route route, Bucket bucket, @Nullable String name) {
    if (name == null) {
      return bucket;
    }
    if (names.put(route.template(), name) == null) {
      rename(route.template(), name);
    }
    var named = of(name, route);
    named.name(name);
    if (named != bucket) {
      moveCalls(route, bucket, named);
    }
    return named;
  }

  /// As [#learn], for a refusal. Discord may refuse in the name of a second bucket in which the
  /// request also counts, as it does when old messages are deleted
  /// (<https://github.com/discord/discord-api-docs/issues/8330>). A route that has a name keeps it.
  Bucket refused(Route route, Bucket bucket, @Nullable String name) {
    if (name == null || !names.containsKey(route.template())) {
      return learn(route, bucket, name);
    }
    var named = of(name, route);
    named.name(name);
    return named;
  }

  /// How many calls wait for their turn.
  int waiting() {
    return sum(bucket -> bucket.waiting().size());
  }

  /// How many calls were sent and are not answered yet.
  int inFlight() {
    return sum(Bucket::inFlight);
  }

  private int sum(ToIntFunction<Bucket> of) {
    return buckets.values().stream().mapToInt(of).sum();
  }

  void forEach(Consumer<Bucket> action) {
    List.copyOf(buckets.values()).forEach(action);
  }

  /// Drops what has not been used since the last call; call it periodically.
  ///
  /// @return whether nothing is left
  boolean sweep(long now) {
    buckets.values().removeIf(bucket -> bucket.isForgettable(now));
    if (buckets.isEmpty()) {
      buckets = new HashMap<>();
    }
    if (buckets.isEmpty() || names.size() > MOST_NAMES) {
      names = new HashMap<>();
    }
    return buckets.isEmpty();
  }

  private Bucket of(String name, Route route) {
    return buckets.computeIfAbsent(new Key(name, route.major()), _ -> new Bucket());
  }

  /// The route's buckets for other major parameters get the new name too; otherwise a second probe
  /// would be sent while the first is in flight.
  private void rename(String template, String name) {
    for (var key : List.copyOf(buckets.keySet())) {
      if (key.name().equals(template)) {
        var named = new Key(name, key.major());
        if (!buckets.containsKey(named)) {
          buckets.put(named, buckets.remove(key));
        }
      }
    }
  }

  private static void moveCalls(Route route, Bucket from, Bucket to) {
    from.waiting()
        .removeIf(call -> {
          var moves = call.route().template().equals(route.template());
          if (moves) {
            to.waiting().add(call);
            call.bucket = to;
          }
          return moves;
        });
  }
}

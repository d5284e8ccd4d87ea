package dev.botswain.sim.rest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The 429s for calls over a limit, counted separately for each caller and bucket, without those of
/// a fault or a ban.
public final class RefusedCalls {
  /// The value of [Count#bucket] for the limit over all routes.
  public static final String GLOBAL = "global";

  private final Map<String, Map<Key, Integer>> byCaller = new HashMap<>();

  private record Key(String bucket, String majors) {}

  /// How often a bucket refused a caller.
  ///
  /// @param bucket the value of `X-RateLimit-Bucket`, or [#GLOBAL]
  /// @param majors values of the major parameters, separated by slashes; empty without any
  public record Count(String bucket, String majors, int times) {}

  RefusedCalls() {}

  void add(String caller, String bucket, String majors) {
    byCaller
        .computeIfAbsent(caller, none -> new LinkedHashMap<>())
        .merge(new Key(bucket, majors), 1, Integer::sum);
  }

  /// The buckets that refused a bot, in the order in which they first did.
  public List<Count> of(long botId) {
    return byCaller.getOrDefault(Long.toString(botId), Map.of()).entrySet().stream()
        .map(count -> new Count(count.getKey().bucket(), count.getKey().majors(), count.getValue()))
        .toList();
  }
}

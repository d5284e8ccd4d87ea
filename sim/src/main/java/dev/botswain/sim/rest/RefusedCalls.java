package dev.botswain.sim.rest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The 429s that were earned by going over a limit, counted apart for each caller and bucket. Those
/// of a fault or a ban are not among them.
public final class RefusedCalls {
  /// What [Count#bucket] says of the limit over all routes.
  public static final String GLOBAL = "global";

  private final Map<String, Map<Key, Integer>> byCaller = new HashMap<>();

  private record Key(String bucket, String majors) {}

  /// How often a bucket refused a caller.
  ///
  /// @param bucket what `X-RateLimit-Bucket` says, or [#GLOBAL]
  /// @param majors values of the major parameters, with slashes between them; empty without any
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

package dev.botswain.operator;

import dev.botswain.limit.Owner;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long the events of each of a tenant's bots are kept, as the operator reads and writes it.
///
/// @param seconds since they arrived
/// @param events the newest
record RetentionView(long seconds, int events) {
  static @Nullable RetentionView of(Owner.@Nullable Kept kept) {
    return kept == null ? null : new RetentionView(kept.age().toSeconds(), kept.count());
  }

  /// @param body whose `retention` replaces what was before, by nothing if it is null
  static Owner.@Nullable Kept read(Owner.@Nullable Kept before, JsonObject body) {
    if (!body.containsKey("retention")) {
      return before;
    }
    JsonObject retention = body.getJsonObject("retention");
    return retention == null
        ? null
        : new Owner.Kept(
            Duration.ofSeconds(retention.getLong("seconds")), retention.getInteger("events"));
  }
}

package dev.botswain.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botswain.discord.rest.BucketView;
import dev.botswain.inspect.KeptCall;
import dev.botswain.inspect.Origin;
import dev.botswain.time.Timestamp;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A call to Discord.
record RequestView(
    String id,
    String at,
    @JsonProperty("interface") String face,
    @Nullable String operation,
    String method,
    String route,
    String path,
    @Nullable Integer status,
    @Nullable Integer discordCode,
    @Nullable String failure,
    long queueMs,
    long discordMs,
    int tries,
    int limited,
    @Nullable BucketRow bucket,
    @Nullable SessionView session,
    @Nullable String requestId,
    @Nullable String idempotencyKey) {
  static RequestView of(KeptCall kept) {
    Origin origin = kept.origin();
    int space = kept.route().indexOf(' ');
    return new RequestView(
        Long.toString(kept.id()),
        Timestamp.of(kept.began()),
        kept.face().label(),
        origin == null ? null : origin.operation(),
        kept.route().substring(0, space),
        kept.route().substring(space + 1),
        kept.path(),
        kept.status() == 0 ? null : kept.status(),
        kept.code() == 0 ? null : kept.code(),
        kept.failure() == null ? null : kept.failure().label(),
        kept.waited().toMillis(),
        kept.atDiscord().toMillis(),
        kept.tries(),
        kept.limited(),
        BucketRow.of(kept.bucket()),
        origin == null ? null : new SessionView(origin.session(), origin.sessionName()),
        origin == null ? null : origin.requestId(),
        origin == null ? null : origin.idempotencyKey());
  }

  /// @param limit null if it is not known, or there is none
  record BucketRow(
      @Nullable String name, @Nullable Integer limit, @Nullable Integer left, long resetMs) {
    static @Nullable BucketRow of(@Nullable BucketView bucket) {
      if (bucket == null) {
        return null;
      }
      boolean known = bucket.limit() > 0;
      return new BucketRow(
          bucket.name(),
          known ? (Integer) bucket.limit() : null,
          known ? (Integer) bucket.left() : null,
          TimeUnit.NANOSECONDS.toMillis(bucket.resetNanos()));
    }
  }

  record SessionView(String id, @Nullable String name) {}
}

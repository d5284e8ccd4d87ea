package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Claim;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A bot while it is on this node. Changed on the loop; only whether it leaves is read elsewhere.
final class Tenancy {
  final Claim claim;

  /// Completes when it is up.
  final Future<Void> up;

  /// The node that it was taken over from when that died; null otherwise.
  final @Nullable UUID heirOf;

  private volatile boolean leaving;
  private boolean planned;
  private @Nullable UUID to;
  private @Nullable Long takenAt;

  /// Whether it has been taken down, and only has to be passed on.
  boolean left;

  /// When that was, in nanoseconds of the ticker.
  long leftAt;

  Tenancy(Claim claim, Future<Void> up, @Nullable UUID heirOf) {
    this.claim = claim;
    this.up = up;
    this.heirOf = heirOf;
  }

  /// It came by a login, which is in progress.
  ///
  /// @param now in nanoseconds of the ticker
  void taken(long now) {
    takenAt = now;
  }

  /// Whether it came by a login that began so lately.
  boolean isNew(long now, Duration lately) {
    return takenAt != null && now - takenAt < lately.toNanos();
  }

  /// It will leave.
  ///
  /// @param node null for whoever takes it
  void planFor(@Nullable UUID node) {
    planned = true;
    to = node;
  }

  void stay() {
    planned = leaving;
  }

  void leave() {
    leaving = true;
  }

  /// Whether it will leave, or does.
  boolean isPlanned() {
    return planned;
  }

  boolean isLeaving() {
    return leaving;
  }

  /// The node that it leaves for; null for whoever takes it.
  @Nullable UUID to() {
    return to;
  }
}

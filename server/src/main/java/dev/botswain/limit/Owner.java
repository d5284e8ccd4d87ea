package dev.botswain.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whose use of bounded resources is counted together: a bot, or all bots of a tenant. Thread-safe.
public interface Owner {
  /// The key of the share. It never changes, so that what was taken can be given back.
  String name();

  /// Whether it may have several bots.
  default boolean isGroup() {
    return false;
  }

  /// What the operator allows the owner, at this moment; null if that is the usual share.
  default @Nullable Long quota(Quota of) {
    return null;
  }

  /// How much the owner may have at this node.
  ///
  /// @param share what it may have without a quota
  default long most(Quota of, long share) {
    Long quota = quota(of);
    return quota == null ? share : quota;
  }

  /// How long the events of each of its bots are kept; null for as long as others'.
  default @Nullable Kept kept() {
    return null;
  }

  /// How long a bot's events are kept; the first bound that is reached applies.
  ///
  /// @param age the time since they arrived
  /// @param count the number of the newest
  record Kept(Duration age, int count) {}

  /// A bot without a tenant.
  static Owner ofBot(long botId) {
    return new OfBot("bot " + botId);
  }

  /// See [#ofBot].
  record OfBot(String name) implements Owner {}
}

package dev.botswain.tenant;

import dev.botswain.limit.Quota;
import org.jspecify.annotations.Nullable;

/// How much a tenant may use. Null stands for the server's own share, as in `docs/limits.md`.
///
/// Those of `default` apply to each of its bots, as the server's shares do, except `bots`.
///
/// @param bots bots that are connected at once
/// @param sessions live sessions of all its bots
/// @param webhooks webhooks of all its bots
/// @param eventsPerDay events of a day that are kept
/// @param bytes kept events, in bytes
/// @param requestsPerSecond requests of all its sessions per second
/// @param uploads forms with files that are being received or wait for Discord
public record Quotas(
    @Nullable Long bots,
    @Nullable Long sessions,
    @Nullable Long webhooks,
    @Nullable Long eventsPerDay,
    @Nullable Long bytes,
    @Nullable Long requestsPerSecond,
    @Nullable Long uploads) {
  /// The server's own shares.
  public static final Quotas NONE = new Quotas(null, null, null, null, null, null, null);

  /// @throws IllegalArgumentException if one is negative
  public Quotas {
    check(bots);
    check(sessions);
    check(webhooks);
    check(eventsPerDay);
    check(bytes);
    check(requestsPerSecond);
    check(uploads);
  }

  /// One of them, or null.
  public @Nullable Long of(Quota quota) {
    return switch (quota) {
      case BOTS -> bots;
      case SESSIONS -> sessions;
      case WEBHOOKS -> webhooks;
      case EVENTS_PER_DAY -> eventsPerDay;
      case BYTES -> bytes;
      case REQUESTS_PER_SECOND -> requestsPerSecond;
      case UPLOADS -> uploads;
    };
  }

  private static void check(@Nullable Long quota) {
    if (quota != null && quota < 0) {
      throw new IllegalArgumentException("no quota: " + quota);
    }
  }
}

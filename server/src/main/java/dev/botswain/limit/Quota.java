package dev.botswain.limit;

import org.jspecify.annotations.Nullable;

/// What the operator can bound for a tenant, in place of the usual share.
public enum Quota {
  BOTS("bots", "bots that are logged in", null, "403 `quota_reached` at login"),
  SESSIONS("sessions", "sessions", Limit.SESSIONS, "403 `quota_reached`"),
  WEBHOOKS("webhooks", "webhooks", Limit.WEBHOOKS, "403 `quota_reached`"),
  EVENTS_PER_DAY(
      "eventsPerDay",
      "kept events of the last 24 hours",
      null,
      "the oldest of its bot that has most of them are forgotten; readers get `gap`"),
  BYTES(
      "bytes",
      "kept events, in bytes",
      Limit.EVENTS,
      "the oldest of its bot that has most are forgotten; readers get `gap`"),
  REQUESTS_PER_SECOND(
      "requestsPerSecond",
      "requests a second over all sessions, also relayed ones",
      null,
      "429 `rate_limited`, with the headers of this limit while it is the stricter one"),
  UPLOADS("uploads", "uploads at once", Limit.UPLOADS, "503 `busy`");

  private final String field;
  private final String what;
  private final @Nullable Limit limit;
  private final String past;

  Quota(String field, String what, @Nullable Limit limit, String past) {
    this.field = field;
    this.what = what;
    this.limit = limit;
    this.past = past;
  }

  /// Its name in the API.
  public String field() {
    return field;
  }

  /// What it counts, in the plural.
  public String what() {
    return what;
  }

  /// In place of whose share it applies; null if there is no other bound.
  public @Nullable Limit limit() {
    return limit;
  }

  /// What happens past it, in Markdown.
  public String past() {
    return past;
  }
}

package dev.botswain.limit;

/// What the operator can bound for a tenant, in place of the usual share.
public enum Quota {
  /// Bots that are logged in.
  BOTS("bots", "bots"),
  SESSIONS("sessions", "sessions"),
  WEBHOOKS("webhooks", "webhooks"),
  /// Kept events of the last 24 hours.
  EVENTS_PER_DAY("eventsPerDay", "events of a day"),
  /// Of kept events.
  BYTES("bytes", "bytes of kept events"),
  REQUESTS_PER_SECOND("requestsPerSecond", "requests a second"),
  /// Forms with files, at once.
  UPLOADS("uploads", "uploads at once");

  private final String field;
  private final String what;

  Quota(String field, String what) {
    this.field = field;
    this.what = what;
  }

  /// Its name in the API.
  public String field() {
    return field;
  }

  /// What it counts, in the plural.
  public String what() {
    return what;
  }
}

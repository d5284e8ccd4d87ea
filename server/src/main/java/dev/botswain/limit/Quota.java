package dev.botswain.limit;

/// What the operator can bound for a tenant, in place of the usual share.
public enum Quota {
  /// Bots that are logged in.
  BOTS("bots"),
  SESSIONS("sessions"),
  WEBHOOKS("webhooks"),
  /// Kept events of the last 24 hours.
  EVENTS_PER_DAY("eventsPerDay"),
  /// Of kept events.
  BYTES("bytes"),
  REQUESTS_PER_SECOND("requestsPerSecond"),
  /// Forms with files, at once.
  UPLOADS("uploads");

  private final String field;

  Quota(String field) {
    this.field = field;
  }

  /// Its name in the API.
  public String field() {
    return field;
  }
}

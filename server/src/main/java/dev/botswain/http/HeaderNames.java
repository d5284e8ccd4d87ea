package dev.botswain.http;

/// Names of headers as they are sent: our own, and standard ones with their usual capitals.
public final class HeaderNames {
  public static final String ALLOW = "Allow";
  public static final String ANSWER_UNREAD = "Botswain-Answer-Unread";
  public static final String CONSOLE = "Botswain-Console";
  public static final String HOP = "Botswain-Hop";
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  public static final String IDEMPOTENCY_REPLAYED = "Idempotency-Replayed";
  public static final String LAST_EVENT_ID = "Last-Event-ID";
  public static final String LOCATION = "Location";
  public static final String MEMBERS_UNREAD = "Botswain-Members-Unread";
  public static final String MISSING_INTENT = "Botswain-Missing-Intent";
  public static final String PREFER = "Prefer";
  public static final String PREFERENCE_APPLIED = "Preference-Applied";
  public static final String QUEUE_MS = "Botswain-Queue-Ms";
  public static final String RATE_LIMIT_LIMIT = "RateLimit-Limit";
  public static final String RATE_LIMIT_REMAINING = "RateLimit-Remaining";
  public static final String RATE_LIMIT_RESET = "RateLimit-Reset";
  public static final String REQUEST_ID = "X-Request-ID";
  public static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";
  public static final String SEC_FETCH_SITE = "Sec-Fetch-Site";
  public static final String TRACEPARENT = "traceparent";
  public static final String TRACESTATE = "tracestate";
  public static final String VARY = "Vary";
  public static final String WAIT = "Botswain-Wait";
  public static final String WWW_AUTHENTICATE = "WWW-Authenticate";
  public static final String X_CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";
  public static final String X_FORWARDED_FOR = "X-Forwarded-For";
  public static final String X_FORWARDED_HOST = "X-Forwarded-Host";
  public static final String X_FORWARDED_PROTO = "X-Forwarded-Proto";

  private HeaderNames() {}
}

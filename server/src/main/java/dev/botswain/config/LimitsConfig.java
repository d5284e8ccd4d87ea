package dev.botswain.config;

/// Limits on callers; 0 is off.
public record LimitsConfig(
    @Setting(
            name = "SESSION_REQUESTS_PER_SECOND",
            preset = "1000",
            least = "0",
            most = "1000000",
            text = "Requests per second and session before 429; 0 for no limit.")
        int sessionPerSecond,
    @Setting(
            name = "LOGINS_PER_MINUTE",
            preset = "600",
            least = "0",
            most = "1000000",
            text =
                "Logins per minute and client address before 429; 0 for no limit. With the"
                    + " default, an address whose logins all fail stays below Discord's 10,000"
                    + " invalid requests in 10 minutes.")
        int loginPerMinute) {
  static LimitsConfig of(Reading.Values from) {
    return new LimitsConfig(from.next(), from.next());
  }
}

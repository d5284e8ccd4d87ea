package dev.botswain.config;

import java.time.Duration;

/// Sessions.
public record SessionsConfig(
    @Setting(
            name = "SESSION_IDLE_TIMEOUT",
            preset = "30d",
            least = "1s",
            most = "3650d",
            text =
                "A session that is not used for this long ends. An open stream of its events"
                    + " counts as use.")
        Duration idleTimeout,
    @Setting(
            name = "MAX_SESSIONS",
            preset = "10000",
            least = "1",
            most = "1000000",
            text = "The most sessions; a login past that is answered with 503.")
        int max) {
  static SessionsConfig of(Reading.Values from) {
    return new SessionsConfig(from.next(), from.next());
  }
}

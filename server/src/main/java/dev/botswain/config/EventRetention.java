package dev.botswain.config;

import java.time.Duration;

/// How long a bot's events are kept; the first bound that is reached applies.
///
/// @param age the time since they arrived
/// @param count the number of the newest
public record EventRetention(Duration age, int count) {
  private static final Kind<Duration> AGE = Kind.duration("1s", "3650d");
  private static final Kind<Integer> COUNT = Kind.number(1, 100_000_000);

  static EventRetention parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException();
    }
    return new EventRetention(
        AGE.parse().apply(parts[0].strip()), COUNT.parse().apply(parts[1].strip()));
  }
}

package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");

  @ParameterizedTest
  @CsvSource({
    "0,                                0",
    "7,                                7",
    "' 120 ',                          120",
    "3600,                             3600",
    "3601,                             3600",
    "999999999999999999999999,         3600",
    "'Sun, 06 Nov 1994 08:49:37 GMT',  30",
    "'Sunday, 06-Nov-94 08:49:37 GMT', 30",
    "'Sun Nov  6 08:49:37 1994',       30",
    "'Sun, 06 Nov 1994 08:49:07 GMT',  0",
    "'Sun, 06 Nov 1994 07:00:00 GMT',  0",
    "'Mon, 07 Nov 1994 08:49:37 GMT',  3600",
    "'Fri, 31 Dec 9999 23:59:59 GMT',  3600",
  })
  void parse_secondsOrDate_isReadWithinBounds(String header, long seconds) {
    assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-1", "+1", "1.5", "soon", "1e3", "tomorrow at noon", "٣"})
  void parse_anythingElse_isAsIfAbsent(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }

  @Test
  void parse_absent_isEmpty() {
    assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    assertThat(RetryAfter.parse("Sun, ".repeat(2_000), NOW)).isEmpty();
  }
}

package dev.botswain.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.doctor.HealthCheck.Needs;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Whose the token is, and whether Discord is reached with it.
final class TokenChecks {
  /// An answer's date has whole seconds, and the answer took some time.
  private static final long LARGEST_SKEW_SECONDS = 10;

  private static final Duration SLOW = Duration.ofSeconds(1);

  private TokenChecks() {}

  static List<HealthCheck> all() {
    return List.of(
        new HealthCheck("token", Needs.DISCORD, TokenChecks::token),
        new HealthCheck("network", Needs.DISCORD, TokenChecks::network),
        new HealthCheck("address", Needs.DISCORD, TokenChecks::address),
        new HealthCheck("clock", Needs.DISCORD, TokenChecks::clock));
  }

  private static void token(Examination of, Findings found) {
    TokenText text = of.token();
    switch (of.replies().to(Question.ME)) {
      case Reply.Given(JsonNode me, _, _, _) -> owner(text, me, found);
      case Reply.Rejected() -> rejected(text, found);
      case Reply.NotAsked(String because) -> {
        if (text.usable()) {
          found.unknown(because);
        } else {
          rejected(text, found);
        }
      }
      case Reply other -> found.unknown(String.valueOf(other.because()));
    }
  }

  private static void rejected(TokenText text, Findings found) {
    if (text.shaped() && text.usable()) {
      found.add(FindingCode.TOKEN_REJECTED, Evidence.of("looksLikeAToken", true));
    } else {
      found.add(FindingCode.TOKEN_SHAPE, Evidence.of("looksLikeAToken", false));
    }
  }

  private static void owner(TokenText text, JsonNode me, Findings found) {
    long id = me.path("id").asLong();
    if (!me.path("bot").asBoolean()) {
      found.add(FindingCode.TOKEN_OF_A_USER, new Evidence().id("userId", id));
    }
    Long expected = text.expected() != null ? text.expected() : text.botId();
    if (expected != null && expected != id) {
      found.add(
          FindingCode.TOKEN_OF_ANOTHER_BOT,
          new Evidence().id("expectedId", expected).id("userId", id));
    }
  }

  private static void network(Examination of, Findings found) {
    boolean answered = false;
    boolean late = false;
    for (Reply reply : of.replies().all()) {
      switch (reply) {
        case Reply.Unreachable(var cause) -> {
          if (isTls(cause)) {
            found.add(FindingCode.DISCORD_TLS, Evidence.of("reason", "the handshake failed"));
          } else {
            found.add(
                FindingCode.DISCORD_UNREACHABLE,
                Evidence.of("reason", cause.reason().name().toLowerCase(Locale.ROOT))
                    .and(
                        "host", String.valueOf(of.around().config().discord().apiUrl().getHost())));
          }
        }
        case Reply.Refused(int status, _) -> {
          answered = true;
          if (status >= 500) {
            found.add(FindingCode.DISCORD_FAILING, Evidence.of("status", status));
          }
        }
        case Reply.Late() -> late = true;
        case Reply.Given(_, _, _, Duration took) -> {
          answered = true;
          if (took.compareTo(SLOW) > 0) {
            found.add(FindingCode.DISCORD_SLOW, Evidence.of("milliseconds", took.toMillis()));
          }
        }
        case Reply.Rejected() -> answered = true;
        case Reply.Limited(Duration retryAfter, boolean ofAddress) -> {
          answered = true;
          if (!ofAddress) {
            found.add(
                FindingCode.RATE_LIMITED, Evidence.of("nothingForSeconds", retryAfter.toSeconds()));
          }
        }
        case Reply.NotAsked _ -> {}
      }
    }
    if (late && !answered) {
      found.add(
          FindingCode.DISCORD_TIMED_OUT, Evidence.of("seconds", DiscordProbe.TIME.toSeconds()));
    }
  }

  private static boolean isTls(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof javax.net.ssl.SSLException) {
        return true;
      }
    }
    return false;
  }

  private static void address(Examination of, Findings found) {
    var health = of.around().discord().addressHealth();
    if (!health.open()) {
      found.add(FindingCode.ADDRESS_LIMITED, Evidence.of("detail", health.detail()));
    }
  }

  private static void clock(Examination of, Findings found) {
    if (!(of.replies().to(Question.ME) instanceof Reply.Given(_, var date, var cameAt, _))) {
      found.unknown(String.valueOf(of.replies().to(Question.ME).because()));
    } else if (date == null) {
      found.unknown("Discord did not say what time it is");
    } else {
      long ahead = cameAt.getEpochSecond() - date.getEpochSecond();
      if (Math.abs(ahead) > LARGEST_SKEW_SECONDS) {
        found.add(FindingCode.CLOCK_SKEW, Evidence.of("secondsAhead", ahead));
      }
    }
  }
}

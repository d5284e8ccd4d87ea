package dev.botswain.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.error.ApiError;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "404, 10003, UNKNOWN_CHANNEL",
    "404, 10004, UNKNOWN_GUILD",
    "404, 10007, UNKNOWN_MEMBER",
    "404, 10008, UNKNOWN_MESSAGE",
    "404, 10011, UNKNOWN_ROLE",
    "404, 10013, UNKNOWN_USER",
    "404, 10015, UNKNOWN_RESOURCE",
    "404, 0, UNKNOWN_RESOURCE",
    "403, 50001, MISSING_PERMISSION",
    "403, 50013, MISSING_PERMISSION",
    "400, 50013, MISSING_PERMISSION",
    "400, 40001, TOKEN_REJECTED",
    "403, 20001, FORBIDDEN",
    "400, 50035, INVALID_REQUEST",
    "400, 50006, INVALID_REQUEST",
    "401, 0, TOKEN_REJECTED",
    "405, 0, DISCORD_FAILED",
    "409, 0, INVALID_REQUEST",
    "413, 40005, BODY_TOO_LARGE",
    "500, 0, DISCORD_FAILED",
    "503, 130000, DISCORD_FAILED"
  })
  void refusal_anyAnswer_isOfTheCatalogue(int status, int code, ApiError error) {
    assertThat(DiscordErrors.refusal(status, code, "Sentence").error()).isEqualTo(error);
  }

  @Test
  void refusal_codeKnown_isShown() {
    var refusal = DiscordErrors.refusal(403, 50013, "Missing Permissions");

    assertThat(refusal.details()).containsEntry("discordCode", 50013);
    assertThat(refusal).hasMessage("Discord refuses: Missing Permissions");
  }

  @Test
  void retryAfter_fractions_areRoundedUp() {
    assertThat(ApiError.DISCORD_RATE_LIMITED.refusal().retryAfter(Duration.ofMillis(1)).details())
        .containsEntry("retryAfter", 1L);
    assertThat(
            ApiError.DISCORD_RATE_LIMITED.refusal().retryAfter(Duration.ofMillis(2001)).headers())
        .containsExactly("Retry-After", "3");
    assertThat(ApiError.DISCORD_RATE_LIMITED.refusal().retryAfter(Duration.ZERO).headers())
        .containsExactly("Retry-After", "1");
  }
}

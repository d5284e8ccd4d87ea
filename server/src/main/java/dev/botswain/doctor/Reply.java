package dev.botswain.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.rest.DiscordUnreachableException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a [Question].
sealed interface Reply {
  /// Discord answered it.
  ///
  /// @param date Discord's clock, or null if it did not say
  /// @param cameAt by our clock
  /// @param took how long it took to come
  record Given(JsonNode json, @Nullable Instant date, Instant cameAt, Duration took)
      implements Reply {}

  /// Discord answered with an error.
  ///
  /// @param code Discord's own; 0 for none
  record Refused(int status, int code) implements Reply {}

  /// Discord does not accept the token.
  record Rejected() implements Reply {}

  /// There was no answer.
  record Unreachable(DiscordUnreachableException cause) implements Reply {}

  /// There was no answer in time.
  record Late() implements Reply {}

  /// Discord's rate limits let it not through in time.
  ///
  /// @param ofAddress whether the limit is that of the server's address
  record Limited(Duration retryAfter, boolean ofAddress) implements Reply {}

  /// It was not asked.
  ///
  /// @param because a part of a sentence
  record NotAsked(String because) implements Reply {}

  /// Why it says nothing, as a part of a sentence; null if it does.
  default @Nullable String because() {
    return switch (this) {
      case Given _ -> null;
      case Refused(int status, int code) ->
          "Discord answered " + status + (code == 0 ? "" : " " + code);
      case Rejected() -> "Discord rejects the token";
      case Unreachable(var cause) -> String.valueOf(cause.getMessage());
      case Late() -> "Discord did not answer in time";
      case Limited _ -> "Discord's rate limits allow no request now";
      case NotAsked(String because) -> because;
    };
  }
}

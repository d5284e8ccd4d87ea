package dev.botswain.inspect;

import dev.botswain.discord.rest.DiscordErrorException;
import dev.botswain.discord.rest.DiscordUnreachableException;
import dev.botswain.discord.rest.InvalidRequestGuardException;
import dev.botswain.discord.rest.QueueAwayException;
import dev.botswain.discord.rest.QueueClosedException;
import dev.botswain.discord.rest.QueueFullException;
import dev.botswain.discord.rest.QueuePausedException;
import dev.botswain.discord.rest.RateLimitedException;
import dev.botswain.discord.rest.RestException;
import dev.botswain.discord.rest.TokenRejectedException;
import java.util.Locale;

/// Why a call has no answer.
public enum Failure {
  /// Its turn would have come too late.
  RATE_LIMITED,
  /// Too many were waiting.
  QUEUE_FULL,
  /// So that Discord does not ban the server's address.
  PROTECTING_ADDRESS,
  /// Discord could not be reached, or did not answer.
  UNREACHABLE,
  /// The operator gives the bot no new work.
  DRAINED,
  /// The bot was logged out, or the server may not act for it at the moment.
  CLOSED,
  /// Discord no longer accepts the token.
  TOKEN_REJECTED,
  /// Its caller has left, or had no more time.
  ABANDONED,
  /// Something else.
  FAILED;

  /// As callers see it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Failure of(Throwable why) {
    return switch (why) {
      case RestException discord -> of(discord);
      case java.util.concurrent.CancellationException _ -> ABANDONED;
      default -> FAILED;
    };
  }

  private static Failure of(RestException why) {
    return switch (why) {
      case RateLimitedException _ -> RATE_LIMITED;
      case QueueFullException _ -> QUEUE_FULL;
      case InvalidRequestGuardException _ -> PROTECTING_ADDRESS;
      case DiscordUnreachableException _ -> UNREACHABLE;
      case QueuePausedException _ -> DRAINED;
      case QueueClosedException _, QueueAwayException _ -> CLOSED;
      case TokenRejectedException _ -> TOKEN_REJECTED;
      case DiscordErrorException _ -> FAILED;
    };
  }
}

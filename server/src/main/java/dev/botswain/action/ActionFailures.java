package dev.botswain.action;

import dev.botswain.bot.BotAwayException;
import dev.botswain.bot.BotDisconnectedException;
import dev.botswain.bot.BotDrainedException;
import dev.botswain.bot.BotNotReadyException;
import dev.botswain.bot.BotRefusedException;
import dev.botswain.bot.MembersForgottenException;
import dev.botswain.bot.NotABotException;
import dev.botswain.bot.ServerStoppingException;
import dev.botswain.discord.gateway.AfterClose;
import dev.botswain.discord.gateway.IdentifyBudgetExhaustedException;
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
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.json.MalformedAnswerException;
import dev.botswain.limit.QuotaReachedException;
import dev.botswain.session.TooManySessionsException;
import dev.botswain.session.UnknownGuildException;
import dev.botswain.store.StoreFailedException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Translates failures of bots, sessions and Discord into errors of the catalogue.
public final class ActionFailures {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofMinutes(1);

  private ActionFailures() {}

  /// The error for the caller. [ApiError#INTERNAL_ERROR] for an unexpected failure.
  public static RequestRefusedException refusal(Throwable failure) {
    return switch (failure) {
      case RequestRefusedException refused -> refused;
      case RestException discord -> refusal(discord);
      case TimeoutException _, InterruptedException _ -> ApiError.TIMED_OUT.refusal();
      case CompletionException wrapper when wrapper.getCause() != null ->
          refusal(wrapper.getCause());
      case ExecutionException wrapper when wrapper.getCause() != null ->
          refusal(wrapper.getCause());
      case NotABotException _ -> ApiError.NOT_A_BOT.refusal();
      case BotRefusedException refused -> refusal(refused);
      case BotDisconnectedException _ -> ApiError.BOT_DISCONNECTED.refusal();
      case BotDrainedException _ -> drained();
      case BotAwayException _ -> ApiError.STARTING.because(sentence(failure)).retryAfter(SOON);
      case BotNotReadyException _ -> ApiError.TIMED_OUT.because(sentence(failure));
      case IdentifyBudgetExhaustedException exhausted ->
          ApiError.IDENTIFY_BUDGET_EXHAUSTED.refusal().retryAfter(exhausted.after());
      case MembersForgottenException _ -> ApiError.DISCORD_FAILED.because(sentence(failure));
      case MalformedAnswerException _ ->
          ApiError.DISCORD_FAILED.because(
              "Discord's answer is not as expected: " + sentence(failure));
      case TooManySessionsException _ ->
          ApiError.TOO_MANY_SESSIONS.because(sentence(failure)).retryAfter(LATER);
      case QuotaReachedException reached ->
          ApiError.QUOTA_REACHED.because(sentence(failure)).with("quota", reached.quota().field());
      case UnknownGuildException _ -> ApiError.UNKNOWN_GUILD.because(sentence(failure));
      case StoreFailedException _ -> ApiError.STORE_FAILING.refusal().retryAfter(SOON);
      case ServerStoppingException _ -> ApiError.STOPPING.refusal();
      default -> ApiError.INTERNAL_ERROR.refusal();
    };
  }

  private static RequestRefusedException drained() {
    return ApiError.BOT_DRAINED.refusal().retryAfter(LATER);
  }

  /// The bot is on its way to this node, or to another.
  public static RequestRefusedException starting() {
    return ApiError.STARTING.refusal().retryAfter(SOON);
  }

  private static RequestRefusedException refusal(BotRefusedException failure) {
    return failure.because() == AfterClose.TOKEN_REJECTED
        ? ApiError.TOKEN_REJECTED.refusal()
        : ApiError.DISCORD_FAILED.because(sentence(failure));
  }

  private static RequestRefusedException refusal(RestException failure) {
    return switch (failure) {
      case DiscordErrorException error -> DiscordErrors.refusal(error);
      case DiscordUnreachableException unreachable ->
          unreachable.reason() == DiscordUnreachableException.Reason.TIMED_OUT
              ? ApiError.TIMED_OUT.because("Discord did not answer in time")
              : ApiError.DISCORD_UNREACHABLE.refusal();
      case RateLimitedException limited ->
          ApiError.DISCORD_RATE_LIMITED.refusal().retryAfter(limited.retryAfter());
      case InvalidRequestGuardException guard ->
          ApiError.PROTECTING_ADDRESS.refusal().retryAfter(guard.retryAfter());
      case QueueFullException _ -> ApiError.BUSY.refusal().retryAfter(SOON);
      case QueuePausedException _ -> drained();
      case QueueAwayException _ -> starting();
      case QueueClosedException _ -> ApiError.UNKNOWN_SESSION.refusal();
      case TokenRejectedException _ -> ApiError.TOKEN_REJECTED.refusal();
    };
  }

  private static String sentence(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }
}

package dev.botswain.api;

import dev.botswain.action.ActionFailures;
import dev.botswain.discord.rest.DiscordUnreachableException;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Failures;
import dev.botswain.webhook.TooManyWebhooksException;
import dev.botswain.webhook.UnknownWebhookException;

/// Translates the failures of all operations into errors of the catalogue.
final class ApiFailures implements Failures {
  @Override
  public RequestRefusedException refusal(Throwable failure) {
    return switch (failure) {
      case TooManyWebhooksException tooMany ->
          ApiError.TOO_MANY_WEBHOOKS.because(String.valueOf(tooMany.getMessage()));
      case UnknownWebhookException _ -> ApiError.UNKNOWN_WEBHOOK.refusal();
      default -> ActionFailures.refusal(failure);
    };
  }

  /// The caller gets less than the operator must know, for example about a certificate. Other
  /// causes may quote what Discord sent, so they are not logged.
  @Override
  public Throwable logged(Throwable failure) {
    Throwable reason = failure;
    while (failure instanceof DiscordUnreachableException && reason.getCause() != null) {
      reason = reason.getCause();
    }
    return reason;
  }
}

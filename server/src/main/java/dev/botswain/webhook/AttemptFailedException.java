package dev.botswain.webhook;

import dev.botswain.webhook.DeliveryOutcome.Failed.Reason;
import org.jspecify.annotations.Nullable;

/// An attempt ended before there was an answer.
final class AttemptFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  final Reason reason;

  AttemptFailedException(Reason reason, @Nullable Throwable cause) {
    super(reason.sentence(), cause);
    this.reason = reason;
  }
}

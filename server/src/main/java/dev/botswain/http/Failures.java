package dev.botswain.http;

import dev.botswain.error.RequestRefusedException;

/// Translates failures for callers. Operations throw many kinds of exceptions that HTTP does not
/// know.
public interface Failures {
  /// The error for the caller; [ApiError#INTERNAL_ERROR] for an unexpected failure.
  RequestRefusedException refusal(Throwable failure);

  /// What the log contains in place of a failure of Discord's. It may say more than the caller
  /// sees, but nothing that Discord sent.
  Throwable logged(Throwable failure);
}

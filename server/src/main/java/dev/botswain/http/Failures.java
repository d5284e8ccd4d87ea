package dev.botswain.http;

import dev.botswain.error.RequestRefusedException;

/// Says what failures mean to callers. What is thrown below an operation is of many kinds, of which
/// HTTP knows none.
public interface Failures {
  /// What the caller is told; [ApiError#INTERNAL_ERROR] if nobody foresaw this.
  RequestRefusedException refusal(Throwable failure);

  /// What the log says in the place of a failure of Discord's. It may say more than the caller is
  /// told, but nothing that Discord sent.
  Throwable logged(Throwable failure);
}

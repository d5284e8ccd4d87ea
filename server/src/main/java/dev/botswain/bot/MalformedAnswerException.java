package dev.botswain.bot;

/// Discord, or what stands in for it, answered with something that is not what its documentation
/// says.
public final class MalformedAnswerException extends RuntimeException {
  MalformedAnswerException(String message) {
    super(message);
  }

  MalformedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}

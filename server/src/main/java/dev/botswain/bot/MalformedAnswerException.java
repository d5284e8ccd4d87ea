package dev.botswain.bot;

/// Discord, or a server in its place, answered with something that its documentation does not
/// allow.
public final class MalformedAnswerException extends RuntimeException {
  MalformedAnswerException(String message) {
    super(message);
  }

  MalformedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}

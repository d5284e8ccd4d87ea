package dev.botswain.json;

/// Discord, or a server in its place, answered with something that its documentation does not
/// allow.
public final class MalformedAnswerException extends RuntimeException {
  public MalformedAnswerException(String message) {
    super(message);
  }

  public MalformedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}

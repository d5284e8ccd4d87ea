package dev.botswain.discord.rest;

import org.jspecify.annotations.Nullable;

/// No whole answer came from Discord, after as many tries as were safe.
public final class DiscordUnreachableException extends RestException {

  /// What stood in the way the last time.
  public enum Reason {
    /// No connection, so the request was never sent.
    NOT_CONNECTED,
    /// Sent, and no answer within the time allowed.
    TIMED_OUT,
    /// Sent, and the connection broke before the answer was whole.
    BROKEN_OFF,
    /// Answered, with a status that no answer has.
    NO_ANSWER,
    /// Answered, with more bytes than are accepted.
    ANSWER_TOO_LARGE,
    /// Sent in part: the request's own body broke off, so the fault is not Discord's.
    BODY_BROKEN_OFF
  }

  private final Reason reason;

  DiscordUnreachableException(Reason reason, @Nullable Throwable cause) {
    super("no answer from Discord: " + reason.name().toLowerCase(java.util.Locale.ROOT), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

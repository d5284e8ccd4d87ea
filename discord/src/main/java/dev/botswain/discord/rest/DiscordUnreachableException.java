package dev.botswain.discord.rest;

import org.jspecify.annotations.Nullable;

/// No complete answer came from Discord, after as many tries as were safe.
public final class DiscordUnreachableException extends RestException {

  /// What prevented the last try.
  public enum Reason {
    /// No connection, so the request was never sent.
    NOT_CONNECTED,
    /// Sent, but no answer within the time allowed.
    TIMED_OUT,
    /// Sent, but the connection broke before the answer was complete.
    BROKEN_OFF,
    /// Answered, but with an invalid status, or with a body that cannot be decoded.
    NO_ANSWER,
    /// Answered, but with more bytes than are accepted.
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

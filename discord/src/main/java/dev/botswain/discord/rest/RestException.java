package dev.botswain.discord.rest;

import org.jspecify.annotations.Nullable;

/// Why a request has no answer, or not the desired one. These are expected events of a busy day and
/// are created by the thousand, so they carry no stack trace.
public abstract sealed class RestException extends RuntimeException
    permits DiscordErrorException,
        DiscordUnreachableException,
        InvalidRequestGuardException,
        QueueAwayException,
        QueueClosedException,
        QueueFullException,
        QueuePausedException,
        RateLimitedException,
        TokenRejectedException {

  RestException(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }
}

package dev.botswain.discord.rest;

/// This program may not act for the bot at the moment, or not any more; another does, or it itself
/// will again in a moment. Nothing was sent.
public final class QueueAwayException extends RestException {
  QueueAwayException() {
    super("this program may not act for the bot at the moment", null);
  }
}

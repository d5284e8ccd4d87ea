package dev.botswain.discord.rest;

/// The bot takes no requests for now; nothing was sent.
public final class QueuePausedException extends RestException {
  QueuePausedException() {
    super("this bot's queue is paused", null);
  }
}

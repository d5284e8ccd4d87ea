package dev.botswain.discord.rest;

/// The bot was closed before its request was answered.
public final class QueueClosedException extends RestException {
  QueueClosedException() {
    super("this bot's queue is closed", null);
  }
}

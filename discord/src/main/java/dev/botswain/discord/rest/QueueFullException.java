package dev.botswain.discord.rest;

/// The bot has as many unanswered requests as it may have.
public final class QueueFullException extends RestException {
  QueueFullException(int maxQueued) {
    super("this bot has %s unanswered requests already".formatted(maxQueued), null);
  }
}

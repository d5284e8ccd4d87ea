package dev.botswain.discord.rest;

/// The bot has the maximum number of unanswered requests.
public final class QueueFullException extends RestException {
  QueueFullException(int maxQueued) {
    super("this bot has %s unanswered requests already".formatted(maxQueued), null);
  }
}

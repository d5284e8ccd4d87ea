package dev.botswain.event;

/// A bot's log is not open here: the bot has left this node.
public final class LogNotOpenException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  LogNotOpenException(long botId) {
    super("the log of " + botId + " is not open");
  }
}

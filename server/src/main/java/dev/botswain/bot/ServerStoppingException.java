package dev.botswain.bot;

/// The server is stopping.
public final class ServerStoppingException extends RuntimeException {
  public ServerStoppingException() {
    super("The server is stopping");
  }
}

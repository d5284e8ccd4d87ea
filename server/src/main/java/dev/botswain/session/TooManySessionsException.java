package dev.botswain.session;

/// The server has as many sessions as it may have.
public final class TooManySessionsException extends RuntimeException {
  TooManySessionsException(int most) {
    super("This server has its " + most + " sessions already");
  }
}

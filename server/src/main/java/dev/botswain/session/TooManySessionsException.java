package dev.botswain.session;

import dev.botswain.share.Shares.Refusal;

/// There is the maximum number of sessions, or of logins in progress.
public final class TooManySessionsException extends RuntimeException {
  private TooManySessionsException(String message) {
    super(message);
  }

  static TooManySessionsException of(Refusal why, String what) {
    return new TooManySessionsException(
        switch (why) {
          case TOTAL -> "This server has the maximum number of " + what;
          case SHARE -> "This caller's share of the " + what + " of this server is used up";
        });
  }
}

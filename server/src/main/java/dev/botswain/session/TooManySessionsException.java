package dev.botswain.session;

import dev.botswain.limit.Shares.Refusal;

/// There are as many sessions, or logins under way, as there may be.
public final class TooManySessionsException extends RuntimeException {
  private TooManySessionsException(String message) {
    super(message);
  }

  static TooManySessionsException of(Refusal why, String what) {
    return new TooManySessionsException(
        switch (why) {
          case TOTAL -> "This server has as many " + what + " as it takes";
          case SHARE -> "Of all " + what + " of this server no more may be had from here";
        });
  }
}

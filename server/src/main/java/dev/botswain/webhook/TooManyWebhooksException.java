package dev.botswain.webhook;

import dev.botswain.share.Shares;

/// A bot, the server or a narrow session has the maximum number of webhooks.
public final class TooManyWebhooksException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyWebhooksException(Shares.Refusal refusal, Shares<?> places) {
    super(
        switch (refusal) {
          case SHARE -> "this bot already has its " + places.share() + " webhooks";
          case TOTAL -> "this server already has its " + places.total() + " webhooks";
        });
  }

  /// @param most the most for a narrow session
  TooManyWebhooksException(int most) {
    super("this session already has its " + most + " webhooks");
  }
}

package dev.botswain.webhook;

import dev.botswain.limit.Shares;

/// A bot has as many webhooks as it may have, or all bots have, or a narrow session has.
public final class TooManyWebhooksException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyWebhooksException(Shares.Refusal refusal, Shares<?> places) {
    super(
        switch (refusal) {
          case SHARE -> "this bot already has its " + places.share() + " webhooks";
          case TOTAL -> "this server already has its " + places.total() + " webhooks";
        });
  }

  /// @param most of a narrow session
  TooManyWebhooksException(int most) {
    super("this session already has its " + most + " webhooks");
  }
}

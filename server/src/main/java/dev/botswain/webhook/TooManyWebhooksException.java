package dev.botswain.webhook;

/// A bot has as many webhooks as it may have.
public final class TooManyWebhooksException extends RuntimeException {
  TooManyWebhooksException(int most) {
    super("this bot has its " + most + " webhooks already");
  }
}

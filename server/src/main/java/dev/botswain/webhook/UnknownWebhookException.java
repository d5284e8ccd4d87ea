package dev.botswain.webhook;

/// The webhook was there, and is deleted by now.
public final class UnknownWebhookException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownWebhookException() {
    super("the webhook is deleted");
  }
}

package dev.botswain.webhook;

/// The webhook existed, and has been deleted.
public final class UnknownWebhookException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownWebhookException() {
    super("the webhook is deleted");
  }
}

package dev.botswain.webhook;

/// A webhook cannot have this URL. The message is a sentence for the person who set it.
public final class WebhookUrlRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WebhookUrlRefusedException(String message) {
    super(message);
  }
}

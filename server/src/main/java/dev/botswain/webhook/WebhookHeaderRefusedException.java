package dev.botswain.webhook;

/// A webhook cannot have these headers. The message says what is required, and contains no value.
public final class WebhookHeaderRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String name;

  /// @param name of the header; empty if the message is about all of them
  WebhookHeaderRefusedException(String name, String expectation) {
    super(expectation);
    this.name = name;
  }

  /// The name of the header, as it was given; empty if the message is about all of them.
  public String name() {
    return name;
  }
}

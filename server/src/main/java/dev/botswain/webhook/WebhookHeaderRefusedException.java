package dev.botswain.webhook;

/// A webhook cannot have these headers. The message says what is asked for, and no value.
public final class WebhookHeaderRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String name;

  /// @param name of the header; empty where all of them are meant
  WebhookHeaderRefusedException(String name, String expectation) {
    super(expectation);
    this.name = name;
  }

  /// The name of the header, as it was given; empty where all of them are meant.
  public String name() {
    return name;
  }
}

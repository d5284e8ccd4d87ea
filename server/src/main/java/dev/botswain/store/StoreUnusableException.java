package dev.botswain.store;

import org.jspecify.annotations.Nullable;

/// A store cannot be opened. It was left as it is; the message tells an operator what to do.
public final class StoreUnusableException extends RuntimeException {
  public StoreUnusableException(String message) {
    super(message);
  }

  public StoreUnusableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

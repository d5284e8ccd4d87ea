package dev.botswain.store;

import org.jspecify.annotations.Nullable;

/// A store cannot be opened. It is unchanged; the message tells the operator what to do.
public final class StoreUnusableException extends RuntimeException {
  public StoreUnusableException(String message) {
    super(message);
  }

  public StoreUnusableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

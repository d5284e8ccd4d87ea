package dev.botswain.store;

/// Something could not be stored, and was therefore not done.
public final class StoreFailedException extends RuntimeException {
  public StoreFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}

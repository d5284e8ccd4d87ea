package dev.botswain.store;

/// Nothing was stored, because somebody else has done meanwhile what may be done once.
public final class OvertakenException extends RuntimeException {
  public OvertakenException(String message) {
    super(message);
  }
}

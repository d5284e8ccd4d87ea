package dev.botswain.http;

/// Who is calling, as far as HTTP has to know.
@FunctionalInterface
public interface Caller {
  /// Stands for the caller in the log and the limits. Not what it shows itself by, and nothing that
  /// leads to it.
  String fingerprint();

  /// Whose share is counted of what there is only so much of.
  default String tenant() {
    return fingerprint();
  }

  /// Whether it may call still. One whose time has come ends by this.
  default boolean isLive() {
    return true;
  }
}

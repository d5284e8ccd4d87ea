package dev.botswain.time;

/// Measures elapsed time. It never jumps back or ahead, whatever happens to the system clock, so
/// all waiting, spacing and pacing uses it.
@FunctionalInterface
public interface Ticker {
  /// Nanoseconds since an arbitrary moment, as [System#nanoTime]. Only the difference of two values
  /// has a meaning.
  long nanos();

  /// The system's ticker.
  static Ticker system() {
    return System::nanoTime;
  }
}

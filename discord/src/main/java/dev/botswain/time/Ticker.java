package dev.botswain.time;

/// Tells how much time has passed. It never steps back or ahead, whatever happens to the clock on
/// the wall, so all waiting, spacing and pacing goes by it.
@FunctionalInterface
public interface Ticker {
  /// Nanoseconds since an arbitrary moment, as [System#nanoTime]. Compare two by their difference
  /// only.
  long nanos();

  /// The system's.
  static Ticker system() {
    return System::nanoTime;
  }
}

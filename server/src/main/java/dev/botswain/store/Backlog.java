package dev.botswain.store;

/// What a reader of a bot's log has not read yet.
///
/// @param events the number of events
/// @param oldestMillis when the first of them arrived, in milliseconds since 1970; 0 if there is
///   none
public record Backlog(long events, long oldestMillis) {

  /// The time since the first of them arrived, in milliseconds; 0 if there is none, and also if the
  /// clock was set back since.
  ///
  /// @param nowMillis since 1970
  public long ageMillis(long nowMillis) {
    return events == 0 ? 0 : Math.max(0, nowMillis - oldestMillis);
  }

  /// The same in seconds.
  public double ageSeconds(long nowMillis) {
    return ageMillis(nowMillis) / 1e3;
  }
}

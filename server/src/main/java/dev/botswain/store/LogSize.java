package dev.botswain.store;

/// How much is kept of a bot's events.
///
/// @param bytes of their data, and [Retention#EVENT_OVERHEAD] for each
public record LogSize(long events, long bytes) {
  public static final LogSize EMPTY = new LogSize(0, 0);
}

package dev.botswain.store;

/// An event of a bot.
///
/// @param id its position in the bot's log: grows, is never reused, and has holes
/// @param type Discord's name, such as `MESSAGE_CREATE`, or one of Botswain's own, such as `gap`
/// @param timeMillis when it arrived, in milliseconds since 1970
/// @param data a JSON value, as the bytes that arrived. Shared: never written to
public record StoredEvent(long id, long botId, String type, long timeMillis, byte[] data) {
  private static final int IDS_A_MILLI_BITS = 8;

  /// The id below which no start begins at a moment: a millisecond has room for so many ids that no
  /// earlier start has come so far.
  ///
  /// @param millis since 1970
  public static long idAt(long millis) {
    return millis << IDS_A_MILLI_BITS;
  }

  /// The moment at which ids begin at one, at the earliest.
  ///
  /// @return since 1970
  public static long millisOf(long id) {
    return id >> IDS_A_MILLI_BITS;
  }
}

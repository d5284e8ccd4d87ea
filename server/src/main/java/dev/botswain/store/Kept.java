package dev.botswain.store;

import java.util.List;
import java.util.Map;

/// What a store holds when it is opened, but events and guilds.
///
/// @param logs the ends of each bot's log
public record Kept(
    List<StoredSession> sessions,
    List<StoredBot> bots,
    List<StoredResumePoint> resumePoints,
    List<StoredWebhook> webhooks,
    Map<Long, LogEnds> logs) {

  /// The ends of a log.
  ///
  /// @param trimmed the id of the last event that was forgotten, 0 if none was
  /// @param last the id of the last event, 0 if there never was one
  public record LogEnds(long trimmed, long last) {
    public static final LogEnds EMPTY = new LogEnds(0, 0);
  }
}

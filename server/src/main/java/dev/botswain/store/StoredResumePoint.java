package dev.botswain.store;

/// Where a shard can go on.
///
/// @param shards how many the bot had
/// @param sessionId Discord's id of the gateway session, a secret
/// @param resumeUrl where Discord wants the RESUME
/// @param sequence of the last event that is stored
public record StoredResumePoint(
    long botId, int shard, int shards, String sessionId, String resumeUrl, long sequence) {
  @Override
  public String toString() {
    return "StoredResumePoint[%s, %s, %s]".formatted(botId, shard, sequence);
  }
}

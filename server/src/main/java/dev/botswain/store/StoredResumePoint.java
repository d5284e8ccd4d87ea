package dev.botswain.store;

/// The resume point of a shard.
///
/// @param shards the bot's number of shards
/// @param sessionId Discord's id of the gateway session, a secret
/// @param resumeUrl where Discord expects the RESUME
/// @param sequence of the last event that is stored
public record StoredResumePoint(
    long botId, int shard, int shards, String sessionId, String resumeUrl, long sequence) {
  @Override
  public String toString() {
    return "StoredResumePoint[%s, %s, %s]".formatted(botId, shard, sequence);
  }
}

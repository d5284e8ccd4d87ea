package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/// Bots that are logged in, with their tokens, and where their shards go on. There may be many, so
/// they are read page by page.
public interface BotStore {

  /// The ids of bots of which there is more than events: that are logged in, or have sessions or
  /// webhooks. In order.
  ///
  /// @param after the id behind which to begin
  /// @param limit how many at most; fewer come only at the end
  Future<List<Long>> ids(long after, int limit);

  /// Those of some bots that are logged in, by id.
  Future<List<StoredBot>> of(Collection<Long> bots);

  /// Where shards of some bots go on: behind the last of their events that is stored.
  Future<List<StoredResumePoint>> resumePoints(Collection<Long> bots);
}

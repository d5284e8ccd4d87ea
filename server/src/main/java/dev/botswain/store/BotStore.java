package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/// Logged-in bots, with their tokens, and the resume points of their shards. There may be many, so
/// they are read page by page.
public interface BotStore {

  /// The ids of bots for which there is more than events: they are logged in, or have sessions or
  /// webhooks. In order.
  ///
  /// @param after the id to start after
  /// @param limit the most ids; fewer are returned only at the end
  Future<List<Long>> ids(long after, int limit);

  /// Those of the given bots that are logged in, by id.
  Future<List<StoredBot>> of(Collection<Long> bots);

  /// The resume points of some bots' shards: after the last of their events that is stored.
  Future<List<StoredResumePoint>> resumePoints(Collection<Long> bots);
}

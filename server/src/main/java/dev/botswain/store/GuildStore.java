package dev.botswain.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// What bots know of their guilds: a document for each, and the events that changed it since. Both
/// are stored with the events themselves ([EventStore#append]); [Change.PutGuild] merges them.
public interface GuildStore {

  /// Those of a bot, by id.
  Future<List<StoredGuild>> of(long botId);

  /// One of them, if the bot knows it.
  Future<Optional<StoredGuild>> find(long botId, long guildId);
}

package dev.botswain.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/// Botswain's own events: what happens to a bot's connection, and which events were lost.
public final class BotEvents {
  /// A shard is connected with a new gateway session: `{shard, shards}`.
  public static final String CONNECTED = "bot.connected";

  /// A shard resumed its session, and Discord has sent the missed events: `{shard, shards}`.
  public static final String RESUMED = "bot.resumed";

  /// A shard has lost its connection, and reconnects if it can: `{shard, shards, reason}`.
  public static final String DISCONNECTED = "bot.disconnected";

  /// The operator gives the bot no new work, and its connections are closed: `{}`. They are resumed
  /// when that is over.
  public static final String DRAINED = "bot.drained";

  /// Discord no longer accepts the bot's token: `{}`.
  public static final String TOKEN_REJECTED = "bot.token_rejected";

  /// Something is wrong with the bot, or no longer is: `{state, finding}`.
  public static final String HEALTH = "bot.health";

  /// Between two ids of the log events may have been lost: `{from, to, reason}`, and `{shard,
  /// shards}` if only events of one shard are affected.
  public static final String GAP = "gap";

  private static final ObjectMapper JSON = new ObjectMapper();

  private BotEvents() {}

  /// Data of an event about a shard.
  public static byte[] ofShard(int shard, int shards, Map<String, ?> more) {
    var data = new LinkedHashMap<String, Object>();
    data.put("shard", shard);
    data.put("shards", shards);
    data.putAll(more);
    return json(data);
  }

  /// Data of a gap.
  ///
  /// @param from the last id before it
  /// @param to the last id within it, which is also the gap's own
  /// @param reason a stable name
  /// @param more additional fields
  static byte[] gap(long from, long to, String reason, Map<String, ?> more) {
    var data = new LinkedHashMap<String, Object>();
    data.put("from", Long.toString(from));
    data.put("to", Long.toString(to));
    data.put("reason", reason);
    data.putAll(more);
    return json(data);
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

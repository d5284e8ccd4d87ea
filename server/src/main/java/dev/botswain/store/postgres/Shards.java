package dev.botswain.store.postgres;

import dev.botswain.store.Append;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the table `shard_sessions`: a row when a shard's gateway session is another, or was not
/// written by this owner of the bot yet. How far the shard came since is in the rows of its events.
/// And adds rows to `logs`.
final class Shards {
  private static final String PUT =
      Statements.put(
          "shard_sessions",
          List.of("bot", "shard"),
          "shards",
          "session",
          "url",
          "sequence",
          "event");

  private final Map<Of, Written> written = new HashMap<>();
  private final Map<Of, Written> now = new HashMap<>();
  private final Map<Long, Long> logs = new HashMap<>();
  private final Map<Long, Long> logsNow = new HashMap<>();

  private record Of(long bot, int shard) {}

  private record Written(long epoch, int shards, String session, String url) {
    static Written of(StoredResumePoint point, long epoch) {
      return new Written(epoch, point.shards(), point.sessionId(), point.resumeUrl());
    }
  }

  /// Whether an event needs a row besides its own.
  boolean needsRow(Append append) {
    return !hasLog(append) || !hasPoint(append);
  }

  private boolean hasLog(Append append) {
    long bot = append.event().botId();
    return isOf(append, logs.get(bot)) || isOf(append, logsNow.get(bot));
  }

  private static boolean isOf(Append append, @Nullable Long epoch) {
    return epoch != null && epoch == append.epoch();
  }

  private boolean hasPoint(Append append) {
    StoredResumePoint point = append.upTo();
    if (point == null) {
      return true;
    }
    var of = new Of(point.botId(), point.shard());
    Written before = now.getOrDefault(of, written.get(of));
    return Written.of(point, append.epoch()).equals(before);
  }

  /// Writes the rows that some events need.
  void write(Statements to, List<Append> appends) throws SQLException {
    PreparedStatement put = null;
    for (Append append : appends) {
      if (!hasLog(append)) {
        long bot = append.event().botId();
        to.execute("INSERT INTO logs (bot, trimmed) VALUES (?, 0) ON CONFLICT DO NOTHING", bot);
        logsNow.put(bot, append.epoch());
      }
      StoredResumePoint point = append.upTo();
      if (point != null && !hasPoint(append)) {
        put = to.prepare(PUT);
        put.setLong(1, point.botId());
        put.setInt(2, point.shard());
        put.setInt(3, point.shards());
        put.setString(4, point.sessionId());
        put.setString(5, point.resumeUrl());
        put.setLong(6, point.sequence());
        put.setLong(7, append.event().id());
        put.addBatch();
        now.put(new Of(point.botId(), point.shard()), Written.of(point, append.epoch()));
      }
    }
    if (put != null) {
      put.executeBatch();
    }
  }

  void committed() {
    written.putAll(now);
    logs.putAll(logsNow);
    now.clear();
    logsNow.clear();
  }

  void rolledBack() {
    now.clear();
    logsNow.clear();
  }

  /// A bot's rows are deleted in this transaction.
  void forget(long bot) {
    written.keySet().removeIf(of -> of.bot() == bot);
    now.keySet().removeIf(of -> of.bot() == bot);
  }

  /// Nothing is known any more.
  void forgetAll() {
    written.clear();
    logs.clear();
    rolledBack();
  }
}

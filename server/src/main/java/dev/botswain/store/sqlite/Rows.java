package dev.botswain.store.sqlite;

import dev.botswain.store.Append;
import dev.botswain.store.Change;
import dev.botswain.store.DeadLetter;
import dev.botswain.store.GuildChange;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredClientSession;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredGuild;
import dev.botswain.store.StoredKey;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.StoredSession;
import dev.botswain.store.StoredWebhook;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes rows of what is to be stored. On the writer's thread and connection.
final class Rows {
  private static final List<String> OF_A_BOT =
      List.of(
          "sessions",
          "client_sessions",
          "gateway_sessions",
          "resume_points",
          "guilds",
          "guild_changes");

  private final Connection connection;
  private final Vault vault;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final ResumePoints resumePoints = new ResumePoints(this);
  private final EventIndex index;

  Rows(Connection connection, Vault vault, EventIndex index) throws SQLException {
    this.connection = connection;
    this.vault = vault;
    this.index = index;
    connection.setAutoCommit(false);
  }

  void append(Append append) throws SQLException {
    StoredEvent event = append.event();
    StoredResumePoint upTo = append.upTo();
    execute(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)",
        event.id(),
        event.botId(),
        upTo == null ? null : upTo.shard(),
        upTo == null ? null : upTo.sequence(),
        event.type(),
        event.timeMillis(),
        event.data());
    index.add(this, event.botId(), event.id(), event.data().length);
    if (upTo != null) {
      resumePoints.reached(upTo, event.id());
    }
    for (GuildChange change : append.changes()) {
      change(event, change);
    }
  }

  private void change(StoredEvent event, GuildChange change) throws SQLException {
    switch (change) {
      case GuildChange.Whole(long guild, int shard, byte[] document) ->
          document(new StoredGuild(event.botId(), guild, shard, document, event.id(), List.of()));
      case GuildChange.Part(long guild) ->
          execute(
              """
              INSERT OR IGNORE INTO guild_changes SELECT bot, guild, ?, ?, ?, ?
              FROM guilds WHERE bot = ? AND guild = ?
              """,
              event.id(),
              event.type(),
              event.timeMillis(),
              event.data(),
              event.botId(),
              guild);
      case GuildChange.Gone(long guild) -> gone(event.botId(), guild);
      case GuildChange.Listed(int shard, Set<Long> guilds) -> {
        for (long guild : guildsOf(event.botId(), shard)) {
          if (!guilds.contains(guild)) {
            gone(event.botId(), guild);
          }
        }
      }
    }
  }

  private void gone(long bot, long guild) throws SQLException {
    execute("DELETE FROM guilds WHERE bot = ? AND guild = ?", bot, guild);
    execute("DELETE FROM guild_changes WHERE bot = ? AND guild = ?", bot, guild);
  }

  private List<Long> guildsOf(long bot, int shard) throws SQLException {
    PreparedStatement select = prepare("SELECT guild FROM guilds WHERE bot = ? AND shard = ?");
    select.setLong(1, bot);
    select.setInt(2, shard);
    var guilds = new ArrayList<Long>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        guilds.add(row.getLong(1));
      }
    }
    return guilds;
  }

  /// A document that comes late, after the guild came anew or went, is left out.
  private void merged(StoredGuild guild) throws SQLException {
    int there =
        execute(
            "UPDATE guilds SET upto = ?, document = ? WHERE bot = ? AND guild = ? AND upto < ?",
            guild.upTo(),
            Packed.pack(guild.document()),
            guild.botId(),
            guild.guildId(),
            guild.upTo());
    if (there > 0) {
      forgetChanges(guild);
    }
  }

  private void document(StoredGuild guild) throws SQLException {
    execute(
        "INSERT OR REPLACE INTO guilds VALUES (?, ?, ?, ?, ?)",
        guild.botId(),
        guild.guildId(),
        guild.shard(),
        guild.upTo(),
        Packed.pack(guild.document()));
    forgetChanges(guild);
  }

  private void forgetChanges(StoredGuild guild) throws SQLException {
    execute(
        "DELETE FROM guild_changes WHERE bot = ? AND guild = ? AND id <= ?",
        guild.botId(),
        guild.guildId(),
        guild.upTo());
  }

  void write(Change change) throws SQLException {
    switch (change) {
      case Change.PutSession(StoredSession session) ->
          execute(
              "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              session.hash(),
              session.botId(),
              session.guildId(),
              session.createdAt().toEpochMilli(),
              session.lastUsedAt().toEpochMilli(),
              session.acknowledged(),
              Grants.write(session.grant()),
              session.parent());
      case Change.RemoveSession(String hash) -> {
        execute("DELETE FROM sessions WHERE hash = ?", hash);
        execute("DELETE FROM client_sessions WHERE session = ?", hash);
        execute(
            "DELETE FROM dead_letters WHERE webhook IN (SELECT id FROM webhooks WHERE owner = ?)",
            hash);
        execute("DELETE FROM webhooks WHERE owner = ?", hash);
      }
      case Change.UseSessions(var lastUsedAt) -> {
        for (var used : lastUsedAt.entrySet()) {
          execute(
              "UPDATE sessions SET used = ? WHERE hash = ?",
              used.getValue().toEpochMilli(),
              used.getKey());
        }
      }
      case Change.Acknowledge(String hash, long event) ->
          execute("UPDATE sessions SET acknowledged = ? WHERE hash = ?", event, hash);
      case Change.PutBot(StoredBot bot) ->
          execute(
              "INSERT OR REPLACE INTO bots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              bot.id(),
              vault.seal(bot.token().getBytes(StandardCharsets.UTF_8), tokenOf(bot.id())),
              bot.user(),
              bot.wanted(),
              bot.intents(),
              bot.shards(),
              bot.gatewayUrl(),
              bot.autoDefer() ? 1 : 0,
              bot.applicationId());
      case Change.RemoveBot(long id) -> {
        execute("DELETE FROM bots WHERE id = ?", id);
        for (String table : OF_A_BOT) {
          execute("DELETE FROM " + table + " WHERE bot = ?", id);
        }
        execute(
            "DELETE FROM dead_letters WHERE webhook IN"
                + " (SELECT id FROM webhooks WHERE bot = ? AND owner IS NOT NULL)",
            id);
        execute("DELETE FROM webhooks WHERE bot = ? AND owner IS NOT NULL", id);
        resumePoints.forget(id);
      }
      case Change.BeginLog(long bot, long id) ->
          execute("INSERT OR IGNORE INTO trimmed VALUES (?, ?)", bot, id);
      case Change.PutGuild(StoredGuild guild) -> merged(guild);
      case Change.PutWebhook(StoredWebhook webhook) ->
          execute(
              """
              INSERT INTO webhooks VALUES (?, ?, ?, ?, ?)
              ON CONFLICT (id) DO UPDATE SET definition = excluded.definition
              """,
              webhook.id(),
              webhook.botId(),
              vault.seal(webhook.definition(), definitionOf(webhook.id())),
              webhook.cursor(),
              webhook.owner());
      case Change.RemoveWebhook(String id) -> {
        execute("DELETE FROM webhooks WHERE id = ?", id);
        execute("DELETE FROM dead_letters WHERE webhook = ?", id);
      }
      case Change.MoveWebhook(String id, long cursor) ->
          execute("UPDATE webhooks SET cursor = ? WHERE id = ?", cursor, id);
      case Change.PutDeadLetter(DeadLetter letter) -> {
        execute(
            "INSERT OR REPLACE INTO dead_letters VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            letter.webhookId(),
            letter.event().id(),
            letter.event().botId(),
            letter.event().type(),
            letter.event().timeMillis(),
            letter.event().data(),
            letter.diedAt().toEpochMilli(),
            letter.reason());
        execute(
            """
            DELETE FROM dead_letters WHERE webhook = ?1 AND id <= (
              SELECT id FROM dead_letters WHERE webhook = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2
            )
            """,
            letter.webhookId(),
            DeadLetter.MOST);
      }
      case Change.PutKey(StoredKey key) -> put(key);
      case Change.RemoveKey(String key) ->
          execute("DELETE FROM idempotency_keys WHERE key = ?", key);
      case Change.ForgetKeys(Instant before, long bytes, long bytesOfBot) -> {
        execute("DELETE FROM idempotency_keys WHERE at < ?", before.toEpochMilli());
        Surplus.forgetKeys(this, bytes, bytesOfBot);
      }
      case Change.RemoveDeadLetter(String webhook, long event) ->
          execute("DELETE FROM dead_letters WHERE webhook = ? AND id = ?", webhook, event);
      case Change.PutClientSession(StoredClientSession session) ->
          execute(
              "INSERT OR REPLACE INTO client_sessions VALUES (?, ?, ?, ?, ?)",
              session.id(),
              session.botId(),
              session.session(),
              session.state(),
              session.seenAt().toEpochMilli());
      case Change.RemoveClientSession(String id) ->
          execute("DELETE FROM client_sessions WHERE id = ?", id);
      case Change.TrimClientSessions(Instant since, long most, long mostOfBot) -> {
        execute("DELETE FROM client_sessions WHERE seen < ?", since.toEpochMilli());
        Surplus.forgetClients(this, most, mostOfBot);
      }
    }
  }

  private void put(StoredKey key) throws SQLException {
    byte[] answer = key.answer();
    execute(
        "INSERT OR REPLACE INTO idempotency_keys VALUES (?, ?, ?, ?, ?, ?)",
        key.key(),
        key.bot(),
        key.request(),
        answer == null ? null : vault.seal(answer, answerOf(key.key())),
        key.at().toEpochMilli(),
        StoredKey.OVERHEAD + (answer == null ? 0 : answer.length));
  }

  /// What a sealed answer belongs to.
  static String answerOf(String key) {
    return "answer of " + key;
  }

  /// What a sealed token belongs to.
  static String tokenOf(long botId) {
    return "token of " + botId;
  }

  /// What a sealed definition belongs to.
  static String definitionOf(String webhookId) {
    return "definition of " + webhookId;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  /// Writes something that changes nothing, to see whether it can.
  void probe() throws SQLException {
    execute("UPDATE meta SET value = value");
  }

  /// Commits what came since the last commit.
  void commit() throws SQLException {
    resumePoints.flush();
    index.flush(this);
    connection.commit();
    resumePoints.committed();
    index.committed();
  }

  /// Has the next commit write all resume points, so that no event is needed for one any more, and
  /// the index of all events before it.
  void flushAll() {
    resumePoints.flushNext();
    index.flushAll();
  }

  /// A bot's events up to one were deleted.
  void trimmed(long bot, long upTo) throws SQLException {
    execute("INSERT OR REPLACE INTO trimmed VALUES (?, ?)", bot, upTo);
    index.forget(this, bot, upTo);
  }

  /// Undoes what came since the last commit.
  void rollback() throws SQLException {
    resumePoints.rolledBack();
    index.rolledBack();
    forgetStatements();
    try {
      connection.rollback();
    } catch (SQLException rolledBackAlready) {
      // Where the disk is full SQLite does so by itself, and then the driver does not begin anew.
      try (var statement = connection.createStatement()) {
        statement.execute("BEGIN");
      }
    }
  }

  /// The driver takes none again that has failed.
  private void forgetStatements() {
    for (PreparedStatement statement : statements.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        // It tells once more of the failure that led here.
      }
    }
    statements.clear();
  }

  int execute(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepare(sql);
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case String text -> statement.setString(i + 1, text);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case null -> statement.setObject(i + 1, null);
        default -> throw new IllegalArgumentException("no column holds this");
      }
    }
    return statement.executeUpdate();
  }
}

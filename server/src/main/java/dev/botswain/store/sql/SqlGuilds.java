package dev.botswain.store.sql;

import dev.botswain.store.Change;
import dev.botswain.store.GuildChange;
import dev.botswain.store.GuildStore;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredGuild;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tables `guilds` and `guild_changes`.
public final class SqlGuilds implements GuildStore {
  private static final String PUT =
      Statements.put("guilds", List.of("bot", "guild"), "shard", "upto", "document");

  private final Reader reader;

  public SqlGuilds(Reader reader) {
    this.reader = reader;
  }

  @Override
  public Future<List<StoredGuild>> of(long botId) {
    return reader.read(connection ->
        Select.list(
            connection,
            "SELECT * FROM guilds WHERE bot = ? ORDER BY guild",
            row -> guild(connection, row),
            botId));
  }

  @Override
  public Future<Optional<StoredGuild>> find(long botId, long guildId) {
    return reader.read(connection ->
        Select.first(
            connection,
            "SELECT * FROM guilds WHERE bot = ? AND guild = ?",
            row -> guild(connection, row),
            botId,
            guildId));
  }

  private static StoredGuild guild(Connection connection, ResultSet row) throws SQLException {
    long bot = row.getLong("bot");
    long guild = row.getLong("guild");
    return new StoredGuild(
        bot,
        guild,
        row.getInt("shard"),
        Packed.unpack(row.getBytes("document")),
        row.getLong("upto"),
        Select.list(
            connection,
            "SELECT id, bot, type, time, data FROM guild_changes WHERE bot = ? AND guild = ?"
                + " ORDER BY id",
            Select::event,
            bot,
            guild));
  }

  public static void write(Statements to, Change.OfGuilds change) throws SQLException {
    switch (change) {
      case Change.PutGuild(StoredGuild guild) -> merged(to, guild);
    }
  }

  /// A document that arrives late, after the guild was replaced or removed, is ignored.
  private static void merged(Statements to, StoredGuild guild) throws SQLException {
    int there =
        to.execute(
            "UPDATE guilds SET upto = ?, document = ? WHERE bot = ? AND guild = ? AND upto < ?",
            guild.upTo(),
            Packed.pack(guild.document()),
            guild.botId(),
            guild.guildId(),
            guild.upTo());
    if (there > 0) {
      forgetChanges(to, guild.botId(), guild.guildId(), guild.upTo());
    }
  }

  /// What an event changes.
  public static void write(Statements to, StoredEvent event, GuildChange change)
      throws SQLException {
    long bot = event.botId();
    switch (change) {
      case GuildChange.Whole(long guild, int shard, byte[] document) -> {
        to.execute(PUT, bot, guild, shard, event.id(), Packed.pack(document));
        forgetChanges(to, bot, guild, event.id());
      }
      case GuildChange.Part(long guild) ->
          to.execute(
              """
              INSERT INTO guild_changes SELECT bot, guild, ?, ?, ?, ?
              FROM guilds WHERE bot = ? AND guild = ? ON CONFLICT DO NOTHING
              """,
              event.id(),
              event.type(),
              event.timeMillis(),
              event.data(),
              bot,
              guild);
      case GuildChange.Gone(long guild) -> gone(to, bot, guild);
      case GuildChange.Listed(int shard, Set<Long> guilds) -> {
        for (long guild : guildsOf(to, bot, shard)) {
          if (!guilds.contains(guild)) {
            gone(to, bot, guild);
          }
        }
      }
    }
  }

  private static void forgetChanges(Statements to, long bot, long guild, long upTo)
      throws SQLException {
    to.execute(
        "DELETE FROM guild_changes WHERE bot = ? AND guild = ? AND id <= ?", bot, guild, upTo);
  }

  private static void gone(Statements to, long bot, long guild) throws SQLException {
    to.execute("DELETE FROM guilds WHERE bot = ? AND guild = ?", bot, guild);
    to.execute("DELETE FROM guild_changes WHERE bot = ? AND guild = ?", bot, guild);
  }

  private static List<Long> guildsOf(Statements to, long bot, int shard) throws SQLException {
    PreparedStatement select = to.prepare("SELECT guild FROM guilds WHERE bot = ? AND shard = ?");
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
}

package dev.botswain.store.sqlite;

import dev.botswain.store.Append;
import dev.botswain.store.Backlog;
import dev.botswain.store.Change;
import dev.botswain.store.Condition;
import dev.botswain.store.DeadLetter;
import dev.botswain.store.Kept;
import dev.botswain.store.Retention;
import dev.botswain.store.Store;
import dev.botswain.store.StoredGatewaySession;
import dev.botswain.store.StoredGuild;
import dev.botswain.store.StoredPage;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A store in a file, see the package.
public final class SqliteStore implements Store {
  private final DataFolder folder;
  private final Vault vault;
  private final Writer writer;
  private final Checkpoints checkpoints;
  private final Reader reader;
  private final Trim trim;

  private SqliteStore(DataFolder folder, Vault vault, Database database, InstantSource clock) {
    this.folder = folder;
    this.vault = vault;
    try {
      writer = new Writer(database.connect(), vault, clock);
      checkpoints = new Checkpoints(database, writer::checkpoint);
      reader = new Reader(database, vault);
      trim = new Trim(writer);
    } catch (SQLException e) {
      throw database.unusable(e);
    }
  }

  /// Opens the store in a folder, or makes it.
  ///
  /// @param key 32 bytes; null to take the key from a file in the folder, made at the first time
  /// @throws dev.botswain.store.StoreUnusableException if it cannot be used. It is left as it is
  public static SqliteStore open(
      Path path, byte @org.jspecify.annotations.Nullable [] key, InstantSource clock) {
    DataFolder folder = DataFolder.take(path);
    try {
      Database database = Database.open(folder.database());
      var vault = new Vault(key == null ? folder.key(!database.hasKey()) : key);
      database.check(vault, folder.keyFile());
      var store = new SqliteStore(folder, vault, database, clock);
      store.writer.start();
      store.checkpoints.start();
      return store;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public Kept load() {
    return reader.load();
  }

  @Override
  public void append(Append append, Runnable stored) {
    writer.append(append, stored);
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    return writer.write(changes);
  }

  @Override
  public Future<StoredPage> events(long botId, long after, int limit, int bytes) {
    return reader.events(botId, after, limit, bytes);
  }

  @Override
  public Future<Backlog> backlog(long botId, long after) {
    return reader.backlog(botId, after);
  }

  @Override
  public Future<List<StoredGuild>> guilds(long botId) {
    return reader.guilds(botId);
  }

  @Override
  public Future<List<StoredGuild>> guild(long botId, long guildId) {
    return reader.guild(botId, guildId);
  }

  @Override
  public Future<List<StoredGatewaySession>> gatewaySession(String id) {
    return reader.gatewaySession(id);
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String webhookId, long after, int limit) {
    return reader.deadLetters(webhookId, after, limit);
  }

  @Override
  public Future<Map<Long, Long>> trim(Retention retention) {
    return trim.run(retention);
  }

  @Override
  public Condition condition() {
    return writer.condition();
  }

  @Override
  public long backlogBytes() {
    return writer.backlogBytes();
  }

  @Override
  public void close() {
    checkpoints.close();
    writer.close();
    reader.close();
    folder.close();
  }
}

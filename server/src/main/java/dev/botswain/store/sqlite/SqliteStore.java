package dev.botswain.store.sqlite;

import dev.botswain.store.Append;
import dev.botswain.store.Backlog;
import dev.botswain.store.Change;
import dev.botswain.store.Condition;
import dev.botswain.store.DeadLetter;
import dev.botswain.store.Kept;
import dev.botswain.store.Retention;
import dev.botswain.store.Store;
import dev.botswain.store.StoredClientSession;
import dev.botswain.store.StoredGuild;
import dev.botswain.store.StoredKey;
import dev.botswain.store.StoredPage;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A store in a file, see the package.
public final class SqliteStore implements Store {
  private final DataFolder folder;
  private final Database database;
  private final Connection writing;
  private final Writer writer;
  private final Checkpoints checkpoints;
  private final Reader reader;

  private SqliteStore(
      DataFolder folder,
      Database database,
      Vault vault,
      InstantSource clock,
      Checkpoints.Pace checkpoints)
      throws SQLException {
    this.folder = folder;
    this.database = database;
    this.writing = database.connect();
    var index = new EventIndex(writing);
    this.writer = new Writer(writing, vault, index, clock);
    this.checkpoints = new Checkpoints(database, writer::checkpoint, checkpoints);
    this.reader = new Reader(database, vault, index);
  }

  /// Opens the store in a folder, or makes it.
  ///
  /// @param key 32 bytes; null to take the key from a file in the folder, made at the first time
  /// @throws dev.botswain.store.StoreUnusableException if it cannot be used. It is left as it is
  public static SqliteStore open(Path path, byte @Nullable [] key, InstantSource clock) {
    return open(path, key, clock, Checkpoints.Pace.NORMAL);
  }

  static SqliteStore open(
      Path path, byte @Nullable [] key, InstantSource clock, Checkpoints.Pace checkpoints) {
    DataFolder folder = DataFolder.take(path);
    try {
      SqliteLibrary.load(folder.nativeCode());
      Contents contents = Contents.of(folder.database());
      var vault = new Vault(key == null ? folder.key(contents.isNew()) : key);
      contents.check(vault, folder.keyFile());
      return start(folder, Database.open(contents.file(), vault), vault, clock, checkpoints);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static SqliteStore start(
      DataFolder folder,
      Database database,
      Vault vault,
      InstantSource clock,
      Checkpoints.Pace checkpoints) {
    try {
      var store = new SqliteStore(folder, database, vault, clock, checkpoints);
      store.writer.start();
      store.checkpoints.start();
      return store;
    } catch (SQLException e) {
      database.close();
      throw database.unusable(e);
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
  public Future<List<StoredClientSession>> clientSession(String id) {
    return reader.clientSession(id);
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String webhookId, long after, int limit) {
    return reader.deadLetters(webhookId, after, limit);
  }

  @Override
  public Future<List<StoredKey>> key(String key) {
    return reader.key(key);
  }

  @Override
  public Future<Map<Long, Long>> trim(Retention retention) {
    return new Trim(reader, writer, retention).run();
  }

  @Override
  public Condition condition() {
    return writer.condition();
  }

  @Override
  public long backlogBytes() {
    return writer.backlogBytes();
  }

  /// The connection that writes, for a test that leaves it no room.
  Connection writing() {
    return writing;
  }

  @Override
  public void close() {
    checkpoints.close();
    writer.close();
    reader.close();
    database.close();
    folder.close();
  }
}

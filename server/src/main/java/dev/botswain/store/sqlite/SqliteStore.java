package dev.botswain.store.sqlite;

import dev.botswain.store.AccessStore;
import dev.botswain.store.AuditStore;
import dev.botswain.store.BotStore;
import dev.botswain.store.Change;
import dev.botswain.store.ClientSessionStore;
import dev.botswain.store.Condition;
import dev.botswain.store.EventStore;
import dev.botswain.store.GuildStore;
import dev.botswain.store.KeyStore;
import dev.botswain.store.NodeStore;
import dev.botswain.store.ProcessStore;
import dev.botswain.store.SecretKeys;
import dev.botswain.store.SessionStore;
import dev.botswain.store.SoleNode;
import dev.botswain.store.SoleProcess;
import dev.botswain.store.Store;
import dev.botswain.store.WebhookStore;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.Keyring;
import dev.botswain.store.sealing.Keyset;
import dev.botswain.store.sealing.Vault;
import dev.botswain.store.sql.KeysInUse;
import dev.botswain.store.sql.SqlAccess;
import dev.botswain.store.sql.SqlAudit;
import dev.botswain.store.sql.SqlBots;
import dev.botswain.store.sql.SqlClientSessions;
import dev.botswain.store.sql.SqlGuilds;
import dev.botswain.store.sql.SqlKeys;
import dev.botswain.store.sql.SqlSecretKeys;
import dev.botswain.store.sql.SqlSessions;
import dev.botswain.store.sql.SqlWebhooks;
import dev.botswain.store.sql.Writer;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// A store in a file; see the package.
public final class SqliteStore implements Store {
  private final DataFolder folder;
  private final Database database;
  private final Connection writing;
  private final Writer writer;
  private final Checkpoints checkpoints;
  private final SqliteReader reader;
  private final EventStore events;
  private final GuildStore guilds;
  private final BotStore bots;
  private final SessionStore sessions;
  private final WebhookStore webhooks;
  private final KeyStore keys;
  private final ClientSessionStore clientSessions;
  private final AuditStore audit;
  private final AccessStore access;
  private final SqlSecretKeys secretKeys;
  private final NodeStore nodes;
  private final ProcessStore processes = new SoleProcess();

  private SqliteStore(
      DataFolder folder,
      Database database,
      Keyring keyring,
      Vault vault,
      InstantSource clock,
      Checkpoints.Pace checkpoints)
      throws SQLException {
    this.folder = folder;
    this.database = database;
    this.writing = database.connect();
    var index = new EventIndex(writing);
    var keysInUse = KeysInUse.read(writing);
    var rows = new SqliteRows(writing, vault, index);
    this.writer = new Writer(rows, clock);
    this.checkpoints = new Checkpoints(database, () -> finish(rows), checkpoints);
    this.reader = new SqliteReader(database);
    this.events = new SqliteEvents(writer, rows, reader, index);
    this.guilds = new SqlGuilds(reader);
    this.bots = new SqlBots(reader, vault, ResumePoints.SELECT);
    this.sessions = new SqlSessions(reader);
    this.nodes = new SoleNode(bots, () -> writer.run(_ -> true));
    this.webhooks = new SqlWebhooks(reader, vault);
    this.keys = new SqlKeys(reader, vault);
    this.clientSessions = new SqlClientSessions(reader);
    this.audit = new SqlAudit(writer, reader);
    this.access = new SqlAccess(reader);
    this.secretKeys = new SqlSecretKeys(keyring, keysInUse, vault, writer, reader, database);
  }

  private void finish(SqliteRows rows) {
    rows.checkpointNext();
    writer.wake();
  }

  /// Opens the store in a folder, or creates it.
  ///
  /// @throws dev.botswain.store.StoreUnusableException if it cannot be used. It stays unchanged
  public static SqliteStore open(Path path, KeySource source, InstantSource clock) {
    return open(path, source, clock, Checkpoints.Pace.NORMAL);
  }

  static SqliteStore open(
      Path path, KeySource source, InstantSource clock, Checkpoints.Pace checkpoints) {
    DataFolder folder = DataFolder.take(path);
    try {
      SqliteLibrary.load(folder.nativeCode());
      Contents contents = Contents.of(folder.database());
      var keyring = new Keyring(source, path);
      Keyset keys = keyring.read(contents.isNew());
      contents.keys().check(keys, contents.file().toString(), keyring, Keyring.BEGIN_ANEW);
      UpgradeCopy.keep(contents);
      Database database = Database.open(contents.file(), keys);
      return start(folder, database, keyring, new Vault(keys), clock, checkpoints);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static SqliteStore start(
      DataFolder folder,
      Database database,
      Keyring keyring,
      Vault vault,
      InstantSource clock,
      Checkpoints.Pace checkpoints) {
    try {
      var store = new SqliteStore(folder, database, keyring, vault, clock, checkpoints);
      store.writer.start();
      store.checkpoints.start();
      store.secretKeys.start();
      return store;
    } catch (SQLException e) {
      database.close();
      throw database.unusable(e);
    }
  }

  @Override
  public EventStore events() {
    return events;
  }

  @Override
  public GuildStore guilds() {
    return guilds;
  }

  @Override
  public BotStore bots() {
    return bots;
  }

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public WebhookStore webhooks() {
    return webhooks;
  }

  @Override
  public KeyStore keys() {
    return keys;
  }

  @Override
  public ClientSessionStore clientSessions() {
    return clientSessions;
  }

  @Override
  public AuditStore audit() {
    return audit;
  }

  @Override
  public AccessStore access() {
    return access;
  }

  @Override
  public SecretKeys secretKeys() {
    return secretKeys;
  }

  @Override
  public NodeStore nodes() {
    return nodes;
  }

  @Override
  public ProcessStore processes() {
    return processes;
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    return writer.write(changes);
  }

  @Override
  public Future<Void> writeSoon(Change change) {
    return writer.writeSoon(change);
  }

  @Override
  public Condition condition() {
    return writer.condition();
  }

  /// The connection that writes, for a test that limits its space.
  Connection writing() {
    return writing;
  }

  @Override
  public void close() {
    secretKeys.close();
    checkpoints.close();
    writer.close();
    reader.close();
    database.close();
    folder.close();
  }
}

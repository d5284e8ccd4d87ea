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
  private final Reader reader;
  private final EventStore events;
  private final GuildStore guilds;
  private final BotStore bots;
  private final SessionStore sessions;
  private final WebhookStore webhooks;
  private final KeyStore keys;
  private final ClientSessionStore clientSessions;
  private final AuditStore audit;
  private final AccessStore access;
  private final SqliteSecretKeys secretKeys;
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
    var keysInUse = KeysInUse.read(writing, Schema.version());
    this.writer = new Writer(writing, vault, index, clock);
    this.checkpoints = new Checkpoints(database, writer::checkpoint, checkpoints);
    this.reader = new Reader(database);
    this.events = new SqliteEvents(writer, reader, index);
    this.guilds = new SqliteGuilds(reader);
    this.bots = new SqliteBots(reader, vault);
    this.sessions = new SqliteSessions(reader);
    this.nodes = new SoleNode(bots);
    this.webhooks = new SqliteWebhooks(reader, vault);
    this.keys = new SqliteKeys(reader, vault);
    this.clientSessions = new SqliteClientSessions(reader);
    this.audit = new SqliteAudit(writer, reader);
    this.access = new SqliteAccess(reader);
    this.secretKeys = new SqliteSecretKeys(keyring, keysInUse, vault, writer, reader, database);
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
      contents.keys().check(keys, contents.file(), keyring, Keyring.BEGIN_ANEW);
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

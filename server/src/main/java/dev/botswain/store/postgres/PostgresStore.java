package dev.botswain.store.postgres;

import dev.botswain.config.DatabaseUrl;
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
import dev.botswain.store.Store;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.WebhookStore;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.Keyring;
import dev.botswain.store.sealing.Keyset;
import dev.botswain.store.sealing.Vault;
import dev.botswain.store.sql.Dialect;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// A store in a PostgreSQL database, which several nodes may use; see the package.
public final class PostgresStore implements Store {
  private static final String BEGIN_ANEW =
      ", or set BOTSWAIN_STORE to an empty database to begin anew (all bots then have to log in"
          + " again)";

  private final WriterLine line;
  private final Writer writer;
  private final PostgresReader reader;
  private final PostgresNodes nodes;
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
  private final PostgresProcesses processes;

  private PostgresStore(
      Target target, Keyring keyring, KeysInUse keysInUse, Vault vault, InstantSource clock) {
    var partitions = new Partitions();
    var refusing = new Refusing();
    this.line = new WriterLine(target);
    var rows = new PostgresRows(line, vault, partitions, refusing);
    this.writer = new Writer(rows, clock);
    this.reader = new PostgresReader(target);
    this.nodes = new PostgresNodes(target, vault, writer, rows, refusing);
    this.events =
        new PostgresEvents(
            writer, reader, nodes, new PostgresTrim(nodes::joined, partitions, clock));
    this.guilds = new SqlGuilds(reader);
    this.bots = new SqlBots(reader, vault, PostgresEvents.RESUME_POINTS);
    this.sessions = new SqlSessions(reader);
    this.webhooks = new SqlWebhooks(reader, vault);
    this.keys = new SqlKeys(reader, vault);
    this.clientSessions = new SqlClientSessions(reader);
    this.audit = new SqlAudit(writer, reader);
    this.access = new SqlAccess(reader);
    this.processes = new PostgresProcesses(target);
    this.secretKeys =
        new SqlSecretKeys(keyring, keysInUse, vault, writer, reader, new SharedKeys(target));
  }

  /// Opens the store in a database, or makes its tables.
  ///
  /// @param source the same for all nodes
  /// @throws StoreUnusableException if it cannot be used. It stays unchanged
  public static PostgresStore open(DatabaseUrl url, KeySource source, InstantSource clock) {
    var target = new Target(url);
    var keyring = new Keyring(source, folder(source));
    Keyset keys = keyring.read(false);
    KeysInUse inUse;
    try (Connection connection = target.connect("start", Duration.ofSeconds(60))) {
      connection.setAutoCommit(false);
      Schema.migrate(connection, target.name());
      KeysInUse.read(connection).check(keys, target.name(), keyring, BEGIN_ANEW);
      KeysInUse.adopt(connection, Dialect.POSTGRES, keys);
      inUse = KeysInUse.read(connection);
      connection.commit();
      connection.setAutoCommit(true);
      new Partitions().addAhead(connection, clock.instant());
    } catch (SQLException e) {
      throw new StoreUnusableException(
          "cannot use %s (%s)".formatted(target.name(), Failures.reason(e)), e);
    }
    var store = new PostgresStore(target, keyring, inUse, new Vault(keys), clock);
    store.writer.start();
    store.secretKeys.start();
    return store;
  }

  private static Path folder(KeySource source) {
    return switch (source) {
      case KeySource.InFile(Path file) when file.toAbsolutePath().getParent() != null ->
          file.toAbsolutePath().getParent();
      case KeySource.InFile _, KeySource.Given _ -> Path.of("");
      case KeySource.InFolder() ->
          throw new StoreUnusableException(
              "BOTSWAIN_STORE needs BOTSWAIN_SECRET_KEY or BOTSWAIN_SECRET_KEY_FILE");
    };
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

  @Override
  public void close() {
    secretKeys.close();
    writer.close();
    line.close();
    nodes.close();
    processes.close();
    reader.close();
  }
}

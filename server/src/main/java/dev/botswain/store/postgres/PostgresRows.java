package dev.botswain.store.postgres;

import dev.botswain.store.Append;
import dev.botswain.store.Change;
import dev.botswain.store.GuildChange;
import dev.botswain.store.NodeStore.Refusal;
import dev.botswain.store.postgres.Positions.Key;
import dev.botswain.store.sealing.Vault;
import dev.botswain.store.sql.Rows;
import dev.botswain.store.sql.SqlAccess;
import dev.botswain.store.sql.SqlAudit;
import dev.botswain.store.sql.SqlBots;
import dev.botswain.store.sql.SqlClientSessions;
import dev.botswain.store.sql.SqlGuilds;
import dev.botswain.store.sql.SqlKeys;
import dev.botswain.store.sql.SqlSessions;
import dev.botswain.store.sql.SqlWebhooks;
import dev.botswain.store.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Rows of PostgreSQL, written as a node.
///
/// Events are gathered and added by one statement, which is a transaction of its own if nothing
/// else is to be written. Whatever belongs to bots is written only while this node is alive, which
/// each transaction makes sure of ([#fenced]); the events of a bot, only while the node owns it
/// with the epoch that they bear.
final class PostgresRows implements Rows {
  private static final long PATIENCE_NANOS = 3_000_000_000L;
  private static final long PAUSE_NANOS = 100_000_000L;

  private final WriterLine line;
  private final Vault vault;
  private final Partitions partitions;
  private final Refusing refusing;
  private final Shards shards = new Shards();
  private final Positions positions;
  private final Batch batch = new Batch();
  private final List<Append> written = new ArrayList<>();
  private final Set<Append> refused = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Refusal> refusals = new HashSet<>();
  private @Nullable UUID me;
  private @Nullable String transaction;
  private boolean open;
  private boolean fenced;
  private boolean oneByOne;

  PostgresRows(WriterLine line, Vault vault, Partitions partitions, Refusing refusing) {
    this.line = line;
    this.vault = vault;
    this.partitions = partitions;
    this.refusing = refusing;
    this.positions = new Positions(refusing);
  }

  /// From here on everything is written as this node. What was gathered as an earlier one is
  /// dropped.
  void writeAs(UUID node) {
    refused.addAll(batch.appends());
    batch.clear();
    me = node;
    fenced = false;
    shards.forgetAll();
    positions.forgetAll();
    refusing.forgetAll();
  }

  @Override
  public Statements statements() {
    try {
      number();
      return line.statements();
    } catch (SQLException e) {
      throw new LostException(e);
    }
  }

  /// There is no connection.
  static final class LostException extends RuntimeException {
    LostException(SQLException cause) {
      super(cause);
    }
  }

  @Override
  public void append(Append append) throws SQLException {
    if (!line.isInUse()) {
      connected(); // Which says whether the event is stored or refused already.
    }
    if (me == null || refusing.isRefused(append)) {
      refused.add(append);
      return;
    }
    if (positions.isStored(append)) {
      written.add(append);
      return;
    }
    if (!batch.takes(append)) {
      flush();
    }
    batch.add(append);
    if (oneByOne) {
      flush();
    }
  }

  @Override
  public void write(Change change) throws SQLException {
    switch (change) {
      case Change.OfBots it -> {
        flush();
        SqlBots.write(fenced(), vault, it);
        if (it instanceof Change.RemoveBot(long id)) {
          shards.forget(id);
        }
      }
      case Change.BeginLog(long bot, long id) -> {
        flush();
        fenced()
            .execute(
                "INSERT INTO logs (bot, trimmed) VALUES (?, ?) ON CONFLICT DO NOTHING", bot, id);
      }
      case Change.OfGuilds it -> {
        flush();
        SqlGuilds.write(fenced(), it);
      }
      case Change.OfSessions it -> SqlSessions.write(fenced(), it);
      case Change.OfWebhooks it -> SqlWebhooks.write(fenced(), vault, it);
      case Change.OfKeys it -> SqlKeys.write(fenced(), vault, it);
      case Change.OfClientSessions it -> SqlClientSessions.write(fenced(), it);
      case Change.OfAudit it -> SqlAudit.write(statements(), it);
      case Change.OfAccess it -> {
        SqlAccess.write(statements(), it);
        statements().execute("UPDATE revisions SET n = n + 1 WHERE name = 'access'");
      }
    }
  }

  /// The statements, in a transaction in which this node is alive, and stays so until its end.
  private Statements fenced() throws SQLException {
    if (!fenced) {
      UUID node = me;
      if (node == null) {
        throw new IllegalStateException("no node has joined");
      }
      begin();
      try (var row =
          line.query(
              "SELECT pg_current_xact_id()::text FROM nodes"
                  + " WHERE id = ? AND state <> 'dead' FOR SHARE",
              node)) {
        if (!row.next()) {
          throw refusing.fenced(node);
        }
        transaction = row.getString(1);
      }
      fenced = true;
    }
    number();
    return line.statements();
  }

  private void begin() throws SQLException {
    if (!open) {
      connected().setAutoCommit(false);
      open = true;
    }
  }

  /// A transaction that is not only of events needs a number, by which to ask for its outcome.
  private void number() throws SQLException {
    begin();
    if (transaction == null) {
      try (var row = line.query("SELECT pg_current_xact_id()::text")) {
        row.next();
        transaction = row.getString(1);
      }
    }
  }

  private Connection connected() throws SQLException {
    Connection connection = line.connected();
    if (line.isNew()) {
      shards.forgetAll();
      positions.check(connection, me);
      line.isUsed();
    }
    return connection;
  }

  /// Writes what was gathered, within the transaction.
  private void flush() throws SQLException {
    if (batch.isEmpty()) {
      return;
    }
    begin();
    addPartitions();
    List<Append> accepted = execute();
    shards.write(line.statements(), accepted);
    for (Append append : accepted) {
      for (GuildChange change : append.changes()) {
        SqlGuilds.write(line.statements(), append.event(), change);
      }
    }
    batch.clear();
  }

  /// @return those that were not refused
  private List<Append> execute() throws SQLException {
    UUID node = me;
    if (node == null) {
      throw new IllegalStateException("no node has joined");
    }
    Set<Long> notOwned;
    try {
      notOwned = batch.execute(line.connected(), line.append(), node);
    } catch (SQLException e) {
      throw Failures.isFenced(e) ? refusing.fenced(node) : e;
    }
    fenced = open;
    var accepted = new ArrayList<Append>(batch.appends().size());
    for (Append append : batch.appends()) {
      long bot = append.event().botId();
      if (notOwned.contains(bot)) {
        refused.add(append);
        refusals.add(new Refusal.NotOwner(bot, append.epoch()));
      } else {
        accepted.add(append);
      }
    }
    written.addAll(accepted);
    return accepted;
  }

  private void addPartitions() throws SQLException {
    for (Append append : batch.appends()) {
      if (!partitions.isThere(append.event().id())) {
        partitions.add(line.connected(), append.event().id());
      }
    }
  }

  @Override
  public void probe() throws SQLException {
    begin();
    try (var row = line.query("SELECT pg_is_in_recovery()")) {
      row.next();
      if (row.getBoolean(1)) {
        throw new SQLException("the server is a standby", "25006");
      }
    }
  }

  @Override
  public void commit() throws SQLException {
    try {
      if (!open && isPlain()) {
        if (!batch.isEmpty()) {
          connected().setAutoCommit(true);
          execute();
          batch.clear();
        }
      } else {
        flush();
        if (open) {
          line.connected().commit();
        }
      }
    } catch (SQLException e) {
      if (!Failures.isOutcomeUnknown(e) || !isDone(e)) {
        throw e;
      }
    }
    positions.reached(written);
    shards.committed();
    refusals.forEach(refusing::add);
    end();
    oneByOne = false;
  }

  /// Whether there are only events to add.
  private boolean isPlain() {
    for (Append append : batch.appends()) {
      if (!append.changes().isEmpty()
          || shards.needsRow(append)
          || !partitions.isThere(append.event().id())) {
        return false;
      }
    }
    return true;
  }

  /// The connection was lost at a commit: finds out on another one whether it took place. If there
  /// is none soon, all that is not an event fails.
  private boolean isDone(SQLException failure) {
    var events = new ArrayList<>(batch.appends());
    events.addAll(written);
    String number = transaction;
    long until = System.nanoTime() + (number == null ? 0 : PATIENCE_NANOS);
    do {
      try {
        line.drop();
        return isDone(line.connected(), number, events);
      } catch (SQLException e) {
        failure.addSuppressed(e);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } while (System.nanoTime() < until);
    positions.doubt(events);
    return false;
  }

  private boolean isDone(Connection connection, @Nullable String number, List<Append> events)
      throws SQLException {
    Set<Key> found = Positions.found(connection, events);
    boolean done =
        events.isEmpty()
            ? number != null && Positions.isCommitted(connection, number)
            : !found.isEmpty();
    if (done) {
      for (Append append : batch.appends()) {
        if (found.contains(Key.of(append))) {
          written.add(append);
        } else {
          refused.add(append);
          refusals.add(new Refusal.NotOwner(append.event().botId(), append.epoch()));
        }
      }
    }
    return done;
  }

  private void end() {
    batch.clear();
    written.clear();
    refusals.clear();
    open = false;
    fenced = false;
    transaction = null;
  }

  @Override
  public boolean isStored(Append append) {
    return !refused.remove(append);
  }

  @Override
  public void rollback() throws SQLException {
    shards.rolledBack();
    refused.clear();
    end();
    line.rollback();
  }

  @Override
  public boolean isOfTheData(Throwable failure) {
    return Failures.isOfTheData(failure) && !(failure instanceof LostException);
  }

  @Override
  public boolean isPassing(Throwable failure) {
    if (Failures.isWithoutPartition(failure)) {
      partitions.forgetAll();
    }
    if (Failures.isReadOnly(failure)) {
      line.drop();
    }
    return Failures.isPassing(failure);
  }

  @Override
  public boolean writeOneByOne() {
    boolean changed = !oneByOne;
    oneByOne = true;
    return changed;
  }
}

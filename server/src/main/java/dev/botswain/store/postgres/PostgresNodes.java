package dev.botswain.store.postgres;

import dev.botswain.store.NodeStore;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.sealing.Vault;
import dev.botswain.store.sql.RefusedException;
import dev.botswain.store.sql.Select;
import dev.botswain.store.sql.Writer;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The tables `nodes`, `beats` and `ownership`. Each call is one statement, which is a transaction
/// of its own, so that a node that stops half-way holds up nobody.
final class PostgresNodes implements NodeStore, AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration CONTROL = Duration.ofSeconds(5);

  private final Line beats;
  private final Line control;
  private final Line fences;
  private final Target target;
  private final Vault vault;
  private final Writer writer;
  private final PostgresRows rows;
  private final Refusing refusing;
  private volatile @Nullable UUID joined;

  PostgresNodes(Target target, Vault vault, Writer writer, PostgresRows rows, Refusing refusing) {
    this.target = target;
    this.vault = vault;
    this.writer = writer;
    this.rows = rows;
    this.refusing = refusing;
    this.beats = new Line(target, "beat", BEAT);
    this.control = new Line(target, "nodes", CONTROL);
    this.fences = new Line(target, "fence", CONTROL);
  }

  /// The node that joined last.
  @Nullable UUID joined() {
    return joined;
  }

  @Override
  public Future<Void> join(UUID me, String url) {
    byte[] sealing = vault.keys().first().id();
    return control
        .run(connection ->
            Select.list(
                connection,
                "SELECT join_node(?, ?, ?, ?)",
                _ -> true,
                me,
                url,
                target.process(),
                sealing))
        .compose(_ -> writeAs(me));
  }

  /// Once what was given before is written or refused.
  private Future<Void> writeAs(UUID me) {
    return writer
        .run(_ -> {
          rows.writeAs(me);
          joined = me;
          return true;
        })
        .recover(e ->
            e.getCause() instanceof RefusedException
                ? writeAs(me).map(true)
                : Future.failedFuture(e))
        .mapEmpty();
  }

  @Override
  public Future<View> beat(UUID me, long since) {
    return beats.run(connection -> {
      try (var beat = connection.prepareStatement("SELECT * FROM beat(?, ?)")) {
        Select.bind(beat, me, since);
        try (ResultSet row = beat.executeQuery()) {
          return view(row);
        }
      }
    });
  }

  private static View view(ResultSet row) throws SQLException {
    var nodes = new ArrayList<Node>();
    var changed = new ArrayList<Ownership>();
    long revision = 0;
    long access = 0;
    while (row.next()) {
      switch (row.getInt("kind")) {
        case 0 -> {
          revision = row.getLong("n");
          access = row.getLong("epoch");
        }
        case 1 ->
            nodes.add(
                new Node(
                    row.getObject("id", UUID.class),
                    row.getString("url"),
                    State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    row.getLong("n")));
        default ->
            changed.add(
                new Ownership(
                    row.getLong("bot"), row.getObject("id", UUID.class), row.getLong("epoch")));
      }
    }
    return new View(nodes, changed, revision, access);
  }

  @Override
  public Future<Boolean> mark(UUID me, State state) {
    return control.run(connection -> {
      try (var mark =
          connection.prepareStatement(
              "UPDATE nodes SET state = ?, died = CASE ? WHEN 'dead' THEN now() END"
                  + " WHERE id = ? AND state <> 'dead'")) {
        String name = state.name().toLowerCase(Locale.ROOT);
        Select.bind(mark, name, name, me);
        return mark.executeUpdate() > 0;
      }
    });
  }

  @Override
  public Future<Boolean> fence(UUID other, long beat) {
    return fences.run(connection -> {
      try {
        return fence(connection, other, beat);
      } catch (SQLException e) {
        if (!Failures.isLocked(e)) {
          throw e;
        }
      }
      // It holds its row for longer than any write takes: it has stopped half-way.
      Select.list(
          connection,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity JOIN nodes ON nodes.id = ?"
              + " WHERE application_name LIKE 'botswain ' || process || ' %'",
          _ -> true,
          other);
      return fence(connection, other, beat);
    });
  }

  private static boolean fence(Connection connection, UUID other, long beat) throws SQLException {
    return Select.list(connection, "SELECT fence(?, ?)", row -> row.getBoolean(1), other, beat)
        .getFirst();
  }

  @Override
  public Future<List<Claim>> claim(UUID me, Collection<Ownership> seen) {
    List<Ownership> asked = List.copyOf(seen);
    return control.run(connection -> {
      try (var claim = connection.prepareStatement("SELECT * FROM claim(?, ?, ?, ?)")) {
        claim.setObject(1, me);
        claim.setArray(2, Numbers.of(connection, asked.stream().map(Ownership::bot).toList()));
        claim.setArray(
            3, connection.createArrayOf("uuid", asked.stream().map(Ownership::node).toArray()));
        claim.setArray(4, Numbers.of(connection, asked.stream().map(Ownership::epoch).toList()));
        try (ResultSet row = claim.executeQuery()) {
          var claims = new ArrayList<Claim>();
          while (row.next()) {
            claims.add(new Claim(row.getLong(1), row.getLong(2)));
          }
          return claims;
        }
      }
    });
  }

  @Override
  public Future<Ownership> take(UUID me, long bot) {
    return control
        .run(connection ->
            Select.list(
                    connection,
                    "SELECT * FROM take(?, ?)",
                    row -> new Ownership(bot, row.getObject(1, UUID.class), row.getLong(2)),
                    me,
                    bot)
                .getFirst())
        .recover(e -> {
          if (e instanceof StoreFailedException failed && isFenced(failed)) {
            refusing.fencedElsewhere(me);
          }
          return Future.failedFuture(e);
        });
  }

  private static boolean isFenced(StoreFailedException failed) {
    Throwable cause = failed.getCause();
    return cause != null && Failures.isFenced(cause);
  }

  @Override
  public Future<List<Ownership>> release(UUID me, Collection<Claim> bots, @Nullable UUID to) {
    List<Claim> given = List.copyOf(bots);
    return written().compose(_ -> control.run(connection -> release(connection, me, given, to)));
  }

  /// Done once everything that was given before is written.
  Future<Boolean> written() {
    return writer
        .run(_ -> true)
        .recover(
            e -> e.getCause() instanceof RefusedException ? written() : Future.failedFuture(e));
  }

  private static List<Ownership> release(
      Connection connection, UUID me, List<Claim> given, @Nullable UUID to) throws SQLException {
    try (PreparedStatement release =
        connection.prepareStatement("SELECT * FROM release(?, ?, ?, ?)")) {
      release.setObject(1, me);
      release.setArray(2, Numbers.of(connection, given.stream().map(Claim::bot).toList()));
      release.setArray(3, Numbers.of(connection, given.stream().map(Claim::epoch).toList()));
      release.setObject(4, to, java.sql.Types.OTHER);
      try (ResultSet row = release.executeQuery()) {
        var now = new ArrayList<Ownership>();
        while (row.next()) {
          now.add(new Ownership(row.getLong(1), row.getObject(2, UUID.class), row.getLong(3)));
        }
        return now;
      }
    }
  }

  @Override
  public Future<Void> leave(UUID me) {
    return written()
        .otherwise(true)
        .compose(_ ->
            control.run(connection -> Select.list(connection, "SELECT leave(?)", _ -> true, me)))
        .mapEmpty();
  }

  @Override
  public void onRefusal(Consumer<Refusal> told) {
    refusing.tell(told);
  }

  @Override
  public void close() {
    beats.close();
    control.close();
    fences.close();
  }
}

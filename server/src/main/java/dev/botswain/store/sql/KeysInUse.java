package dev.botswain.store.sql;

import dev.botswain.store.sealing.Keyring;
import dev.botswain.store.sealing.Keyset;
import dev.botswain.store.sealing.SealingKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The keys with which something may be sealed: the table `sealing_keys`. A row is the id of a key
/// and a known text that is sealed with it. It is written before the key seals anything, and
/// deleted once nothing is sealed with it, so a start knows whether it lacks one.
///
/// @param rows in a file of an earlier version one row with an empty id; none if nothing was ever
///   sealed
public record KeysInUse(List<Row> rows) {
  private static final byte[] KNOWN_TEXT = "botswain".getBytes(StandardCharsets.UTF_8);
  private static final String OWNER = "key_check";

  /// One of the keys.
  public record Row(byte[] id, byte[] known) {
    private SealingKey keyOf(Keyset keys) {
      for (SealingKey key : keys.keys()) {
        if (new Keyset(List.of(key)).open(known, OWNER) != null) {
          return key;
        }
      }
      throw new IllegalStateException("checked before");
    }

    private boolean isOpenedBy(Keyset keys) {
      return keys.open(known, OWNER) != null;
    }
  }

  public static KeysInUse read(Connection connection) throws SQLException {
    return read(connection, "SELECT id, known FROM sealing_keys");
  }

  /// @param sql selects ids and known texts
  public static KeysInUse read(Connection connection, String sql) throws SQLException {
    return new KeysInUse(
        Select.list(connection, sql, row -> new Row(row.getBytes(1), row.getBytes(2))));
  }

  /// Whether nothing was ever sealed.
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// Refuses keys that do not open everything.
  ///
  /// @param otherwise what else can be done, as the end of a sentence
  public void check(Keyset keys, String data, Keyring keyring, String otherwise) {
    for (Row row : rows) {
      if (!row.isOpenedBy(keys)) {
        throw keyring.lacks(data, HexFormat.of().formatHex(row.id()), otherwise);
      }
    }
  }

  /// Whether nothing needs any but the first.
  public boolean isOnlyFirst(Keyset keys) {
    return rows.stream().allMatch(row -> keys.first().hasId(row.id()));
  }

  /// The ids of the keys, in hex.
  public List<String> names() {
    return rows.stream().map(row -> HexFormat.of().formatHex(row.id())).sorted().toList();
  }

  /// Records that the first key seals from now on.
  ///
  /// @param keys which open everything
  public static void adopt(Connection connection, Dialect dialect, Keyset keys)
      throws SQLException {
    var to = new Statements(connection, dialect);
    try {
      for (Row row : read(connection).rows()) {
        if (row.id().length == 0) {
          add(to, row.keyOf(keys));
          to.execute("DELETE FROM sealing_keys WHERE id = ?", row.id());
        }
      }
      add(to, keys.first());
    } finally {
      to.forget();
    }
  }

  public static void add(Statements to, SealingKey key) throws SQLException {
    byte[] known = new Keyset(List.of(key)).seal(KNOWN_TEXT, OWNER);
    to.execute("INSERT INTO sealing_keys VALUES (?, ?) ON CONFLICT DO NOTHING", key.id(), known);
  }

  @Override
  public String toString() {
    return Arrays.toString(names().toArray());
  }
}

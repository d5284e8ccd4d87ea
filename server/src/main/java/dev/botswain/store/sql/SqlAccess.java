package dev.botswain.store.sql;

import dev.botswain.store.AccessStore;
import dev.botswain.store.Change;
import dev.botswain.store.OvertakenException;
import dev.botswain.store.StoredApplication;
import dev.botswain.store.StoredInvitation;
import dev.botswain.store.StoredOperatorKey;
import dev.botswain.store.StoredTenant;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may use the server: a row of the table `meta`, and the tables `tenants`, `applications` and
/// `invitations`.
public final class SqlAccess implements AccessStore {
  private static final String OPERATOR_KEY = "operator_key";

  private static final String PUT_META = Statements.put("meta", List.of("name"), "value");
  private static final String PUT_TENANT = Statements.put("tenants", List.of("name"), "document");
  private static final String PUT_APPLICATION =
      Statements.put("applications", List.of("id"), "tenant");
  private static final String PUT_INVITATION =
      Statements.put(
          "invitations",
          List.of("hash"),
          "tenant",
          "application",
          "note",
          "created",
          "expires",
          "used_by",
          "used_at");

  private final Reader reader;

  public SqlAccess(Reader reader) {
    this.reader = reader;
  }

  @Override
  public Future<Optional<StoredOperatorKey>> operatorKey() {
    return reader.readVital(connection ->
        Select.first(
            connection,
            "SELECT value FROM meta WHERE name = ?",
            row -> StoredOperatorKey.of(row.getString(1)),
            OPERATOR_KEY));
  }

  @Override
  public Future<List<StoredTenant>> tenants() {
    return reader.readVital(connection ->
        Select.list(
            connection,
            "SELECT name, document FROM tenants",
            row -> new StoredTenant(row.getString(1), row.getString(2))));
  }

  @Override
  public Future<List<StoredApplication>> applications(long after, int limit) {
    return reader.readVital(connection ->
        Select.list(
            connection,
            "SELECT id, tenant FROM applications WHERE id > ? ORDER BY id LIMIT ?",
            row -> new StoredApplication(row.getLong(1), row.getString(2)),
            after,
            limit));
  }

  @Override
  public Future<List<StoredInvitation>> invitations() {
    return reader.readVital(
        connection -> Select.list(connection, "SELECT * FROM invitations", SqlAccess::invitation));
  }

  private static StoredInvitation invitation(ResultSet row) throws SQLException {
    Long usedAt = number(row, "used_at");
    return new StoredInvitation(
        row.getString("hash"),
        row.getString("tenant"),
        number(row, "application"),
        row.getString("note"),
        Instant.ofEpochMilli(row.getLong("created")),
        Instant.ofEpochMilli(row.getLong("expires")),
        number(row, "used_by"),
        usedAt == null ? null : Instant.ofEpochMilli(usedAt));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }

  public static void write(Statements to, Change.OfAccess change) throws SQLException {
    switch (change) {
      case Change.PutOperatorKey(StoredOperatorKey key) ->
          to.execute(PUT_META, OPERATOR_KEY, key.text());
      case Change.BeginOperatorKey(StoredOperatorKey key) ->
          to.execute(
              "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO NOTHING", OPERATOR_KEY, key.text());
      case Change.PutTenant(StoredTenant tenant) ->
          to.execute(PUT_TENANT, tenant.name(), tenant.document());
      case Change.RemoveTenant(var name, var heir) -> remove(to, name, heir);
      case Change.PutApplication(StoredApplication one) ->
          to.execute(PUT_APPLICATION, one.id(), one.tenant());
      case Change.RemoveApplication(long id) ->
          to.execute("DELETE FROM applications WHERE id = ?", id);
      case Change.PutInvitation(StoredInvitation one) -> put(to, one);
      case Change.UseInvitation use -> use(to, use);
      case Change.RemoveInvitation(String hash) ->
          to.execute("DELETE FROM invitations WHERE hash = ?", hash);
    }
  }

  private static void remove(Statements to, String name, @Nullable String heir)
      throws SQLException {
    to.execute("DELETE FROM tenants WHERE name = ?", name);
    to.execute("DELETE FROM invitations WHERE tenant = ?", name);
    if (heir == null) {
      to.execute("DELETE FROM applications WHERE tenant = ?", name);
    } else {
      to.execute("UPDATE applications SET tenant = ? WHERE tenant = ?", heir, name);
    }
  }

  private static void use(Statements to, Change.UseInvitation use) throws SQLException {
    int found =
        to.execute(
            "UPDATE invitations SET used_by = ?, used_at = ?"
                + " WHERE hash = ? AND (used_by IS NULL OR used_by = ?)",
            use.botId(),
            use.at().toEpochMilli(),
            use.hash(),
            use.botId());
    if (found == 0) {
      throw new OvertakenException("the invitation is not there any more, or used");
    }
  }

  private static void put(Statements to, StoredInvitation one) throws SQLException {
    Instant usedAt = one.usedAt();
    to.execute(
        PUT_INVITATION,
        one.hash(),
        one.tenant(),
        one.applicationId(),
        one.note(),
        one.createdAt().toEpochMilli(),
        one.expiresAt().toEpochMilli(),
        one.usedBy(),
        usedAt == null ? null : usedAt.toEpochMilli());
  }
}

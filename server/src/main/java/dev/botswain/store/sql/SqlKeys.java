package dev.botswain.store.sql;

import dev.botswain.store.Change;
import dev.botswain.store.KeyStore;
import dev.botswain.store.StoredKey;
import dev.botswain.store.Together;
import dev.botswain.store.sealing.SealedColumn;
import dev.botswain.store.sealing.Vault;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `idempotency_keys`.
public final class SqlKeys implements KeyStore {
  private static final String PUT =
      Statements.put("idempotency_keys", List.of("key"), "bot", "request", "answer", "at", "bytes");

  private final Reader reader;
  private final Vault vault;

  public SqlKeys(Reader reader, Vault vault) {
    this.reader = reader;
    this.vault = vault;
  }

  @Override
  public Future<Optional<StoredKey>> find(String key) {
    return reader.read(connection ->
        Select.first(
            connection,
            "SELECT bot, request, answer, at FROM idempotency_keys WHERE key = ?",
            row ->
                new StoredKey(
                    key,
                    row.getLong(1),
                    row.getString(2),
                    answer(key, row.getBytes(3)),
                    Instant.ofEpochMilli(row.getLong(4))),
            key));
  }

  private byte @Nullable [] answer(String key, byte @Nullable [] sealed) {
    return sealed == null ? null : vault.open(SealedColumn.ANSWER, key, sealed);
  }

  public static void write(Statements to, Vault vault, Change.OfKeys change) throws SQLException {
    switch (change) {
      case Change.PutKey(StoredKey key) -> put(to, vault, key);
      case Change.RemoveKey(String key) ->
          to.execute("DELETE FROM idempotency_keys WHERE key = ?", key);
      case Change.ForgetKeys(Instant before, long bytes, long share, Together together) -> {
        to.execute("DELETE FROM idempotency_keys WHERE at < ?", before.toEpochMilli());
        forgetSurplus(to, bytes, share, together);
      }
    }
  }

  private static void put(Statements to, Vault vault, StoredKey key) throws SQLException {
    byte[] answer = key.answer();
    to.execute(
        PUT,
        key.key(),
        key.bot(),
        key.request(),
        answer == null ? null : vault.seal(SealedColumn.ANSWER, key.key(), answer),
        key.at().toEpochMilli(),
        StoredKey.OVERHEAD + (answer == null ? 0 : answer.length));
  }

  /// Ranks the keys of each share from the newest on and deletes the highest ranks: those beyond
  /// the share, and if the total is still too high, those of whoever has most.
  private static void forgetSurplus(Statements to, long bytes, long share, Together together)
      throws SQLException {
    to.execute(
        """
        WITH ofbot AS (%s), ranked AS (
          SELECT key, bytes, sum(bytes) OVER (
            PARTITION BY coalesce(ofbot.share, idempotency_keys.bot) ORDER BY at DESC, key
          ) AS rank
          FROM idempotency_keys LEFT JOIN ofbot USING (bot)
        ), placed AS (
          SELECT key, rank, sum(bytes) OVER (ORDER BY rank, key) AS upto FROM ranked
        )
        DELETE FROM idempotency_keys
        WHERE (SELECT sum(bytes) FROM idempotency_keys) > ?
          AND key IN (SELECT key FROM placed WHERE rank > ? OR upto > ?)
        """
            .formatted(to.dialect().shares()),
        Dialect.shares(together),
        Math.min(bytes, share),
        share,
        bytes);
  }
}

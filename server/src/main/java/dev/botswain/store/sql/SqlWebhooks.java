package dev.botswain.store.sql;

import dev.botswain.store.Change;
import dev.botswain.store.DeadLetter;
import dev.botswain.store.StoredWebhook;
import dev.botswain.store.WebhookStore;
import dev.botswain.store.sealing.SealedColumn;
import dev.botswain.store.sealing.Vault;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// The tables `webhooks` and `dead_letters`.
public final class SqlWebhooks implements WebhookStore {
  private static final String PUT_LETTER =
      Statements.put(
          "dead_letters",
          List.of("webhook", "id"),
          "bot",
          "type",
          "time",
          "data",
          "died",
          "reason");

  private final Reader reader;
  private final Vault vault;

  public SqlWebhooks(Reader reader, Vault vault) {
    this.reader = reader;
    this.vault = vault;
  }

  @Override
  public Future<List<StoredWebhook>> of(Collection<Long> bots) {
    return reader.readVital(connection ->
        Select.list(
            connection,
            "SELECT * FROM webhooks WHERE bot IN " + reader.dialect().numbers(),
            this::webhook,
            Dialect.numbers(bots)));
  }

  private StoredWebhook webhook(ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new StoredWebhook(
        id,
        row.getLong("bot"),
        row.getString("owner"),
        vault.open(SealedColumn.DEFINITION, id, row.getBytes("definition")),
        row.getLong("cursor"));
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String webhookId, long after, int limit) {
    return reader.read(connection ->
        Select.list(
            connection,
            "SELECT id, bot, type, time, data, died, reason FROM dead_letters"
                + " WHERE webhook = ? AND id > ? ORDER BY id LIMIT ?",
            row ->
                new DeadLetter(
                    webhookId,
                    Select.event(row),
                    Instant.ofEpochMilli(row.getLong(6)),
                    row.getString(7)),
            webhookId,
            after,
            limit));
  }

  public static void write(Statements to, Vault vault, Change.OfWebhooks change)
      throws SQLException {
    switch (change) {
      case Change.PutWebhook(StoredWebhook webhook) ->
          to.execute(
              """
              INSERT INTO webhooks (id, bot, definition, cursor, owner) VALUES (?, ?, ?, ?, ?)
              ON CONFLICT (id) DO UPDATE SET definition = excluded.definition
              """,
              webhook.id(),
              webhook.botId(),
              vault.seal(SealedColumn.DEFINITION, webhook.id(), webhook.definition()),
              webhook.cursor(),
              webhook.owner());
      case Change.RemoveWebhook(String id) -> {
        to.execute("DELETE FROM webhooks WHERE id = ?", id);
        to.execute("DELETE FROM dead_letters WHERE webhook = ?", id);
      }
      case Change.MoveWebhook(String id, long cursor) ->
          to.execute("UPDATE webhooks SET cursor = ? WHERE id = ?", cursor, id);
      case Change.PutDeadLetter(DeadLetter letter) -> put(to, letter);
      case Change.RemoveDeadLetter(String webhook, long event) ->
          to.execute("DELETE FROM dead_letters WHERE webhook = ? AND id = ?", webhook, event);
    }
  }

  private static void put(Statements to, DeadLetter letter) throws SQLException {
    to.execute(
        PUT_LETTER,
        letter.webhookId(),
        letter.event().id(),
        letter.event().botId(),
        letter.event().type(),
        letter.event().timeMillis(),
        letter.event().data(),
        letter.diedAt().toEpochMilli(),
        letter.reason());
    to.execute(
        """
        DELETE FROM dead_letters WHERE webhook = ? AND id <= (
          SELECT id FROM dead_letters WHERE webhook = ? ORDER BY id DESC LIMIT 1 OFFSET ?
        )
        """,
        letter.webhookId(),
        letter.webhookId(),
        DeadLetter.MOST);
  }
}

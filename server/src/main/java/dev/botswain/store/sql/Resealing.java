package dev.botswain.store.sql;

import dev.botswain.store.sealing.SealedColumn;
import dev.botswain.store.sealing.Vault;
import dev.botswain.time.Await;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Encrypts what older keys have sealed with the first key, a little at a time: a reader's thread
/// reads a page, this one decrypts and encrypts, and the writer only replaces, in the transaction
/// that it makes next anyway. A value that was written meanwhile stays.
public final class Resealing {
  private static final Logger log = LoggerFactory.getLogger(Resealing.class);

  /// The most rows of a transaction, and how many bytes of values there may be before no further
  /// row follows.
  private static final int ROWS = 64;

  private static final int BYTES = 256 << 10;

  private final Vault vault;
  private final Writer writer;
  private final Reader reader;
  private final BooleanSupplier ended;
  private final Runnable done;

  /// @param ended whether to stop, between two pages
  /// @param done called for each value
  public Resealing(
      Vault vault, Writer writer, Reader reader, BooleanSupplier ended, Runnable done) {
    this.vault = vault;
    this.writer = writer;
    this.reader = reader;
    this.ended = ended;
    this.done = done;
  }

  private record Value(Object row, byte @Nullable [] sealed) {}

  private record Replacement(Object row, byte[] sealed, byte[] resealed) {}

  /// Goes through everything once. Waits for the store.
  ///
  /// @return whether nothing was left to do
  /// @throws dev.botswain.store.StoreFailedException if it cannot go on now
  public boolean pass() {
    boolean nothing = true;
    for (SealedColumn column : SealedColumn.values()) {
      List<Value> page = page(column, null);
      while (!page.isEmpty() && !ended.getAsBoolean()) {
        List<Replacement> replacements = replacements(column, page);
        if (!replacements.isEmpty()) {
          nothing = false;
          Await.of(writer.run(rows -> replace(rows.statements(), column, replacements)));
          replacements.forEach(_ -> done.run());
        }
        page = page(column, page.getLast().row());
      }
    }
    return nothing && !ended.getAsBoolean();
  }

  private List<Value> page(SealedColumn column, @Nullable Object after) {
    String sql = column.page(after == null ? "IS NOT NULL" : "> ?", ROWS);
    return Await.of(
        reader.read(connection -> {
          var page = new ArrayList<Value>();
          try (var select = connection.prepareStatement(sql)) {
            if (after != null) {
              select.setObject(1, after);
            }
            try (var row = select.executeQuery()) {
              int bytes = 0;
              while (bytes < BYTES && row.next()) {
                var value = new Value(row.getObject(1), row.getBytes(2));
                bytes += value.sealed() == null ? 0 : value.sealed().length;
                page.add(value);
              }
            }
          }
          return page;
        }));
  }

  private List<Replacement> replacements(SealedColumn column, List<Value> page) {
    var replacements = new ArrayList<Replacement>();
    for (Value value : page) {
      byte[] sealed = value.sealed();
      if (sealed != null && !vault.keys().isSealedWithFirst(sealed)) {
        try {
          byte[] secret = vault.open(column, value.row(), sealed);
          replacements.add(
              new Replacement(value.row(), sealed, vault.seal(column, value.row(), secret)));
        } catch (Vault.WrongKeyException e) { // No key of this store ever opens it.
          log.warn("a value of {} is damaged, and stays as it is", column);
        }
      }
    }
    return replacements;
  }

  private static Boolean replace(Statements to, SealedColumn column, List<Replacement> replacements)
      throws SQLException {
    for (Replacement one : replacements) {
      to.execute(column.replacement(), one.resealed(), one.row(), one.sealed());
    }
    return true;
  }
}

package dev.botswain.store.postgres;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.letter;
import static dev.botswain.store.Samples.point;
import static dev.botswain.store.Samples.session;
import static dev.botswain.store.Samples.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.Append;
import dev.botswain.store.AuditFilter;
import dev.botswain.store.Change;
import dev.botswain.store.GuildChange;
import dev.botswain.store.Retention;
import dev.botswain.store.Store;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.StoredClientSession;
import dev.botswain.store.StoredKey;
import dev.botswain.store.StoredOperatorKey;
import dev.botswain.store.StoredTenant;
import dev.botswain.store.sql.CopiedTable;
import dev.botswain.store.sql.CopyEnd;
import dev.botswain.store.sql.StoreCopy;
import dev.botswain.store.sqlite.SqliteCopyEnd;
import dev.botswain.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that is copied from a folder into a database, and back into another folder.
class StoreCopyTest {
  private final Postgres postgres = Postgres.create();

  @TempDir private Path temp;

  @AfterEach
  void closeDatabase() {
    postgres.close();
  }

  private Store folder(String name) {
    return SqliteStore.open(temp.resolve(name), PostgresStoreTest.KEY, Clock.systemUTC());
  }

  private Store database() {
    return PostgresStore.open(
        DatabaseUrl.of(postgres.url()), PostgresStoreTest.KEY, Clock.systemUTC());
  }

  private CopyEnd folderEnd(String name) {
    return SqliteCopyEnd.open(temp.resolve(name), PostgresStoreTest.KEY, Clock.systemUTC());
  }

  private CopyEnd databaseEnd() {
    return PostgresCopyEnd.open(
        DatabaseUrl.of(postgres.url()), PostgresStoreTest.KEY, Clock.systemUTC());
  }

  private static Map<CopiedTable, Long> copy(CopyEnd from, CopyEnd to) {
    try (from;
        to) {
      return new StoreCopy(from, to).run((_, _) -> {});
    }
  }

  private static void fill(Store store) {
    await(
        store.write(
            List.of(
                new Change.PutBot(bot(1)),
                new Change.PutSession(session("a", 1)),
                new Change.PutWebhook(webhook("hook", 1, 4)),
                new Change.PutDeadLetter(letter("hook", event(1, 3))),
                new Change.PutKey(new StoredKey("k", 1, "request", new byte[] {1}, NOON)),
                new Change.PutClientSession(
                    new StoredClientSession("c", 1, "a", new byte[] {2}, NOON)),
                new Change.PutOperatorKey(new StoredOperatorKey("hash")),
                new Change.PutTenant(new StoredTenant("t", "{}")))));
    append(store, 1, 5, 50);
    append(store, 1, 6, 51);
    append(store, 1, 7, 52);
    append(store, 2, 8, 60);
    store
        .events()
        .append(
            new Append(event(1, 9), null, List.of(new GuildChange.Whole(9, 0, new byte[] {1}))),
            () -> {});
    store
        .events()
        .append(new Append(event(1, 10), null, List.of(new GuildChange.Part(9))), () -> {});
    await(store.write(List.of()));
    await(store.events().trim(new Retention(Instant.EPOCH, 4, 1L << 40)));
    append(store, 1, 11, 53);
    await(store.write(List.of()));
  }

  private static void append(Store store, long bot, long id, long sequence) {
    store.events().append(new Append(event(bot, id), point(bot, 0, sequence), List.of()), () -> {});
  }

  /// All of it that can be compared.
  private static List<Object> content(Store store) {
    var all = new ArrayList<Object>();
    all.add(await(store.bots().ids(0, 9)));
    all.add(await(store.bots().of(List.of(1L, 2L))).getFirst().token().value());
    all.add(List.copyOf(await(store.bots().resumePoints(List.of(1L)))));
    all.add(List.copyOf(await(store.bots().resumePoints(List.of(2L)))));
    all.add(await(store.sessions().of(List.of(1L))));
    all.add(await(store.webhooks().of(List.of(1L))).getFirst().cursor());
    all.add(new String(await(store.webhooks().of(List.of(1L))).getFirst().definition()));
    all.add(await(store.webhooks().deadLetters("hook", 0, 9)).getFirst().reason());
    all.add(await(store.keys().find("k")).orElseThrow().answer()[0]);
    all.add(await(store.clientSessions().find("c")).orElseThrow().session());
    all.add(await(store.access().operatorKey()));
    all.add(await(store.access().tenants()));
    all.add(await(store.audit().page(AuditFilter.ALL, 0, false, 9)));
    all.add(ids(await(store.events().page(1, 0, 99, 1 << 20))));
    all.add(await(store.events().page(1, 0, 99, 1 << 20)).trimmed());
    all.add(ids(await(store.events().page(2, 0, 99, 1 << 20))));
    all.add(await(store.events().ends(List.of(1L, 2L))));
    all.add(await(store.events().sizes(List.of(1L, 2L))));
    all.add(await(store.events().lastId()));
    all.add(ids(await(store.guilds().find(1, 9)).orElseThrow().changes()));
    return all;
  }

  @Test
  void copy_thereAndBack_isTheSame() {
    List<Object> before;
    try (Store store = folder("one")) {
      fill(store);
      before = content(store);
    }
    assertThat(before.toString()).contains("53").contains("60");
    Map<CopiedTable, Long> counts = copy(folderEnd("one"), databaseEnd());
    assertThat(counts).containsEntry(CopiedTable.EVENTS, 6L).containsEntry(CopiedTable.BOTS, 1L);
    try (Store store = database()) {
      assertThat(content(store)).isEqualTo(before);
    }
    copy(databaseEnd(), folderEnd("two"));
    try (Store store = folder("two")) {
      assertThat(content(store)).isEqualTo(before);
      append(store, 1, 12, 54);
      await(store.write(List.of()));
      assertThat(await(store.bots().resumePoints(List.of(1L)))).containsExactly(point(1, 0, 54));
    }
  }

  @Test
  void copy_intoWhatIsNotEmpty_isRefused() {
    try (Store store = folder("one")) {
      fill(store);
    }
    copy(folderEnd("one"), databaseEnd());

    assertThatThrownBy(() -> copy(folderEnd("one"), databaseEnd()))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void copy_whileAServerRuns_isRefused() {
    try (Store running = database()) {
      await(running.write(new Change.PutTenant(new StoredTenant("t", "{}"))));
      assertThatThrownBy(this::databaseEnd)
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("is in use");
    }
    try (Store _ = folder("one")) {
      assertThatThrownBy(() -> folderEnd("one"))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void copy_eventsOfTwoBotsWithOneId_keepTheirOrder() {
    try (Store store = database()) {
      Store owning = Owning.join(store);
      append(owning, 1, 5, 1);
      append(owning, 2, 5, 1);
      append(owning, 1, 6, 2);
      append(owning, 2, 7, 2);
      await(owning.write(List.of()));
    }
    copy(databaseEnd(), folderEnd("one"));
    try (Store store = folder("one")) {
      assertThat(ids(await(store.events().page(1, 0, 9, 999)))).containsExactly(5L, 7L);
      assertThat(ids(await(store.events().page(2, 0, 9, 999)))).containsExactly(6L, 8L);
    }
  }
}

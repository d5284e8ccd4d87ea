package dev.botswain.store.postgres;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.Change;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.KeySource;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Databases that cannot be used: each is refused with a sentence, and stays as it is.
class UnusableDatabaseTest {
  private final Postgres postgres = Postgres.create();

  @AfterEach
  void closeDatabase() {
    postgres.close();
  }

  private PostgresStore open() {
    return open(postgres.url(), PostgresStoreTest.KEY);
  }

  private static PostgresStore open(String url, KeySource key) {
    return PostgresStore.open(DatabaseUrl.of(url), key, Clock.systemUTC());
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(this::open)
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageNotContaining("must-not-leak");
  }

  @Test
  void open_newerSchema_isRefused() {
    open().close();
    postgres.execute("UPDATE meta SET value = '999' WHERE name = 'schema'");

    assertRefused().hasMessageContaining("newer version of Botswain (999");
  }

  @Test
  void open_aTableIsGone_isRefused() {
    open().close();
    postgres.execute("DROP TABLE webhooks CASCADE");

    assertRefused().hasMessageContaining("is damaged (the table webhooks is not there)");
  }

  @Test
  void open_tablesOfSomethingElse_isRefusedAndMakesNone() throws Exception {
    postgres.execute("CREATE TABLE customers (id bigint)");

    assertRefused().hasMessageContaining("are not Botswain's");
    try (var connection = postgres.connect();
        var tables = connection.getMetaData().getTables(null, "public", "bots", null)) {
      assertThat(tables.next()).isFalse();
    }
  }

  @Test
  void open_noServer_saysSoWithoutThePassword() {
    assertThatThrownBy(() -> open(postgres.urlAt(1), PostgresStoreTest.KEY))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("cannot use postgresql://127.0.0.1:1/")
        .hasMessageNotContaining("must-not-leak");
  }

  @Test
  void open_unknownHost_isNamed() {
    assertThatThrownBy(
            () -> open("postgresql://u:must-not-leak@nowhere.invalid/x", PostgresStoreTest.KEY))
        .hasMessageContaining("unknown host nowhere.invalid")
        .hasMessageNotContaining("must-not-leak");
  }

  @Test
  void open_anotherKey_isRefused() {
    try (var store = open()) {
      await(store.nodes().join(UUID.randomUUID(), "http://127.0.0.1:1"));
      await(store.write(new Change.PutBot(bot(1))));
    }
    byte[] another = new byte[32];
    Arrays.fill(another, (byte) 7);

    assertThatThrownBy(() -> open(postgres.url(), new KeySource.Given(List.of(another))).close())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("was written with another key")
        .hasMessageContaining("BOTSWAIN_SECRET_KEY");
    open().close();
  }

  @Test
  void open_severalAtOnce_makeTheTablesOnce() throws Exception {
    var opened = new java.util.concurrent.LinkedBlockingQueue<Object>();
    for (int i = 0; i < 3; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              opened.add(open());
            } catch (RuntimeException e) {
              opened.add(e);
            }
          });
    }
    for (int i = 0; i < 3; i++) {
      Object one = opened.poll(60, java.util.concurrent.TimeUnit.SECONDS);
      assertThat(one).isInstanceOf(PostgresStore.class);
      ((PostgresStore) one).close();
    }
  }

  @Test
  void bots_damagedToken_isReportedAsDamage() {
    try (var store = open()) {
      await(store.nodes().join(UUID.randomUUID(), "http://127.0.0.1:1"));
      await(store.write(new Change.PutBot(bot(1))));
      postgres.execute("UPDATE bots SET token = '\\x00'");

      assertThatThrownBy(() -> await(store.bots().of(List.of(1L))))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("is damaged");
    }
  }
}

package dev.botswain.store.postgres;

import static dev.botswain.store.Samples.TOKEN;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.testing.Botswain.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.SecretKeys.Rotation;
import dev.botswain.store.SecretKeys.State;
import dev.botswain.store.Store;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.StoredBot;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.SealingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The key changes while several nodes use the database.
@Timeout(60)
class KeysOfSeveralNodesTest {
  private static final byte[] OLD = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final byte[] NEW = "the new key with thirty-two byte".getBytes(UTF_8);
  private static final String OLD_NAME = new SealingKey(OLD).name();
  private static final String NEW_NAME = new SealingKey(NEW).name();

  private final Postgres postgres = Postgres.create();
  private final List<Node> running = new ArrayList<>();

  @TempDir private Path temp;

  private final class Node {
    final Store store;
    final UUID id = UUID.randomUUID();

    Node(KeySource source) {
      store = PostgresStore.open(DatabaseUrl.of(postgres.url()), source, Clock.systemUTC());
      running.add(this);
      await(store.nodes().join(id, "http://127.0.0.1:1"));
    }

    Node(byte[]... keys) {
      this(new KeySource.Given(List.of(keys)));
    }

    State keys() {
      return store.secretKeys().state().orElseThrow();
    }

    void logIn(long bot) {
      await(store.write(List.of(new PutBot(bot(bot)))));
    }

    Node restart(byte[]... keys) {
      await(store.nodes().leave(id));
      store.close();
      running.remove(this);
      return new Node(keys);
    }
  }

  @AfterEach
  void closeAll() {
    running.forEach(node -> node.store.close());
    postgres.close();
  }

  @Test
  void threeRollingRestarts_sealEverythingAnew() {
    Node one = new Node(OLD);
    Node other = new Node(OLD);
    one.logIn(1);
    one = one.restart(OLD, NEW);
    other = other.restart(OLD, NEW);

    one = one.restart(NEW, OLD);
    one.logIn(2);
    other.logIn(3);
    Node first = one;
    eventually(() ->
        assertThat(first.keys().problem())
            .hasValueSatisfying(
                problem -> assertThat(problem).contains("encrypts with another key")));
    assertThat(one.keys().older()).containsExactly(OLD_NAME);
    assertThat(one.keys().unneeded()).isEmpty();
    assertThat(await(other.store.bots().of(List.of(2L)))).hasSize(1);

    other = other.restart(NEW, OLD);
    for (Node node : List.of(one, other)) {
      eventually(() -> assertThat(node.keys().unneeded()).containsExactly(OLD_NAME));
      assertThat(node.keys().problem()).isEmpty();
    }

    one = one.restart(NEW);
    other = other.restart(NEW);
    assertThat(other.keys().current()).isEqualTo(NEW_NAME);
    assertThat(await(one.store.bots().of(List.of(1L, 2L, 3L))))
        .hasSize(3)
        .allSatisfy((StoredBot bot) -> assertThat(bot.token().value()).isEqualTo(TOKEN));
    assertThatThrownBy(() -> new Node(OLD)).isInstanceOf(StoreUnusableException.class);
  }

  @Test
  void rotate_isRefused_andTheFileStays() throws Exception {
    Path file = temp.resolve("key");
    Files.writeString(file, new SealingKey(OLD).text());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Node node = new Node(new KeySource.InFile(file));
    String both = new SealingKey(NEW).text() + "\n" + new SealingKey(OLD).text();
    for (String text : List.of(new SealingKey(OLD).text(), both)) {
      Files.writeString(file, text);

      assertThat(await(node.store.secretKeys().rotate()))
          .isInstanceOfSatisfying(
              Rotation.Refused.class,
              refused -> assertThat(refused.reason()).contains("three rolling restarts"));
      assertThat(Files.readString(file)).isEqualTo(text);
      assertThat(node.keys().current()).isEqualTo(OLD_NAME);
    }
  }
}

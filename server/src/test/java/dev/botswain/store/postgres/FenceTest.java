package dev.botswain.store.postgres;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.Append;
import dev.botswain.store.Change;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Ownership;
import dev.botswain.store.NodeStore.Refusal;
import dev.botswain.store.NodeStore.State;
import dev.botswain.store.NodeStore.View;
import dev.botswain.store.Store;
import dev.botswain.store.StoreFailedException;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two nodes on one database: what one may write when the other has given it up.
@Timeout(60)
class FenceTest {
  private final Postgres postgres = Postgres.create();
  private final Node one = new Node();
  private final Node other = new Node();

  /// A node with a store of its own.
  private final class Node {
    final Store store =
        PostgresStore.open(
            DatabaseUrl.of(postgres.url()), PostgresStoreTest.KEY, Clock.systemUTC());
    final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
    UUID id = UUID.randomUUID();

    Node() {
      store.nodes().onRefusal(refusals::add);
      await(store.nodes().join(id, "http://127.0.0.1:1"));
    }

    void append(long bot, long id, long epoch) {
      store.events().append(new Append(event(bot, id), null, List.of(), epoch), () -> {});
    }

    View view(long since) {
      return await(store.nodes().beat(id, since));
    }

    Refusal refusal() throws InterruptedException {
      return refusals.poll(30, TimeUnit.SECONDS);
    }

    long beat() {
      View view = view(0);
      return view.nodes().stream()
          .filter(it -> it.id().equals(id))
          .findFirst()
          .orElseThrow()
          .beat();
    }
  }

  @AfterEach
  void closeAll() {
    one.store.close();
    other.store.close();
    postgres.close();
  }

  private long take(Node node, long bot) {
    return await(node.store.nodes().take(node.id, bot)).epoch();
  }

  @Test
  void take_ofAnothersBot_tellsWhoseItIs() {
    long epoch = take(one, 1);

    assertThat(await(other.store.nodes().take(other.id, 1)))
        .isEqualTo(new Ownership(1, one.id, epoch));
  }

  @Test
  void append_ofAnothersBot_isRefusedAlone() throws Exception {
    long epoch = take(one, 1);
    take(other, 2);
    one.append(2, 1, 1);
    one.append(1, 2, epoch);
    one.append(2, 3, 1);
    await(one.store.write(List.of(new Change.PutBot(bot(1)))));

    assertThat(ids(await(one.store.events().page(1, 0, 9, 999)))).containsExactly(2L);
    assertThat(ids(await(one.store.events().page(2, 0, 9, 999)))).isEmpty();
    assertThat(one.refusal()).isEqualTo(new Refusal.NotOwner(2, 1));
    assertThat(one.refusals).isEmpty();
    assertThat(one.store.events().unstoredBytes()).isZero();
  }

  @Test
  void append_withAnEpochOfBefore_isRefused() throws Exception {
    long epoch = take(one, 1);
    one.append(1, 1, epoch);
    await(one.store.nodes().release(one.id, List.of(new Claim(1, epoch)), other.id));
    Ownership now = other.view(0).changed().getFirst();
    assertThat(now.node()).isEqualTo(other.id);
    await(other.store.nodes().release(other.id, List.of(new Claim(1, now.epoch())), one.id));
    one.append(1, 2, epoch);

    assertThat(one.refusal()).isEqualTo(new Refusal.NotOwner(1, epoch));
    assertThat(ids(await(one.store.events().page(1, 0, 9, 999)))).containsExactly(1L);
  }

  @Test
  void fence_beatOfBefore_doesNothing() {
    long beat = one.beat();
    one.view(0);

    assertThat(await(other.store.nodes().fence(one.id, beat))).isFalse();
    assertThat(await(other.store.nodes().fence(one.id, one.beat()))).isTrue();
    assertThat(await(other.store.nodes().fence(one.id, 0))).isTrue();
  }

  @Test
  void fenced_writesOfAnyKind_areRefusedUntilItJoinsAnew() throws Exception {
    long epoch = take(one, 1);
    one.append(1, 1, epoch);
    await(one.store.write(new Change.PutBot(bot(1))));
    await(other.store.nodes().fence(one.id, one.beat()));
    one.append(1, 2, epoch);

    assertThat(one.refusal()).isEqualTo(new Refusal.Fenced(one.id));
    assertThatThrownBy(() -> await(one.store.write(new Change.RemoveBot(1))))
        .isInstanceOf(StoreFailedException.class);
    assertThatThrownBy(() -> take(one, 7)).isInstanceOf(StoreFailedException.class);
    assertThat(await(one.store.nodes().claim(one.id, List.of(new Ownership(8, null, 0)))))
        .isEmpty();
    assertThat(await(one.store.nodes().mark(one.id, State.UP))).isFalse();
    assertThat(one.refusals).isEmpty();
    List<Claim> claims =
        await(other.store.nodes().claim(other.id, List.of(new Ownership(1, one.id, epoch))));
    assertThat(claims).extracting(Claim::bot).containsExactly(1L);

    one.id = UUID.randomUUID();
    await(one.store.nodes().join(one.id, "http://127.0.0.1:1"));
    long another = take(one, 9);
    one.append(9, 3, another);
    await(one.store.write(new Change.PutBot(bot(9))));
    assertThat(ids(await(other.store.events().page(9, 0, 9, 999)))).containsExactly(3L);
    assertThat(ids(await(other.store.events().page(1, 0, 9, 999)))).containsExactly(1L);
    assertThat(await(other.store.bots().ids(0, 9))).containsExactly(1L, 9L);
  }

  @Test
  void fence_ofOneThatStoppedWhileWriting_endsItsConnections() throws Exception {
    long beat = one.beat();
    String process = await(one.store.nodes().beat(one.id, 0).map(_ -> process()));
    try (Connection writing = postgres.connect();
        var statement = writing.createStatement()) {
      statement.execute("SET application_name = 'botswain " + process + " writer'");
      writing.setAutoCommit(false);
      statement.execute("SELECT is_alive('" + one.id + "')");

      assertThat(await(other.store.nodes().fence(one.id, beat + 1))).isTrue();
      assertThatThrownBy(() -> statement.execute("SELECT 1")).hasMessageContaining("terminat");
    }
  }

  private String process() {
    try (Connection connection = postgres.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT process FROM nodes WHERE id = '" + one.id + "'")) {
      row.next();
      return row.getString(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void claim_ofADeadNodesBots_isOnceAmongAll() {
    var seen = new ArrayList<Ownership>();
    for (long bot = 1; bot <= 50; bot++) {
      seen.add(new Ownership(bot, one.id, take(one, bot)));
    }
    assertThat(await(other.store.nodes().claim(other.id, seen))).isEmpty();
    await(one.store.nodes().leave(one.id));
    List<Ownership> now = other.view(0).changed();
    assertThat(now).isEmpty(); // Nobody needs them.

    List<Ownership> free =
        seen.stream().map(it -> new Ownership(it.bot(), null, it.epoch())).toList();
    var third = new Node();
    try {
      var claims = new ArrayList<Claim>();
      var mine = other.store.nodes().claim(other.id, free);
      claims.addAll(await(third.store.nodes().claim(third.id, free)));
      claims.addAll(await(mine));
      assertThat(claims).hasSize(50);
      assertThat(claims).extracting(Claim::bot).doesNotHaveDuplicates();
    } finally {
      third.store.close();
    }
  }

  @Test
  void beat_sinceARevision_tellsWhatChangedAfterIt() {
    take(one, 1);
    View before = other.view(0);
    long epoch = take(one, 2);
    View after = other.view(before.revision());

    assertThat(after.changed()).containsExactly(new Ownership(2, one.id, epoch));
    assertThat(other.view(after.revision()).changed()).isEmpty();
    await(
        one.store.write(new Change.PutOperatorKey(new dev.botswain.store.StoredOperatorKey("a"))));
    assertThat(other.view(after.revision()).access()).isGreaterThan(after.access());
  }

  @Test
  void beat_whileAChangeIsNotCommitted_doesNotPassItsRevision() throws Exception {
    take(one, 1);
    try (Connection slow = postgres.connect();
        var statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute("SELECT * FROM take('" + one.id + "', 2)");
      View before = other.view(0);
      var waiting = other.store.nodes().take(other.id, 3);
      slow.commit();
      await(waiting);

      assertThat(other.view(before.revision()).changed())
          .extracting(Ownership::bot)
          .containsExactlyInAnyOrder(2L, 3L);
    }
  }
}

package dev.botswain.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.limit.Turns.Turn;
import dev.botswain.share.Shares;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Shares<String> shares = new Shares<>(2, 1);
  private final Turns turns = new Turns(shares);
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Turn>> open = new ConcurrentHashMap<>();

  private record Tenant(String name) implements Owner {}

  private void begin(String owner) {
    begin(owner, 1);
  }

  private void begin(String owner, long bot) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              Turn turn = turns.begin(new Tenant(owner), bot);
              open.computeIfAbsent(owner, _ -> new ConcurrentLinkedQueue<>()).add(turn);
              begun.add(bot == 1 ? owner : owner + bot);
            });
    await()
        .until(() ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TERMINATED);
  }

  private void end(String owner) {
    Objects.requireNonNull(open.get(owner)).remove().close();
  }

  private void assertBegun(String... keys) {
    await().untilAsserted(() -> assertThat(begun).containsExactly(keys));
  }

  @Test
  void begin_pastTheShare_waitsAndOthersDoNot() {
    begin("a");
    begin("a");
    begin("b");
    assertBegun("a", "b");

    end("a");
    assertBegun("a", "b", "a");
  }

  @Test
  void end_several_giveTurnsToAll() {
    begin("a");
    begin("b");
    begin("a");
    begin("a");
    begin("c");
    assertBegun("a", "b");

    end("b");
    assertBegun("a", "b", "c");
    end("a");
    assertBegun("a", "b", "c", "a");
    end("a");
    assertBegun("a", "b", "c", "a", "a");
    end("a");
    end("c");
    assertThat(shares.taken()).isZero();
  }

  @Test
  void begin_manyOfOneBotOfATenant_anotherBotOfItHasTheNextTurnButOne() {
    begin("a");
    begin("a");
    begin("a");
    begin("a");
    begin("a", 2);
    begin("b");
    assertBegun("a", "b");

    end("a");
    assertBegun("a", "b", "a");
    end("a");
    assertBegun("a", "b", "a", "a2");
    end("a");
    assertBegun("a", "b", "a", "a2", "a");
  }

  @Test
  void begin_manyBotsOfATenant_anotherTenantHasItsTurnBeforeThem() {
    var shared = new Shares<String>(1, 1);
    var one = new Turns(shared);
    Turn now = one.begin(new Tenant("a"), 1);
    var first = one.turn(new Tenant("a"), 2);
    var second = one.turn(new Tenant("a"), 3);
    var other = one.turn(new Tenant("b"), 9);

    now.close();
    first.join().close();
    assertThat(other).isDone();
    assertThat(second).isNotDone();
    other.join().close();
    second.join().close();
    assertThat(shared.taken()).isZero();
  }
}

package dev.botswain.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.share.Shares;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Shares<String> shares = new Shares<>(2, 1);
  private final Turns<String> turns = new Turns<>(shares);
  private final List<String> begun = new CopyOnWriteArrayList<>();

  private void begin(String key) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              turns.begin(key);
              begun.add(key);
            });
    await()
        .until(() ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TERMINATED);
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

    turns.end("a");
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

    turns.end("b");
    assertBegun("a", "b", "c");
    turns.end("a");
    assertBegun("a", "b", "c", "a");
    turns.end("a");
    assertBegun("a", "b", "c", "a", "a");
    turns.end("a");
    turns.end("c");
    assertThat(shares.taken()).isZero();
  }
}

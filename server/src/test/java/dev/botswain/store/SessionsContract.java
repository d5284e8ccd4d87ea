package dev.botswain.store;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change.Acknowledge;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.Change.RemoveSession;
import dev.botswain.store.Change.UseSessions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Sessions of callers.
interface SessionsContract extends StoreContract {
  private List<StoredSession> sessions(Long... bots) {
    return await(store().sessions().of(List.of(bots)));
  }

  @Test
  default void sessions_ofSomeBots_areThose() {
    write(
        new PutSession(session("a", 1)),
        new PutSession(session("b", 2)),
        new PutSession(session("c", 1)),
        new PutSession(session("d", 3)));

    assertThat(sessions(1L)).containsExactlyInAnyOrder(session("a", 1), session("c", 1));
    assertThat(sessions(1L, 2L))
        .containsExactlyInAnyOrder(session("a", 1), session("b", 2), session("c", 1));
    assertThat(sessions(4L)).isEmpty();
    assertThat(sessions()).isEmpty();
  }

  @Test
  default void putSession_withAllThatItMayHave_isReadAsItIs() {
    var grant = new StoredGrant("console", List.of("read"), List.of(8L), List.of(), 5);
    var given =
        new StoredSession("b", 1, GUILD, NOON, NOON.plusMillis(7), 7, grant, "the parent's");
    write(new PutSession(given));

    assertThat(sessions(1L)).containsExactly(given);
  }

  @Test
  default void putSession_again_replacesIt() {
    var again = new StoredSession("a", 1, null, NOON, NOON.plusSeconds(1), 3, null, null);
    write(new PutSession(session("a", 1)), new PutSession(again));

    assertThat(sessions(1L)).containsExactly(again);
  }

  @Test
  default void useSessions_known_areUsedThen() {
    write(new PutSession(session("a", 1)), new PutSession(session("b", 1)));
    write(new UseSessions(Map.of("a", NOON.plusSeconds(5), "unknown", NOON)));

    assertThat(sessions(1L))
        .containsExactlyInAnyOrder(
            new StoredSession("a", 1, null, NOON, NOON.plusSeconds(5), 0, null, null),
            session("b", 1));
  }

  @Test
  default void acknowledge_known_isDoneUpToThere() {
    write(new PutSession(session("a", 1)));
    write(new Acknowledge("a", 9), new Acknowledge("unknown", 9));

    assertThat(sessions(1L)).extracting(StoredSession::acknowledged).containsExactly(9L);
    assertThat(await(store().bots().ids(0, 9))).containsExactly(1L);
  }

  @Test
  default void removeSession_one_leavesTheOthers() {
    write(
        new PutSession(session("a", 1)),
        new PutSession(session("b", 1)),
        new RemoveSession("a"),
        new RemoveSession("unknown"));

    assertThat(sessions(1L)).containsExactly(session("b", 1));
  }
}

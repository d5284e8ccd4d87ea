package dev.botswain.store;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Ownership;
import dev.botswain.store.NodeStore.State;
import dev.botswain.store.NodeStore.View;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Nodes, as far as one alone can tell.
interface NodesContract extends StoreContract {
  String URL = "http://127.0.0.1:7";

  private NodeStore nodes() {
    return store().nodes();
  }

  private UUID join() {
    var me = UUID.randomUUID();
    await(nodes().join(me, URL));
    return me;
  }

  private View view(UUID me) {
    return await(nodes().beat(me, 0));
  }

  private Ownership ownership(UUID me, long bot) {
    return view(me).changed().stream().filter(one -> one.bot() == bot).findFirst().orElseThrow();
  }

  @Test
  default void beat_afterJoin_showsTheNodeAndGrows() {
    UUID me = join();
    long before = own(view(me), me).beat();

    assertThat(own(view(me), me)).isEqualTo(new NodeStore.Node(me, URL, State.UP, before + 1));
  }

  private static NodeStore.Node own(View view, UUID me) {
    return view.nodes().stream().filter(node -> node.id().equals(me)).findFirst().orElseThrow();
  }

  @Test
  default void beat_botsOfWhomMoreThanEventsIsKept_needAnOwner() {
    UUID me = join();
    write(new PutBot(bot(1)), new PutSession(session("a", 2)));

    assertThat(view(me).changed())
        .containsExactlyInAnyOrder(new Ownership(1, null, 0), new Ownership(2, null, 0));
  }

  @Test
  default void claim_ofNobodys_isOnce() {
    UUID me = join();
    write(new PutBot(bot(1)), new PutBot(bot(2)));
    List<Ownership> seen = view(me).changed();
    List<Claim> claims = await(nodes().claim(me, seen));

    assertThat(claims).extracting(Claim::bot).containsExactlyInAnyOrder(1L, 2L);
    assertThat(claims).extracting(Claim::epoch).doesNotHaveDuplicates().allMatch(it -> it > 0);
    assertThat(await(nodes().claim(me, seen))).isEmpty();
    for (Claim claim : claims) {
      assertThat(ownership(me, claim.bot()))
          .isEqualTo(new Ownership(claim.bot(), me, claim.epoch()));
    }
  }

  @Test
  default void take_twice_keepsTheEpoch() {
    UUID me = join();
    Ownership first = await(nodes().take(me, 5));

    assertThat(first.node()).isEqualTo(me);
    assertThat(await(nodes().take(me, 5))).isEqualTo(first);
  }

  @Test
  default void release_thenTake_hasAHigherEpoch() {
    UUID me = join();
    Ownership first = await(nodes().take(me, 5));
    List<Ownership> now = await(nodes().release(me, List.of(new Claim(5, first.epoch())), null));

    assertThat(now).containsExactly(new Ownership(5, null, first.epoch()));
    assertThat(await(nodes().take(me, 5)).epoch()).isGreaterThan(first.epoch());
  }

  @Test
  default void release_withAnotherEpoch_changesNothing() {
    UUID me = join();
    Ownership first = await(nodes().take(me, 5));

    assertThat(await(nodes().release(me, List.of(new Claim(5, first.epoch() + 1)), null)))
        .containsExactly(first);
    assertThat(await(nodes().take(me, 5))).isEqualTo(first);
  }

  @Test
  default void release_toItself_hasANewEpoch() {
    UUID me = join();
    Ownership first = await(nodes().take(me, 5));
    Ownership now = await(nodes().release(me, List.of(new Claim(5, first.epoch())), me)).getFirst();

    assertThat(now.node()).isEqualTo(me);
    assertThat(now.epoch()).isGreaterThan(first.epoch());
  }

  @Test
  default void mark_draining_isSeen() {
    UUID me = join();

    assertThat(await(nodes().mark(me, State.DRAINING))).isTrue();
    assertThat(own(view(me), me).state()).isEqualTo(State.DRAINING);
  }

  @Test
  default void release_ofWhatWasAppended_isAfterIt() {
    UUID me = join();
    Ownership first = await(nodes().take(me, 5));
    for (long id = 1; id <= 500; id++) {
      store()
          .events()
          .append(new Append(Samples.event(5, id), null, List.of(), first.epoch()), () -> {});
    }
    await(nodes().release(me, List.of(new Claim(5, first.epoch())), null));

    assertThat(events(5)).hasSize(500);
  }
}

package dev.botswain.store;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.point;
import static dev.botswain.store.Samples.session;
import static dev.botswain.store.Samples.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.secret.Secret;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.Change.PutWebhook;
import dev.botswain.store.Change.RemoveBot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Bots, and the resume points of their shards.
interface BotsContract extends StoreContract {
  private List<StoredBot> bots(Long... ids) {
    return await(store().bots().of(List.of(ids)));
  }

  private List<StoredResumePoint> points(Long... ids) {
    return await(store().bots().resumePoints(List.of(ids)));
  }

  @Test
  default void bots_newStore_hasNone() {
    assertThat(await(store().bots().ids(0, 10))).isEmpty();
    assertThat(bots(1L, 2L)).isEmpty();
    assertThat(points(1L, 2L)).isEmpty();
    assertThat(await(store().bots().of(List.of()))).isEmpty();
    assertThat(await(store().bots().resumePoints(List.of()))).isEmpty();
  }

  @Test
  default void bots_ofSome_comeById() {
    write(new PutBot(bot(3)), new PutBot(bot(1)), new PutBot(bot(2)));

    assertThat(bots(3L, 1L, 7L))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(bot(1), bot(3));
  }

  @Test
  default void putBot_again_replacesIt() {
    var again =
        new StoredBot(
            1, new Secret("another-token"), new byte[] {1}, 5, 3, 3, 4, "wss://two.example", false);
    write(new PutBot(bot(1)), new PutBot(again));

    assertThat(bots(1L)).usingRecursiveFieldByFieldElementComparator().containsExactly(again);
  }

  @Test
  default void ids_bots_areThoseOfWhomMoreThanEventsIsKept() {
    write(
        new PutBot(bot(4)),
        new PutSession(session("a", 2)),
        new PutSession(session("b", 4)),
        new PutWebhook(webhook("hook", 9, 0)),
        new PutWebhook(webhook("another", 9, 0)));
    append(event(5, 1));

    assertThat(await(store().bots().ids(0, 10))).containsExactly(2L, 4L, 9L);
  }

  @Test
  default void ids_pages_haveEachBotOnce() {
    for (long id = 1; id <= 10; id++) {
      write(
          new PutBot(bot(id)),
          new PutSession(session("a" + id, id)),
          new PutSession(session("b" + id, id)),
          new PutWebhook(webhook("hook" + id, id, 0)));
    }

    var found = new ArrayList<Long>();
    List<Long> page = await(store().bots().ids(0, 3));
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(3);
      found.addAll(page);
      page = await(store().bots().ids(page.getLast(), 3));
    }
    assertThat(found).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  default void resumePoints_ofAShard_areBehindItsLastEvent() {
    append(new Append(event(1, 5), point(1, 0, 50), List.of()));
    append(new Append(event(1, 6), point(1, 1, 60), List.of()));
    append(new Append(event(2, 7), point(2, 0, 70), List.of()));
    append(new Append(event(1, 8), null, List.of()));
    append(new Append(event(1, 9), point(1, 0, 51), List.of()));

    assertThat(points(1L)).containsExactlyInAnyOrder(point(1, 0, 51), point(1, 1, 60));
    assertThat(points(1L, 2L))
        .containsExactlyInAnyOrder(point(1, 0, 51), point(1, 1, 60), point(2, 0, 70));
  }

  @Test
  default void resumePoint_anotherGatewaySession_replacesTheFirst() {
    append(new Append(event(1, 5), point(1, 0, 50), List.of()));
    var other = new StoredResumePoint(1, 0, 2, "another", "wss://another.example", 1);
    append(new Append(event(1, 6), other, List.of()));

    assertThat(points(1L)).containsExactly(other);
  }

  @Test
  default void resumePoint_afterRemoveBot_isThereAsAWhole() {
    append(new Append(event(1, 5), point(1, 0, 50), List.of()));
    write(new RemoveBot(1));
    assertThat(points(1L)).isEmpty();
    append(new Append(event(1, 6), point(1, 0, 2), List.of()));

    assertThat(points(1L)).containsExactly(point(1, 0, 2));
  }

  @Test
  default void removeBot_allOfIt_goesButEventsAndWebhooks() {
    write(
        new PutBot(bot(1)),
        new PutBot(bot(2)),
        new PutSession(session("a", 1)),
        new PutSession(session("b", 2)),
        new PutWebhook(webhook("hook", 1, 4)));
    append(new Append(event(1, 5), point(1, 0, 50), List.of()));
    append(new Append(event(2, 6), point(2, 0, 60), List.of()));
    write(new RemoveBot(1));

    assertThat(bots(1L, 2L)).extracting(StoredBot::id).containsExactly(2L);
    assertThat(await(store().sessions().of(List.of(1L, 2L)))).containsExactly(session("b", 2));
    assertThat(points(1L, 2L)).containsExactly(point(2, 0, 60));
    assertThat(await(store().webhooks().of(List.of(1L, 2L)))).hasSize(1);
    assertThat(await(store().events().ends(List.of(1L, 2L)))).containsOnlyKeys(1L, 2L);
    assertThat(await(store().bots().ids(0, 10))).containsExactly(1L, 2L);
  }
}

package dev.botswain.store;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.letter;
import static dev.botswain.store.Samples.webhook;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change.MoveWebhook;
import dev.botswain.store.Change.PutDeadLetter;
import dev.botswain.store.Change.PutWebhook;
import dev.botswain.store.Change.RemoveDeadLetter;
import dev.botswain.store.Change.RemoveWebhook;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Webhooks, and the events that their receivers did not accept.
interface WebhooksContract extends StoreContract {
  @Test
  default void deadLetters_ofAWebhook_comeByEvent() {
    await(
        store()
            .write(
                List.of(
                    new PutDeadLetter(letter("hook", event(BOT, 5))),
                    new PutDeadLetter(letter("hook", event(BOT, 2))),
                    new PutDeadLetter(letter("hook", event(BOT, 9))),
                    new PutDeadLetter(letter("another", event(BOT, 3))))));

    List<DeadLetter> letters = await(store().webhooks().deadLetters("hook", 2, 1));
    assertThat(letters)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(letter("hook", event(BOT, 5)));
    assertThat(await(store().webhooks().deadLetters("hook", 0, 10)))
        .extracting(letter -> letter.event().id())
        .containsExactly(2L, 5L, 9L);
  }

  @Test
  default void putDeadLetter_tooMany_leavesTheNewest() {
    for (int id = 1; id <= DeadLetter.MOST + 2; id++) {
      store().write(new PutDeadLetter(letter("hook", event(BOT, id))));
    }
    await(store().write(new PutDeadLetter(letter("another", event(BOT, 1)))));

    assertThat(await(store().webhooks().deadLetters("hook", 0, 2 * DeadLetter.MOST)))
        .extracting(letter -> letter.event().id())
        .hasSize(DeadLetter.MOST)
        .startsWith(3L)
        .endsWith(DeadLetter.MOST + 2L);
    assertThat(await(store().webhooks().deadLetters("another", 0, 2))).hasSize(1);
  }

  @Test
  default void putDeadLetter_again_replacesIt() {
    await(store().write(new PutDeadLetter(letter("hook", event(BOT, 5)))));
    var again = new DeadLetter("hook", event(BOT, 5), NOON.plusSeconds(60), "500");
    await(store().write(new PutDeadLetter(again)));

    assertThat(await(store().webhooks().deadLetters("hook", 0, 10)))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(again);
  }

  @Test
  default void removeDeadLetter_one_leavesTheOthers() {
    await(
        store()
            .write(
                List.of(
                    new PutDeadLetter(letter("hook", event(BOT, 1))),
                    new PutDeadLetter(letter("hook", event(BOT, 2))),
                    new RemoveDeadLetter("hook", 1),
                    new RemoveDeadLetter("hook", 77),
                    new RemoveDeadLetter("unknown", 1))));

    assertThat(await(store().webhooks().deadLetters("hook", 0, 10)))
        .extracting(letter -> letter.event().id())
        .containsExactly(2L);
  }

  @Test
  default void removeWebhook_itsDeadLetters_go() {
    await(
        store()
            .write(
                List.of(
                    new PutDeadLetter(letter("hook", event(BOT, 1))),
                    new PutDeadLetter(letter("another", event(BOT, 1))),
                    new RemoveWebhook("hook"))));

    assertThat(await(store().webhooks().deadLetters("hook", 0, 10))).isEmpty();
    assertThat(await(store().webhooks().deadLetters("another", 0, 10))).hasSize(1);
  }

  @Test
  default void webhooks_ofASession_goWithItOrTheBot() {
    for (Change end : List.of(new Change.RemoveSession("owner"), new Change.RemoveBot(BOT))) {
      await(
          store()
              .write(
                  List.of(
                      new PutWebhook(
                          new StoredWebhook("owned", BOT, "owner", "{}".getBytes(UTF_8), 0)),
                      new PutWebhook(webhook("free", BOT, 0)),
                      new PutDeadLetter(letter("owned", event(BOT, 1))),
                      new PutDeadLetter(letter("free", event(BOT, 1))),
                      end)));

      assertThat(webhooks(BOT))
          .as(end.toString())
          .extracting(StoredWebhook::id)
          .containsExactly("free");
      assertThat(await(store().webhooks().deadLetters("owned", 0, 10)))
          .as(end.toString())
          .isEmpty();
      assertThat(await(store().webhooks().deadLetters("free", 0, 10)))
          .as(end.toString())
          .hasSize(1);
    }
  }

  private List<StoredWebhook> webhooks(Long... bots) {
    return await(store().webhooks().of(List.of(bots)));
  }

  @Test
  default void webhooks_ofSomeBots_areThose() {
    var owned = new StoredWebhook("owned", 1, "session", "{}".getBytes(UTF_8), 5);
    write(
        new PutWebhook(webhook("hook", 1, 4)),
        new PutWebhook(owned),
        new PutWebhook(webhook("another", 2, 4)));

    assertThat(webhooks(1L))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrder(webhook("hook", 1, 4), owned);
    assertThat(webhooks(1L, 2L)).hasSize(3);
    assertThat(webhooks(3L)).isEmpty();
    assertThat(webhooks()).isEmpty();
  }

  @Test
  default void putWebhook_again_keepsItsPlace() {
    write(new PutWebhook(webhook("hook", 1, 4)));
    write(new PutWebhook(new StoredWebhook("hook", 1, null, new byte[] {7}, 0)));

    assertThat(webhooks(1L))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(new StoredWebhook("hook", 1, null, new byte[] {7}, 4));
  }

  @Test
  default void moveWebhook_onAndBack_isWhereItWasMovedLast() {
    write(new PutWebhook(webhook("hook", 1, 4)));
    write(new MoveWebhook("hook", 8), new MoveWebhook("unknown", 1));
    assertThat(webhooks(1L)).extracting(StoredWebhook::cursor).containsExactly(8L);

    write(new MoveWebhook("hook", 2));
    assertThat(webhooks(1L)).extracting(StoredWebhook::cursor).containsExactly(2L);
  }

  @Test
  default void removeWebhook_one_leavesTheOthers() {
    write(new PutWebhook(webhook("hook", 1, 4)), new PutWebhook(webhook("another", 1, 4)));
    write(new RemoveWebhook("hook"), new RemoveWebhook("unknown"));

    assertThat(webhooks(1L)).extracting(StoredWebhook::id).containsExactly("another");
  }

  @Test
  default void deadLetter_andThePlaceBehindIt_areWrittenTogether() {
    write(new PutWebhook(webhook("hook", 1, 4)));
    write(new PutDeadLetter(letter("hook", event(1, 5))), new MoveWebhook("hook", 5));

    assertThat(webhooks(1L)).extracting(StoredWebhook::cursor).containsExactly(5L);
    assertThat(await(store().webhooks().deadLetters("hook", 0, 10))).hasSize(1);
  }
}

package dev.botswain.store;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.StoreContract.timeOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change.RemoveBot;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What clients of the relay need to resume.
interface ClientSessionsContract extends StoreContract {
  @Test
  default void clientSession_put_isReadAsItWasLast() {
    await(store().write(List.of(client("a", "owner", 1), client("a", "owner", 2))));

    assertThat(await(store().clientSessions().find("b"))).isEmpty();
    assertThat(await(store().clientSessions().find("a")))
        .hasValueSatisfying(kept -> {
          assertThat(kept.botId()).isEqualTo(BOT);
          assertThat(kept.session()).isEqualTo("owner");
          assertThat(kept.state()).isEqualTo("{}".getBytes(UTF_8));
          assertThat(kept.seenAt()).isEqualTo(timeOf(2));
        });
  }

  @Test
  default void clientSessions_goWithTheirSessionTheirBotAndByThemselves() {
    for (Change end :
        List.of(
            new Change.RemoveSession("owner"),
            new RemoveBot(BOT),
            new Change.RemoveClientSession("a"))) {
      await(store().write(client("a", "owner", 1)));
      await(store().write(end));

      assertThat(await(store().clientSessions().find("a"))).as(end.toString()).isEmpty();
    }
  }

  @Test
  default void clientSessions_trimmed_leavesTheLastSeen() {
    await(store().write(LongStream.range(0, 5).mapToObj(n -> client("s" + n, "o", n)).toList()));
    await(store().write(new Change.TrimClientSessions(timeOf(1), 3, 3)));

    for (int n = 0; n < 5; n++) {
      assertThat(await(store().clientSessions().find("s" + n)).isPresent())
          .as("s" + n)
          .isEqualTo(n >= 2);
    }
  }

  @Test
  default void clientSessions_manyOfOneBot_leaveThoseOfAnother() {
    await(
        store()
            .write(
                new Change.PutClientSession(
                    new StoredClientSession(
                        "rare", BOT + 1, "o", "{}".getBytes(UTF_8), timeOf(0)))));
    await(store().write(LongStream.range(1, 6).mapToObj(n -> client("s" + n, "o", n)).toList()));
    await(store().write(new Change.TrimClientSessions(timeOf(0), 3, 4)));

    assertThat(await(store().clientSessions().find("rare"))).isPresent();
    for (int n = 1; n < 6; n++) {
      assertThat(await(store().clientSessions().find("s" + n)).isPresent())
          .as("s" + n)
          .isEqualTo(n >= 4);
    }
  }

  @Test
  default void clientSessions_ofBotsThatCountTogether_haveOneShare() {
    for (int n = 0; n < 6; n++) {
      await(
          store()
              .write(
                  new Change.PutClientSession(
                      new StoredClientSession(
                          "s" + n, BOT + n % 3, "o", "{}".getBytes(UTF_8), timeOf(n)))));
    }
    var together = Together.of(List.of(List.of(BOT, BOT + 1)));
    await(store().write(new Change.TrimClientSessions(timeOf(0), 6, 2, together)));

    for (int n = 0; n < 6; n++) {
      assertThat(await(store().clientSessions().find("s" + n)).isPresent())
          .as("s" + n)
          .isEqualTo(n >= 2);
    }
  }

  private static Change client(String id, String owner, long seen) {
    return new Change.PutClientSession(
        new StoredClientSession(id, BOT, owner, "{}".getBytes(UTF_8), timeOf(seen)));
  }
}

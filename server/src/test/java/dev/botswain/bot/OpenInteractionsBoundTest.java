package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.bot.OpenInteraction.State;
import dev.botswain.limit.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How long interactions are listed, and how many.
class OpenInteractionsBoundTest {
  private static final int COMMAND = 2;
  private static final int AUTOCOMPLETE = 4;
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final OpenInteractions open = new OpenInteractions(() -> NOW, nanos::get);
  private final Interactions one = of(1, "acme");
  private long ids;

  private Interactions of(long bot, String owner) {
    return new Interactions(null, null, open, bot, owner);
  }

  /// An id of this moment.
  private long id() {
    return id(Duration.ZERO);
  }

  private long id(Duration ago) {
    return (NOW.minus(ago).toEpochMilli() - 1_420_070_400_000L << 22) + ids++;
  }

  private static List<Long> ids(Interactions of) {
    return of.open().stream().map(OpenInteraction::id).toList();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void interaction_unanswered_expiresAfterThreeSecondsAndGoesAfterFifteenMinutes() {
    open.add(one, id(), COMMAND, new byte[10]);
    assertThat(one.open().getFirst().state()).isEqualTo(State.WAITING);

    pass(Duration.ofSeconds(3));
    assertThat(one.open().getFirst().state()).isEqualTo(State.EXPIRED);

    pass(Duration.ofMinutes(15));
    assertThat(one.open()).isEmpty();
  }

  @Test
  void interaction_thatArrivesLate_hasLessTime() {
    open.add(one, id(Duration.ofMinutes(20)), COMMAND, new byte[10]);
    open.add(one, id(Duration.ofMinutes(5)), COMMAND, new byte[10]);

    assertThat(one.open()).hasSize(1);
    assertThat(one.open().getFirst().state()).isEqualTo(State.EXPIRED);
    assertThat(one.open().getFirst().timeLeft()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void autocomplete_afterItsTime_isGone() {
    open.add(one, id(), AUTOCOMPLETE, new byte[10]);
    pass(Duration.ofSeconds(3));

    assertThat(one.open()).isEmpty();
  }

  @Test
  void interactions_pastTheShare_takeThePlaceOfTheOwnersOldest() {
    Interactions neighbour = of(2, "acme");
    Interactions other = of(3, "other");
    int size = (int) Limit.INTERACTIONS.share() / 4;
    open.add(other, id(), COMMAND, new byte[size]);
    long first = id();
    open.add(one, first, COMMAND, new byte[size]);
    for (int i = 0; i < 3; i++) {
      open.add(neighbour, id(), COMMAND, new byte[size]);
    }

    assertThat(ids(one)).isEmpty();
    assertThat(neighbour.open()).hasSize(3);
    assertThat(other.open()).hasSize(1);
  }

  @Test
  void interactions_whereUsersType_makeRoomBeforeOthers() {
    int size = (int) Limit.INTERACTIONS.share() / 4;
    long command = id();
    open.add(one, command, COMMAND, new byte[size]);
    for (int i = 0; i < 5; i++) {
      open.add(one, id(), AUTOCOMPLETE, new byte[size]);
    }

    assertThat(ids(one)).contains(command).hasSize(3);
  }

  @Test
  void interactions_ofABotThatEnds_leaveNothing() {
    int size = (int) Limit.INTERACTIONS.share() / 2 - 1_000;
    Interactions neighbour = of(2, "acme");
    open.add(one, id(), COMMAND, new byte[size]);
    open.add(neighbour, id(), COMMAND, new byte[size]);

    one.close();
    open.add(neighbour, id(), COMMAND, new byte[size]);

    assertThat(one.open()).isEmpty();
    assertThat(neighbour.open()).hasSize(2);
  }
}

package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.event.LogFixture.Sink;
import dev.botswain.limit.Owner;
import dev.botswain.limit.Owners;
import dev.botswain.limit.Quota;
import dev.botswain.store.NodeStore.Claim;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How much is kept of a tenant's events, as the operator says at any moment.
class RetainedTest {
  private static final long SECOND = LogFixture.BOT + 1;
  private static final long OTHER = LogFixture.BOT + 2;

  private final Map<Quota, Long> quotas = new HashMap<>();
  private Owner.@Nullable Kept kept;
  private final Owner tenant = new Tenant();
  private final LogFixture fixture = new LogFixture(new Bots());

  private final class Tenant implements Owner {
    @Override
    public String name() {
      return "tenant acme";
    }

    @Override
    public boolean isGroup() {
      return true;
    }

    @Override
    public @Nullable Long quota(Quota of) {
      return quotas.get(of);
    }

    @Override
    public @Nullable Kept kept() {
      return kept;
    }
  }

  private final class Bots implements Owners {
    @Override
    public Owner owner(long botId, long applicationId) {
      return members().contains(botId) ? tenant : Owner.ofBot(botId);
    }

    @Override
    public Collection<Long> members() {
      return Set.of(LogFixture.BOT, SECOND);
    }
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<Long> append(long bot, int count) {
    fixture.logs.open(List.of(new Claim(bot, 1))).await();
    var ids = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      ids.add(
          fixture.logs.of(bot).append("A", "{}".getBytes(StandardCharsets.UTF_8), null, List.of()));
    }
    return ids;
  }

  private long kept(long bot) {
    return fixture.store.events().backlog(bot, 0).await().events();
  }

  @Test
  void eventsOfADay_moreThanAreAllowed_areForgottenAndReadersAreTold() throws Exception {
    List<Long> first = append(LogFixture.BOT, 8);
    append(SECOND, 2);
    append(OTHER, 8);
    fixture.logs.trim().await();
    Sink before = fixture.read(first.getFirst());
    assertThat(before.nextIds(7)).isEqualTo(first.subList(1, 8));

    quotas.put(Quota.EVENTS_PER_DAY, 5L);
    fixture.logs.trim().await();

    assertThat(List.of(kept(LogFixture.BOT), kept(SECOND), kept(OTHER)))
        .containsExactly(3L, 2L, 8L);
    Sink reader = fixture.read(first.getFirst());
    Event gap = reader.next();
    assertThat(gap.type()).isEqualTo(BotEvents.GAP);
    assertThat(gap.id()).isEqualTo(first.get(4));
    assertThat(reader.nextIds(3)).isEqualTo(first.subList(5, 8));
  }

  @Test
  void eventsOfEarlierDays_asManyAsThereAre_doNotCount() {
    append(LogFixture.BOT, 8);
    kept = new Owner.Kept(Duration.ofDays(9), 1_000);
    quotas.put(Quota.EVENTS_PER_DAY, 5L);
    fixture.clock.advance(Duration.ofDays(2));
    append(LogFixture.BOT, 5);
    fixture.logs.trim().await();

    assertThat(kept(LogFixture.BOT)).isEqualTo(13);
  }

  @Test
  void bytes_moreThanAreAllowed_areForgottenOfTheTenantAlone() {
    append(LogFixture.BOT, 8);
    append(SECOND, 2);
    append(OTHER, 8);
    quotas.put(Quota.BYTES, 6L * 152);
    fixture.logs.trim().await();

    assertThat(List.of(kept(LogFixture.BOT), kept(SECOND), kept(OTHER)))
        .containsExactly(4L, 2L, 8L);
  }

  @Test
  void time_ofTheTenantsOwn_differsFromThatOfOthers() {
    append(LogFixture.BOT, 2);
    append(OTHER, 2);
    kept = new Owner.Kept(LogFixture.AGE.multipliedBy(3), 1_000);
    fixture.clock.advance(LogFixture.AGE.multipliedBy(2));
    fixture.logs.trim().await();
    assertThat(List.of(kept(LogFixture.BOT), kept(OTHER))).containsExactly(2L, 0L);

    append(OTHER, 1);
    kept = new Owner.Kept(Duration.ofHours(1), 1_000);
    fixture.logs.trim().await();
    assertThat(List.of(kept(LogFixture.BOT), kept(OTHER))).containsExactly(0L, 1L);
  }

  @Test
  void count_ofTheTenantsOwn_isOfEachOfItsBots() {
    append(LogFixture.BOT, 4);
    append(SECOND, 4);
    append(OTHER, 4);
    kept = new Owner.Kept(LogFixture.AGE, 3);
    fixture.logs.trim().await();

    assertThat(List.of(kept(LogFixture.BOT), kept(SECOND), kept(OTHER)))
        .containsExactly(3L, 3L, 4L);
  }

  @Test
  void together_botsOfATenant_haveOneShare() {
    append(LogFixture.BOT, 1);
    var together = fixture.logs.together();

    assertThat(together.of(LogFixture.BOT)).isEqualTo(together.of(SECOND)).isNegative();
    assertThat(together.of(OTHER)).isEqualTo(OTHER);
  }
}

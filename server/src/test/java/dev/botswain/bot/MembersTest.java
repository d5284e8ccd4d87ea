package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.MovableTimers;
import dev.botswain.guild.Member;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MembersTest {
  private final Members members = new Members(1);
  private final Promise<Void> fetched = Promise.promise();
  private final MovableTimers timers = new MovableTimers();
  private final Alarm quiet = new Alarm(timers.vertx);

  @Test
  void load_manyAsk_fetchesOnce() {
    var fetches = new int[1];
    Members.Source source =
        _ -> {
          fetches[0]++;
          return fetched.future();
        };
    List<Future<Members>> waiting =
        IntStream.range(0, 10).mapToObj(_ -> members.load(source)).toList();
    members.page(List.of(member(1, "a")));
    assertThat(members.isWhole()).isFalse();
    fetched.complete();

    assertThat(waiting).allMatch(Future::succeeded);
    assertThat(members.isWhole()).isTrue();
    assertThat(members.load(source).succeeded()).isTrue();
    assertThat(fetches[0]).isEqualTo(1);
  }

  @Test
  void page_afterAnEventOfTheSameMember_isOlderAndLoses() {
    members.load(_ -> fetched.future());
    members.put(member(1, "new"));
    members.remove(2);
    members.page(List.of(member(1, "old"), member(2, "gone"), member(3, "c")));
    members.put(member(3, "d"));
    fetched.complete();

    assertThat(names()).containsExactly("new", "d");
  }

  @Test
  void page_memberWhoLeftAndCameBack_isThereOnce() {
    members.load(_ -> fetched.future());
    members.remove(1);
    members.put(member(1, "back"));
    members.page(List.of(member(1, "old")));
    fetched.complete();

    assertThat(names()).containsExactly("back");
  }

  @Test
  void put_nobodyAsked_isNotKept() {
    members.put(member(1, "a"));
    members.page(List.of(member(2, "b")));

    assertThat(members.byId()).isEmpty();
  }

  @Test
  void events_afterTheListIsWhole_keepItCurrent() {
    members.load(_ -> fetched.future());
    members.page(List.of(member(1, "a"), member(2, "b")));
    fetched.complete();
    members.put(member(1, "renamed"));
    members.remove(2);
    members.put(member(3, "c"));

    assertThat(names()).containsExactly("renamed", "c");
  }

  @Test
  void forget_whileLoading_failsAllWhoWait() {
    Future<Members> waiting = members.load(_ -> fetched.future());
    members.page(List.of(member(1, "a")));
    members.forget();

    assertThat(waiting.cause()).isInstanceOf(MembersForgottenException.class);
    members.page(List.of(member(2, "b")));
    fetched.complete();
    assertThat(members.isWhole()).isFalse();
    assertThat(members.byId()).isEmpty();
  }

  @Test
  void forget_whole_isNotWholeAnyMore() {
    members.load(_ -> fetched.future());
    fetched.complete();
    members.forget();

    assertThat(members.isWhole()).isFalse();
  }

  @Test
  void load_fetchFails_failsAndTriesAgainNextTime() {
    Future<Members> failed =
        members.load(fetching -> {
          fetching.page(List.of(member(1, "a")));
          return Future.failedFuture("unreachable");
        });
    assertThat(failed.failed()).isTrue();
    assertThat(members.byId()).isEmpty();

    Future<Members> again = members.load(_ -> fetched.future());
    fetched.complete();
    assertThat(again.succeeded()).isTrue();
  }

  /// Later callers would have waited forever.
  @Test
  void load_fetchThrows_failsAndTriesAgainNextTime() {
    Future<Members> failed =
        members.load(_ -> {
          throw new IllegalStateException("closed");
        });
    assertThat(failed.failed()).isTrue();

    Future<Members> again = members.load(_ -> fetched.future());
    fetched.complete();
    assertThat(again.succeeded()).isTrue();
  }

  @Test
  void load_touchedBeforeTheFailedFetch_isNotTouchedInTheNext() {
    members.load(_ -> fetched.future());
    members.remove(1);
    fetched.fail("unreachable");
    members.load(fetching -> {
      fetching.page(List.of(member(1, "came back")));
      return Future.succeededFuture();
    });

    assertThat(names()).containsExactly("came back");
  }

  @Test
  void chunks_inAnyOrder_areDoneWithTheLast() {
    Future<Members> loaded = members.load(fetching -> fetching.chunks("n", quiet));
    for (int index : new int[] {2, 0, 3}) {
      members.chunk(chunk("n", index, 4));
      assertThat(loaded.isComplete()).isFalse();
    }
    members.chunk(chunk("n", 1, 4));

    assertThat(loaded.succeeded()).isTrue();
    assertThat(members.byId()).hasSize(4);
  }

  /// Discord sometimes delivers events more than once.
  @Test
  void chunks_oneComesTwice_isCountedOnce() {
    Future<Members> loaded = members.load(fetching -> fetching.chunks("n", quiet));
    members.chunk(chunk("n", 0, 2));
    members.chunk(chunk("n", 0, 2));

    assertThat(loaded.isComplete()).isFalse();
  }

  @Test
  void chunks_ofAnotherRequest_areNotTaken() {
    Future<Members> loaded = members.load(fetching -> fetching.chunks("n", quiet));
    members.chunk(chunk("other", 0, 1));
    members.chunk(chunk(null, 0, 1));

    assertThat(loaded.isComplete()).isFalse();
    assertThat(members.byId()).isEmpty();
  }

  @Test
  void chunksRefused_theirNonce_failsOnlyThatRequest() {
    Future<Members> loaded = members.load(fetching -> fetching.chunks("n", quiet));
    members.chunksRefused("other");
    members.chunksRefused(null);
    assertThat(loaded.isComplete()).isFalse();
    members.chunksRefused("n");

    assertThat(loaded.failed()).isTrue();
    members.chunk(chunk("n", 0, 1));
    assertThat(members.byId()).isEmpty();
  }

  /// Otherwise callers would wait until their time is up.
  @Test
  void chunks_oneIsLost_failTenSecondsAfterTheLast() {
    Future<Members> loaded = members.load(fetching -> fetching.chunks("n", quiet));
    for (int index = 0; index < 4; index++) {
      timers.advance(Duration.ofSeconds(9));
      members.chunk(chunk("n", index, 5));
    }
    timers.advance(Duration.ofMillis(9_999));
    assertThat(loaded.isComplete()).isFalse();
    timers.advance(Duration.ofMillis(1));

    assertThat(loaded.failed()).isTrue();
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void chunks_none_failAfterTenSeconds() {
    Future<Members> loaded = members.load(fetching -> fetching.chunks("n", quiet));
    timers.advance(Members.CHUNK_PATIENCE);

    assertThat(loaded.failed()).isTrue();
  }

  @Test
  void chunks_all_leaveNoTimer() {
    members.load(fetching -> fetching.chunks("n", quiet));
    members.chunk(chunk("n", 0, 2));
    members.chunk(chunk("n", 1, 2));

    assertThat(members.isWhole()).isTrue();
    assertThat(timers.waiting()).isZero();
  }

  /// Half a list would have passed for the whole.
  @Test
  void chunks_thatDoNotSayHowManyThereAre_areNotTaken() {
    Future<Members> loaded = members.load(fetching -> fetching.chunks("n", quiet));
    members.chunk(chunk("n", 0, 0));
    members.chunk(chunk("n", 2, 2));
    members.chunk(chunk("n", -1, 2));
    members.chunk(chunk("n", 0, 2));

    assertThat(loaded.isComplete()).isFalse();
    assertThat(members.byId()).hasSize(1);
  }

  /// They are older than what events have said since the list was completed in another way.
  @Test
  void chunks_thatComeAfterTheListIsWhole_areNotTaken() {
    var gaveUp = new Promise<?>[1];
    members.load(fetching -> {
      fetching.chunks("n", quiet);
      gaveUp[0] = fetched;
      return fetched.future();
    });
    fetched.complete();
    members.put(member(100, "new"));
    members.remove(101);
    members.chunk(chunk("n", 0, 1));

    assertThat(names()).containsExactly("new");
  }

  private List<String> names() {
    return members.byId().values().stream().map(Member::username).toList();
  }

  private static GuildEvents.MembersChunk chunk(@Nullable String nonce, int index, int count) {
    List<Member.Wire> list =
        LongStream.range(100 + index, 101 + index)
            .mapToObj(id ->
                new Member.Wire(
                    new Member.UserWire(id, "m" + id, null, null, false, null, 0),
                    null,
                    null,
                    List.of(),
                    null,
                    1,
                    0,
                    false,
                    false,
                    false,
                    null,
                    null))
            .toList();
    return new GuildEvents.MembersChunk(1, list, index, count, nonce, null);
  }

  private static Member member(long id, String name) {
    return new Member(
        id, name, null, null, null, null, false, List.of(), null, Member.Details.NONE);
  }
}

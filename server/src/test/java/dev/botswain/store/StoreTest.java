package dev.botswain.store;

import static dev.botswain.store.Samples.ALL;
import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.letter;
import static dev.botswain.store.Samples.text;
import static dev.botswain.store.Samples.webhook;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change.BeginLog;
import dev.botswain.store.Change.PutDeadLetter;
import dev.botswain.store.Change.PutGuild;
import dev.botswain.store.Change.RemoveBot;
import dev.botswain.store.Change.RemoveDeadLetter;
import dev.botswain.store.Change.RemoveWebhook;
import dev.botswain.store.GuildChange.Gone;
import dev.botswain.store.GuildChange.Listed;
import dev.botswain.store.GuildChange.Part;
import dev.botswain.store.GuildChange.Whole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every store does.
@Timeout(120)
public abstract class StoreTest {
  private static final long BOT = 1_100_000_000_000_000_001L;
  private static final long OTHER_BOT = 1_100_000_000_000_000_002L;
  private static final long GUILD = 1_200_000_000_000_000_001L;

  protected Store store;

  /// A store with nothing in it.
  protected abstract Store open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  /// Appends, and waits until it is stored.
  private void append(StoredEvent event, GuildChange... changes) {
    append(new Append(event, null, List.of(changes)));
  }

  private void appendAll(StoredEvent... events) {
    for (StoredEvent event : events) {
      append(event, new GuildChange[0]);
    }
  }

  private void append(Append append) {
    var stored = new CompletableFuture<Void>();
    store.append(append, () -> stored.complete(null));
    stored.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private List<StoredEvent> events(long bot) {
    return await(store.events(bot, 0, 1_000_000, Integer.MAX_VALUE)).events();
  }

  private static GuildChange whole(long guild, int shard, String document) {
    return new Whole(guild, shard, document.getBytes(UTF_8));
  }

  private StoredGuild guild() {
    List<StoredGuild> found = await(store.guild(BOT, GUILD));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void load_newStore_isEmpty() {
    assertThat(store.load())
        .isEqualTo(new Kept(List.of(), List.of(), List.of(), List.of(), Map.of()));
  }

  @Test
  void append_anyBytes_areReadAsTheyCame() {
    byte[] data = new byte[70_000];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) i;
    }
    append(new StoredEvent(7, BOT, "MESSAGE_CREATE", 1_700_000_000_123L, data));

    StoredEvent read = events(BOT).getFirst();
    assertThat(read.data()).isEqualTo(data);
    assertThat(read)
        .usingRecursiveComparison()
        .isEqualTo(new StoredEvent(7, BOT, "MESSAGE_CREATE", 1_700_000_000_123L, data));
  }

  @Test
  void append_many_tellsInOrderOnceEachCanBeRead() {
    var told = Collections.synchronizedList(new ArrayList<Long>());
    var last = new CompletableFuture<Void>();
    for (long id = 1; id <= 1_000; id++) {
      long appended = id;
      store.append(
          new Append(event(BOT + id % 3, id), null, List.of()),
          () -> {
            told.add(appended);
            if (appended == 1_000) {
              last.complete(null);
            }
          });
    }
    last.orTimeout(60, TimeUnit.SECONDS).join();

    assertThat(told).isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    assertThat(events(BOT)).hasSize(333);
    assertThat(store.backlogBytes()).isZero();
  }

  @Test
  void append_idThatIsThereAlready_isNotStoredAndHoldsUpNobody() {
    append(event(BOT, 1, "first"));
    var told = new ArrayList<String>();
    store.append(new Append(event(BOT, 1, "again"), null, List.of()), () -> told.add("again"));
    append(event(BOT, 2, "next"));

    assertThat(events(BOT))
        .extracting(event -> text(event.data()))
        .containsExactly("first", "next");
    assertThat(told).isEmpty();
    assertThat(store.backlogBytes()).isZero();
    assertThat(store.condition()).isEqualTo(new Condition.Working());
  }

  @Test
  void append_callbackThatThrows_holdsUpNobody() {
    try {
      store.append(
          new Append(event(BOT, 1), null, List.of()),
          () -> {
            throw new IllegalStateException("on purpose");
          });
    } catch (IllegalStateException own) {
      // The caller's own failure may come back at once.
    }
    append(event(BOT, 2));

    assertThat(ids(events(BOT))).containsExactly(1L, 2L);
  }

  @Test
  void events_ofAnotherBot_areNotAmongThem() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3));

    assertThat(ids(events(BOT))).containsExactly(1L, 3L);
    assertThat(ids(events(OTHER_BOT))).containsExactly(2L);
    assertThat(events(BOT + 7)).isEmpty();
  }

  @Test
  void events_afterAnId_beginBehindIt() {
    appendAll(event(BOT, 1), event(BOT, 5), event(BOT, 9));

    assertThat(ids(await(store.events(BOT, 1, 10, 1_000)))).containsExactly(5L, 9L);
    assertThat(ids(await(store.events(BOT, 6, 10, 1_000)))).containsExactly(9L);
    assertThat(ids(await(store.events(BOT, 9, 10, 1_000)))).isEmpty();
  }

  @Test
  void events_page_tellsWhatIsForgotten() {
    assertThat(await(store.events(BOT, 0, 10, 1_000)).trimmed()).isZero();
    await(store.write(new BeginLog(BOT, 3)));
    await(store.write(new BeginLog(BOT, 1))); // It has begun already.
    assertThat(await(store.events(BOT, 0, 10, 1_000)).trimmed()).isEqualTo(3);

    appendAll(event(BOT, 5), event(BOT, 6));
    assertThat(await(store.events(BOT, 0, 10, 1_000)).trimmed()).isEqualTo(3);
    await(store.trim(new Retention(Instant.EPOCH, 1, 1L << 40)));
    assertThat(await(store.events(BOT, 0, 10, 1_000)).trimmed()).isEqualTo(5);
    assertThat(await(store.events(BOT, 6, 10, 1_000)).trimmed()).isEqualTo(5);
    assertThat(await(store.events(OTHER_BOT, 0, 10, 1_000)).trimmed()).isZero();
  }

  @Test
  void backlog_behindAnId_countsAndDatesTheFirst() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3), event(BOT, 4));

    assertThat(await(store.backlog(BOT, 0))).isEqualTo(new Backlog(3, timeOf(1).toEpochMilli()));
    assertThat(await(store.backlog(BOT, 1))).isEqualTo(new Backlog(2, timeOf(3).toEpochMilli()));
    assertThat(await(store.backlog(BOT, 4))).isEqualTo(new Backlog(0, 0));
    assertThat(await(store.backlog(BOT + 7, 0))).isEqualTo(new Backlog(0, 0));
  }

  @Test
  void events_limit_isKept() {
    appendAll(event(BOT, 1), event(BOT, 2), event(BOT, 3));

    assertThat(ids(await(store.events(BOT, 0, 2, 1_000)))).containsExactly(1L, 2L);
  }

  @Test
  void events_bytes_endWithTheOneThatReachesThem() {
    appendAll(event(BOT, 1, "12345"), event(BOT, 2, "12345"), event(BOT, 3, "12345"));

    assertThat(ids(await(store.events(BOT, 0, 10, 1)))).containsExactly(1L);
    assertThat(ids(await(store.events(BOT, 0, 10, 5)))).containsExactly(1L);
    assertThat(ids(await(store.events(BOT, 0, 10, 6)))).containsExactly(1L, 2L);
  }

  @Test
  void guild_whole_isWhatTheEventSays() {
    append(event(BOT, 1, "first"), whole(GUILD, 3, "first"));

    StoredGuild guild = guild();
    assertThat(guild.shard()).isEqualTo(3);
    assertThat(text(guild.document())).isEqualTo("first");
    assertThat(guild.upTo()).isEqualTo(1);
    assertThat(guild.changes()).isEmpty();
    assertThat(await(store.guild(OTHER_BOT, GUILD))).isEmpty();
    assertThat(await(store.guild(BOT, GUILD + 1))).isEmpty();
  }

  @Test
  void guild_parts_stayBesideItInOrder() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2, "part"), new Part(GUILD));
    append(event(BOT, 3), new Part(GUILD + 1));
    append(event(BOT, 4), new Part(GUILD));

    assertThat(ids(guild().changes())).containsExactly(2L, 4L);
    assertThat(guild().changes().getFirst())
        .usingRecursiveComparison()
        .isEqualTo(event(BOT, 2, "part"));
    assertThat(await(store.guild(BOT, GUILD + 1))).isEmpty();
  }

  @Test
  void guild_wholeAgain_forgetsItsParts() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2), new Part(GUILD));
    append(event(BOT, 3, "again"), whole(GUILD, 1, "again"));

    assertThat(guild().changes()).isEmpty();
    assertThat(text(guild().document())).isEqualTo("again");
    assertThat(guild().shard()).isEqualTo(1);
  }

  @Test
  void guild_gone_isForgottenWithItsParts() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2), new Part(GUILD));
    append(event(BOT, 3), new Gone(GUILD));
    assertThat(await(store.guild(BOT, GUILD))).isEmpty();

    append(event(BOT, 4), whole(GUILD, 0, "{}"));
    assertThat(guild().changes()).isEmpty();
  }

  @Test
  void guild_partTwiceInOneEvent_isKeptOnceAtLeast() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2), new Part(GUILD), new Part(GUILD));

    assertThat(ids(guild().changes())).containsOnly(2L);
    assertThat(ids(events(BOT))).containsExactly(1L, 2L);
  }

  @Test
  void guilds_listed_leavesThoseAndOtherShards() {
    append(
        event(BOT, 1), whole(GUILD, 0, "{}"), whole(GUILD + 1, 0, "{}"), whole(GUILD + 2, 1, "{}"));
    append(event(BOT, 2), new Part(GUILD + 1));
    append(event(BOT, 3), new Listed(0, Set.of(GUILD, GUILD + 5)));

    assertThat(await(store.guilds(BOT)))
        .extracting(StoredGuild::guildId)
        .containsExactly(GUILD, GUILD + 2);
    append(event(BOT, 4), whole(GUILD + 1, 0, "{}"));
    assertThat(await(store.guild(BOT, GUILD + 1)).getFirst().changes()).isEmpty();
  }

  @Test
  void putGuild_document_standsForWhatCameBeforeIt() {
    append(event(BOT, 1), whole(GUILD, 4, "{}"));
    append(event(BOT, 2), new Part(GUILD));
    append(event(BOT, 3), new Part(GUILD));
    await(store.write(merged("up to 2", 2)));

    assertThat(text(guild().document())).isEqualTo("up to 2");
    assertThat(guild().upTo()).isEqualTo(2);
    assertThat(guild().shard()).isEqualTo(4);
    assertThat(ids(guild().changes())).containsExactly(3L);
  }

  @Test
  void putGuild_olderThanTheGuild_isLeftOut() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 5, "anew"), whole(GUILD, 0, "anew"));
    await(store.write(merged("late", 4)));

    assertThat(text(guild().document())).isEqualTo("anew");
  }

  @Test
  void putGuild_guildThatIsGone_isLeftOut() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(BOT, 2), new Gone(GUILD));
    await(store.write(merged("late", 1)));

    assertThat(await(store.guild(BOT, GUILD))).isEmpty();
  }

  private static Change merged(String document, long upTo) {
    return new PutGuild(new StoredGuild(BOT, GUILD, 4, document.getBytes(UTF_8), upTo, List.of()));
  }

  @Test
  void guilds_ofABot_comeById() {
    append(event(BOT, 1), whole(GUILD + 2, 0, "{}"));
    append(event(BOT, 2), whole(GUILD, 0, "{}"));
    append(event(OTHER_BOT, 3), whole(GUILD + 1, 0, "{}"));
    append(event(BOT, 4), new Part(GUILD));

    List<StoredGuild> guilds = await(store.guilds(BOT));
    assertThat(guilds).extracting(StoredGuild::guildId).containsExactly(GUILD, GUILD + 2);
    assertThat(guilds).extracting(guild -> guild.changes().size()).containsExactly(1, 0);
  }

  @Test
  void removeBot_itsEvents_stayAndItsGuildsGo() {
    append(event(BOT, 1), whole(GUILD, 0, "{}"));
    append(event(OTHER_BOT, 2), whole(GUILD, 0, "{}"));
    await(store.write(new RemoveBot(BOT)));

    assertThat(ids(events(BOT))).containsExactly(1L);
    assertThat(await(store.guilds(BOT))).isEmpty();
    assertThat(await(store.guilds(OTHER_BOT))).hasSize(1);
  }

  @Test
  void deadLetters_ofAWebhook_comeByEvent() {
    await(
        store.write(
            List.of(
                new PutDeadLetter(letter("hook", event(BOT, 5))),
                new PutDeadLetter(letter("hook", event(BOT, 2))),
                new PutDeadLetter(letter("hook", event(BOT, 9))),
                new PutDeadLetter(letter("another", event(BOT, 3))))));

    List<DeadLetter> letters = await(store.deadLetters("hook", 2, 1));
    assertThat(letters)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(letter("hook", event(BOT, 5)));
    assertThat(await(store.deadLetters("hook", 0, 10)))
        .extracting(letter -> letter.event().id())
        .containsExactly(2L, 5L, 9L);
  }

  @Test
  void putDeadLetter_tooMany_leavesTheNewest() {
    for (int id = 1; id <= DeadLetter.MOST + 2; id++) {
      store.write(new PutDeadLetter(letter("hook", event(BOT, id))));
    }
    await(store.write(new PutDeadLetter(letter("another", event(BOT, 1)))));

    assertThat(await(store.deadLetters("hook", 0, 2 * DeadLetter.MOST)))
        .extracting(letter -> letter.event().id())
        .hasSize(DeadLetter.MOST)
        .startsWith(3L)
        .endsWith(DeadLetter.MOST + 2L);
    assertThat(await(store.deadLetters("another", 0, 2))).hasSize(1);
  }

  @Test
  void putDeadLetter_again_replacesIt() {
    await(store.write(new PutDeadLetter(letter("hook", event(BOT, 5)))));
    var again = new DeadLetter("hook", event(BOT, 5), NOON.plusSeconds(60), "500");
    await(store.write(new PutDeadLetter(again)));

    assertThat(await(store.deadLetters("hook", 0, 10)))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(again);
  }

  @Test
  void removeDeadLetter_one_leavesTheOthers() {
    await(
        store.write(
            List.of(
                new PutDeadLetter(letter("hook", event(BOT, 1))),
                new PutDeadLetter(letter("hook", event(BOT, 2))),
                new RemoveDeadLetter("hook", 1),
                new RemoveDeadLetter("hook", 77),
                new RemoveDeadLetter("unknown", 1))));

    assertThat(await(store.deadLetters("hook", 0, 10)))
        .extracting(letter -> letter.event().id())
        .containsExactly(2L);
  }

  @Test
  void removeWebhook_itsDeadLetters_go() {
    await(
        store.write(
            List.of(
                new PutDeadLetter(letter("hook", event(BOT, 1))),
                new PutDeadLetter(letter("another", event(BOT, 1))),
                new RemoveWebhook("hook"))));

    assertThat(await(store.deadLetters("hook", 0, 10))).isEmpty();
    assertThat(await(store.deadLetters("another", 0, 10))).hasSize(1);
  }

  @Test
  void webhooks_ofASession_goWithItOrTheBot() {
    for (Change end : List.of(new Change.RemoveSession("owner"), new Change.RemoveBot(BOT))) {
      await(
          store.write(
              List.of(
                  new Change.PutWebhook(
                      new StoredWebhook("owned", BOT, "owner", "{}".getBytes(UTF_8), 0)),
                  new Change.PutWebhook(webhook("free", BOT, 0)),
                  new PutDeadLetter(letter("owned", event(BOT, 1))),
                  new PutDeadLetter(letter("free", event(BOT, 1))),
                  end)));

      assertThat(await(store.deadLetters("owned", 0, 10))).as(end.toString()).isEmpty();
      assertThat(await(store.deadLetters("free", 0, 10))).as(end.toString()).hasSize(1);
    }
  }

  @Test
  void trim_nothingTooOldOrTooMany_forgetsNothing() {
    appendAll(event(BOT, 1), event(BOT, 2));

    assertThat(await(store.trim(ALL))).isEmpty();
    assertThat(await(store.trim(new Retention(timeOf(1), 2, 1L << 40)))).isEmpty();
    assertThat(events(BOT)).hasSize(2);
  }

  @Test
  void trim_age_forgetsWhatIsOlder() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3), event(BOT, 4));

    assertThat(await(store.trim(since(timeOf(4))))).isEqualTo(Map.of(BOT, 3L, OTHER_BOT, 2L));
    assertThat(ids(events(BOT))).containsExactly(4L);
    assertThat(events(OTHER_BOT)).isEmpty();
  }

  @Test
  void trim_clockThatWentBack_leavesNoHole() {
    append(event(BOT, 1));
    append(new StoredEvent(2, BOT, "A", timeOf(9).toEpochMilli(), new byte[1]));
    appendAll(event(BOT, 3), event(BOT, 4));

    assertThat(await(store.trim(since(timeOf(4))))).isEqualTo(Map.of(BOT, 1L));
    assertThat(ids(events(BOT))).containsExactly(2L, 3L, 4L);
  }

  @Test
  void trim_count_leavesTheLastOfEachBot() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3), event(BOT, 4), event(BOT, 5));

    assertThat(await(store.trim(new Retention(Instant.EPOCH, 2, 1L << 40))))
        .isEqualTo(Map.of(BOT, 3L));
    assertThat(ids(events(BOT))).containsExactly(4L, 5L);
    assertThat(ids(events(OTHER_BOT))).containsExactly(2L);
  }

  @Test
  void trim_bytes_forgetsTheOldestOfAll() {
    appendAll(event(BOT, 1, "12345"), event(OTHER_BOT, 2, "12345"), event(BOT, 3, "12345"));
    long one = 5 + Retention.EVENT_OVERHEAD;

    assertThat(await(store.trim(bytes(3 * one)))).isEmpty();
    assertThat(await(store.trim(bytes(3 * one - 1)))).isEqualTo(Map.of(BOT, 1L));
    assertThat(await(store.trim(bytes(one)))).isEqualTo(Map.of(OTHER_BOT, 2L));
    assertThat(ids(events(BOT))).containsExactly(3L);
  }

  @Test
  void trim_bytes_takesFromTheLargestLogOnly() {
    append(event(OTHER_BOT, 1, "12345"));
    for (long id = 2; id < 3_000; id++) {
      append(event(BOT, id, "12345"));
    }
    long one = 5 + Retention.EVENT_OVERHEAD;

    assertThat(await(store.trim(bytes(10 * one)))).isEqualTo(Map.of(BOT, 2_990L));
    assertThat(ids(events(OTHER_BOT))).containsExactly(1L);
    assertThat(ids(events(BOT))).hasSize(9);
  }

  @Test
  void trim_severalReasons_countWhatIsGoneAlready() {
    for (long id = 1; id <= 6; id++) {
      append(event(BOT, id, "12345"));
    }
    long one = 5 + Retention.EVENT_OVERHEAD;

    assertThat(await(store.trim(new Retention(timeOf(2), 4, 3 * one)))).isEqualTo(Map.of(BOT, 3L));
    assertThat(ids(events(BOT))).containsExactly(4L, 5L, 6L);
  }

  @Test
  void trim_thousands_areAllForgotten() {
    for (long id = 1; id < 6_000; id++) {
      store.append(new Append(event(BOT + id % 2, id), null, List.of()), () -> {});
    }
    append(event(BOT, 6_000));

    assertThat(await(store.trim(new Retention(timeOf(2_500), 100, 1L << 40))))
        .isEqualTo(Map.of(BOT, 5_800L, BOT + 1, 5_799L));
    assertThat(ids(events(BOT))).hasSize(100).startsWith(5_802L).endsWith(6_000L);
    assertThat(await(store.trim(since(timeOf(10_000)))))
        .isEqualTo(Map.of(BOT, 6_000L, BOT + 1, 5_999L));
    assertThat(events(BOT)).isEmpty();
  }

  @Test
  void clientSession_put_isReadAsItWasLast() {
    await(store.write(List.of(client("a", "owner", 1), client("a", "owner", 2))));

    assertThat(await(store.clientSession("b"))).isEmpty();
    assertThat(await(store.clientSession("a")))
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.botId()).isEqualTo(BOT);
          assertThat(kept.session()).isEqualTo("owner");
          assertThat(kept.state()).isEqualTo("{}".getBytes(UTF_8));
          assertThat(kept.seenAt()).isEqualTo(timeOf(2));
        });
  }

  @Test
  void clientSessions_goWithTheirSessionTheirBotAndByThemselves() {
    for (Change end :
        List.of(
            new Change.RemoveSession("owner"),
            new RemoveBot(BOT),
            new Change.RemoveClientSession("a"))) {
      await(store.write(client("a", "owner", 1)));
      await(store.write(end));

      assertThat(await(store.clientSession("a"))).as(end.toString()).isEmpty();
    }
  }

  @Test
  void clientSessions_trimmed_leavesTheLastSeen() {
    await(store.write(LongStream.range(0, 5).mapToObj(n -> client("s" + n, "o", n)).toList()));
    await(store.write(new Change.TrimClientSessions(timeOf(1), 3, 3)));

    for (int n = 0; n < 5; n++) {
      assertThat(await(store.clientSession("s" + n))).as("s" + n).hasSize(n < 2 ? 0 : 1);
    }
  }

  @Test
  void clientSessions_manyOfOneBot_leaveThoseOfAnother() {
    await(
        store.write(
            new Change.PutClientSession(
                new StoredClientSession("rare", BOT + 1, "o", "{}".getBytes(UTF_8), timeOf(0)))));
    await(store.write(LongStream.range(1, 6).mapToObj(n -> client("s" + n, "o", n)).toList()));
    await(store.write(new Change.TrimClientSessions(timeOf(0), 3, 4)));

    assertThat(await(store.clientSession("rare"))).hasSize(1);
    for (int n = 1; n < 6; n++) {
      assertThat(await(store.clientSession("s" + n))).as("s" + n).hasSize(n < 4 ? 0 : 1);
    }
  }

  private static Change client(String id, String owner, long seen) {
    return new Change.PutClientSession(
        new StoredClientSession(id, BOT, owner, "{}".getBytes(UTF_8), timeOf(seen)));
  }

  private static Instant timeOf(long id) {
    return NOON.plusSeconds(id);
  }

  private static Retention since(Instant since) {
    return new Retention(since, Integer.MAX_VALUE, 1L << 40);
  }

  private static Retention bytes(long bytes) {
    return new Retention(Instant.EPOCH, Integer.MAX_VALUE, bytes);
  }
}

package dev.botswain.store;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.StoreContract.timeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change.CompleteAuditRecord;
import dev.botswain.store.Change.PutAuditRecord;
import dev.botswain.store.StoredAuditRecord.Actor;
import dev.botswain.store.StoredAuditRecord.Result;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who did what.
interface AuditContract extends StoreContract {
  private static StoredAuditRecord record(long id, String owner, long bot) {
    return new StoredAuditRecord(
        id,
        timeOf(id),
        new Actor(owner, "0a1b2c3d4e5f", "default", false, "127.0.0.1"),
        bot,
        id % 2 == 0 ? "sendMessage" : "deleteMessage",
        "guildId=1 channelId=2",
        false,
        "request-" + id,
        null);
  }

  private void put(String owner, long bot, long from, long to) {
    LongStream.rangeClosed(from, to)
        .forEach(id -> write(new PutAuditRecord(record(id, owner, bot))));
  }

  private List<Long> ids(AuditFilter filter, long from, boolean newestFirst, int limit) {
    return await(store().audit().page(filter, from, newestFirst, limit)).stream()
        .map(StoredAuditRecord::id)
        .toList();
  }

  private List<Long> ids(AuditFilter filter) {
    return ids(filter, 0, false, 1_000);
  }

  private static AuditRetention retention(
      Instant since, int count, long total, long share, long ofStrangers) {
    return new AuditRetention(
        since,
        count,
        new AuditRetention.Room(total, share),
        new AuditRetention.Room(ofStrangers, ofStrangers));
  }

  /// Each with one record.
  private static List<AuditFilter.Run> runs(long first) {
    return LongStream.range(first, first + 3)
        .mapToObj(id -> new AuditFilter.Run((int) id, id))
        .toList();
  }

  private static AuditFilter outcome(String outcome, long run) {
    return new AuditFilter(null, null, null, null, outcome, runs(run), null, null);
  }

  @Test
  default void auditRecord_putAndCompleted_isReadAsItWas() {
    var pending = record(7, "bot 1", BOT);
    write(new PutAuditRecord(pending));
    assertThat(await(store().audit().page(AuditFilter.ALL, 0, false, 10))).containsExactly(pending);

    var result = new Result(403, "refused", "missing_permission");
    write(new CompleteAuditRecord(7, result), new CompleteAuditRecord(8, result));
    write(new CompleteAuditRecord(7, new Result(null, "done", null)));

    assertThat(await(store().audit().page(AuditFilter.ALL, 0, false, 10)))
        .containsExactly(pending.with(result));
  }

  @Test
  default void auditRecord_withItsResult_isReadAsItWas() {
    var done =
        new StoredAuditRecord(
                9,
                timeOf(9),
                new Actor("operator", null, "", true, "::1"),
                0,
                "createTenant",
                "",
                true,
                "r",
                null)
            .with(new Result(null, "done", null));
    write(new PutAuditRecord(done));

    assertThat(await(store().audit().page(AuditFilter.ALL, 0, false, 10))).containsExactly(done);
  }

  @Test
  default void writeSoon_alone_isMadeSoon() {
    store().writeSoon(new PutAuditRecord(record(1, "bot 1", BOT)));
    Awaitility.await().until(() -> !ids(AuditFilter.ALL).isEmpty());

    store().writeSoon(new CompleteAuditRecord(1, new Result(200, "done", null)));
    write(new PutAuditRecord(record(2, "bot 1", BOT)));
    assertThat(ids(outcome("done", 0))).containsExactly(1L);
  }

  @Test
  default void auditPages_fromEitherEnd_goThroughAll() {
    put("bot 1", BOT, 1, 5);

    assertThat(ids(AuditFilter.ALL, 0, false, 2)).containsExactly(1L, 2L);
    assertThat(ids(AuditFilter.ALL, 2, false, 9)).containsExactly(3L, 4L, 5L);
    assertThat(ids(AuditFilter.ALL, Long.MAX_VALUE, true, 2)).containsExactly(5L, 4L);
    assertThat(ids(AuditFilter.ALL, 4, true, 9)).containsExactly(3L, 2L, 1L);
    assertThat(await(store().audit().lastId())).isEqualTo(5);
  }

  @Test
  default void auditFilter_eachField_selects() {
    put("bot 1", BOT, 1, 4);
    put("bot 2", OTHER_BOT, 5, 8);
    write(new CompleteAuditRecord(2, new Result(200, "done", null)));
    write(new CompleteAuditRecord(3, new Result(null, "unknown", "timed_out")));

    assertThat(ids(filter(BOT, null, null, null))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(ids(filter(BOT, null, null, null), 3, true, 9)).containsExactly(2L, 1L);
    assertThat(ids(filter(null, "sendMessage", null, null))).containsExactly(2L, 4L, 6L, 8L);
    assertThat(ids(filter(null, null, timeOf(3), timeOf(6)))).containsExactly(3L, 4L, 5L);
    assertThat(ids(new AuditFilter(null, "none", null, null, null, List.of(), null, null)))
        .isEmpty();
    assertThat(ids(new AuditFilter(null, "default", "no", null, null, List.of(), null, null)))
        .isEmpty();
    assertThat(ids(outcome("done", 0))).containsExactly(2L);
    assertThat(ids(outcome("pending", 6))).containsExactly(6L, 7L, 8L);
    assertThat(ids(outcome("unknown", 6))).containsExactly(1L, 3L, 4L, 5L);
  }

  @Test
  default void pendingRecord_ofARunThatIsOver_isUnknown() {
    long of3 = 3;
    long later = AuditFilter.Run.BITS + 1 + of3;
    write(new PutAuditRecord(record(of3, "bot 1", BOT)));
    write(new PutAuditRecord(record(later, "bot 1", BOT)));
    write(new PutAuditRecord(record(later + 1, "bot 1", BOT)));
    var alive = List.of(new AuditFilter.Run(3, later), new AuditFilter.Run(9, 0));

    assertThat(ids(new AuditFilter(null, null, null, null, "pending", alive, null, null)))
        .containsExactly(later);
    assertThat(ids(new AuditFilter(null, null, null, null, "unknown", alive, null, null)))
        .containsExactly(of3, later + 1);
    assertThat(AuditFilter.outcomeOf(record(later, "bot 1", BOT), alive)).isEqualTo("pending");
  }

  private static AuditFilter filter(
      @Nullable Long bot,
      @Nullable String action,
      @Nullable Instant since,
      @Nullable Instant until) {
    return new AuditFilter(bot, null, null, action, null, List.of(), since, until);
  }

  @Test
  default void auditTrim_tooOldOrTooMany_goFromTheOldest() {
    put("bot 1", BOT, 1, 9);
    put("bot 2", OTHER_BOT, 10, 12);

    await(store().audit().trim(retention(timeOf(4), 100, 1 << 20, 1 << 20, 1 << 20)));
    assertThat(ids(AuditFilter.ALL)).startsWith(4L).hasSize(9);

    await(store().audit().trim(retention(Instant.EPOCH, 3, 1 << 20, 1 << 20, 1 << 20)));
    assertThat(ids(AuditFilter.ALL)).containsExactly(7L, 8L, 9L, 10L, 11L, 12L);
    assertThat(await(store().audit().lastId())).isEqualTo(12);
  }

  @Test
  default void auditTrim_oneOwnersManyRecords_pushOutNobodyElses() {
    long size = record(1, "bot 1", BOT).bytes();
    put("bot 2", OTHER_BOT, 1, 2);
    put("network 1.2", 0, 11, 14);
    put("bot 1", BOT, 21, 28);

    await(store().audit().trim(retention(Instant.EPOCH, 99, size * 9, size * 6, size * 99)));
    assertThat(ids(filter(BOT, null, null, null))).hasSize(6).startsWith(23L);

    await(store().audit().trim(retention(Instant.EPOCH, 99, size * 5, size * 9, size * 2 + 50)));
    assertThat(ids(AuditFilter.ALL)).containsExactly(1L, 2L, 13L, 14L, 26L, 27L, 28L);
  }
}

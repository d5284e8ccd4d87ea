package dev.botswain.bot;

import dev.botswain.guild.Member;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The members of a guild: fetched once, when first requested, and kept current by events from then
/// on.
///
/// Events that arrive while the list is being fetched are newer than any page of it, so they
/// override it. Changed on the bot's event loop; [#byId()] is read from any thread.
final class Members {
  /// Chunks follow one another closely. If none has arrived for this long, one is lost.
  static final Duration CHUNK_PATIENCE = Duration.ofSeconds(10);

  private final long guildId;
  private final NavigableMap<Long, Member> byId = new ConcurrentSkipListMap<>();

  /// Ids in events that arrived while the list was being fetched.
  private final Set<Long> touched = new HashSet<>();

  private @Nullable Promise<Members> loading;
  private volatile boolean whole;
  private volatile int unread;
  private @Nullable Chunks chunks;
  private final LongConsumer count;
  private long counted;

  Members(long guildId) {
    this(guildId, _ -> {});
  }

  /// @param count is told how many more there are, or fewer
  Members(long guildId, LongConsumer count) {
    this.guildId = guildId;
    this.count = count;
  }

  long guildId() {
    return guildId;
  }

  /// Whether the list is complete and current.
  boolean isWhole() {
    return whole;
  }

  /// How many members are missing because they could not be read.
  int unread() {
    return unread;
  }

  /// Counts members of a page that could not be read.
  void leftOut(int more) {
    if (isLoading()) {
      unread += more;
    }
  }

  /// The members in the order of their ids, as a live view.
  NavigableMap<Long, Member> byId() {
    return byId;
  }

  /// The list, once it is complete. Many may wait; only the first makes `source` fetch.
  Future<Members> load(Source source) {
    if (whole) {
      return Future.succeededFuture(this);
    }
    Promise<Members> before = loading;
    if (before != null) {
      return before.future();
    }
    Promise<Members> promise = Promise.promise();
    loading = promise;
    unread = 0;
    Future.succeededFuture()
        .compose(_ -> source.fetch(this))
        .onSuccess(_ -> finish(promise))
        .onFailure(failure -> fail(promise, failure));
    return promise.future();
  }

  private void finish(Promise<Members> promise) {
    if (loading == promise) {
      loading = null;
      chunks = null;
      whole = true;
      touched.clear();
      promise.complete(this);
    }
  }

  private void fail(Promise<Members> promise, Throwable failure) {
    if (loading == promise) {
      loading = null;
      chunks = null;
      touched.clear();
      byId.clear();
      countAs(0);
      promise.fail(failure);
    }
  }

  /// The session that kept the list current is gone; waiting callers are told to ask again.
  void forget() {
    whole = false;
    countAs(0);
    Promise<Members> waiting = loading;
    if (waiting != null) {
      fail(waiting, new MembersForgottenException());
    }
  }

  /// Whether any caller still waits for the list.
  boolean isLoading() {
    return loading != null;
  }

  /// Adds a page of the list.
  void page(List<Member> page) {
    for (Member member : page) {
      if (isLoading() && !touched.contains(member.id())) {
        keep(member);
      }
    }
  }

  /// An event contains the current state of the member.
  void put(Member member) {
    if (whole || loading != null) {
      touch(member.id());
      keep(member);
    }
  }

  /// An event says that the member has left.
  void remove(long id) {
    touch(id);
    if (byId.remove(id) != null) {
      countAs(counted - 1);
    }
  }

  private void keep(Member member) {
    if (byId.put(member.id(), member) == null) {
      countAs(counted + 1);
    }
  }

  private void countAs(long now) {
    long more = now - counted;
    counted = now;
    count.accept(more);
  }

  private void touch(long id) {
    if (loading != null) {
      touched.add(id);
    }
  }

  /// Waits for the chunks that answer an op 8 with this nonce. Discord may lose one of them, so it
  /// fails if none has arrived for a while.
  ///
  /// @param quiet measures the time since the last chunk
  Future<Void> chunks(String nonce, Alarm quiet) {
    var awaited = new Chunks(nonce, quiet);
    chunks = awaited;
    heard(awaited);
    return awaited.done.future().onComplete(_ -> quiet.stop());
  }

  private void heard(Chunks awaited) {
    awaited.quiet.set(CHUNK_PATIENCE, () -> giveUp(awaited, "chunks do not come"));
  }

  void chunk(GuildEvents.MembersChunk chunk) {
    Chunks awaited = chunks;
    if (awaited == null || !awaited.nonce.equals(chunk.nonce()) || !chunk.hasItsPlace()) {
      return;
    }
    List<Member> list = chunk.list();
    int size = chunk.members() == null ? 0 : chunk.members().size();
    if (list.isEmpty() && size > 0) {
      giveUp(awaited, "chunks say of nobody who it is");
      return;
    }
    page(list);
    leftOut(size - list.size());
    awaited.come.add(chunk.chunkIndex());
    if (awaited.come.size() < chunk.chunkCount()) {
      heard(awaited);
    } else {
      chunks = null;
      awaited.done.tryComplete();
    }
  }

  /// The op 8 with this nonce was refused.
  void chunksRefused(@Nullable String nonce) {
    Chunks awaited = chunks;
    if (awaited != null && awaited.nonce.equals(nonce)) {
      giveUp(awaited, "op 8 is refused");
    }
  }

  private void giveUp(Chunks awaited, String why) {
    if (chunks == awaited) {
      chunks = null;
      awaited.done.tryFail(why);
    }
  }

  private static final class Chunks {
    private final String nonce;
    private final Alarm quiet;
    private final Promise<Void> done = Promise.promise();

    /// The indices of the chunks that have arrived: Discord may send one twice.
    private final Set<Integer> come = new HashSet<>();

    Chunks(String nonce, Alarm quiet) {
      this.nonce = nonce;
      this.quiet = quiet;
    }
  }

  /// The source of the list.
  interface Source {
    /// Passes all members to [#page(List)], then completes.
    Future<?> fetch(Members members);
  }
}

package dev.botswain.bot;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The members of a guild: fetched once, when somebody asks, and from then on kept current by
/// events.
///
/// Events that come while the list is being fetched are newer than any page of it, so they win over
/// it. Changed on the bot's event loop; [#byId()] is read from any thread.
final class Members {
  private final long guildId;
  private final NavigableMap<Long, Member> byId = new ConcurrentSkipListMap<>();

  /// Ids that events spoke of while the list was being fetched.
  private final Set<Long> touched = new HashSet<>();

  private @Nullable Promise<Members> loading;
  private volatile boolean whole;
  private @Nullable Chunks chunks;

  Members(long guildId) {
    this.guildId = guildId;
  }

  long guildId() {
    return guildId;
  }

  /// Whether the list is there and current.
  boolean isWhole() {
    return whole;
  }

  /// The members in the order of their ids, live.
  NavigableMap<Long, Member> byId() {
    return byId;
  }

  /// The list, once it is whole. Many may wait; only the first makes `source` fetch.
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
      promise.fail(failure);
    }
  }

  /// The session that kept the list current is gone; whoever waits is told to ask again.
  void forget() {
    whole = false;
    Promise<Members> waiting = loading;
    if (waiting != null) {
      fail(waiting, new MembersForgottenException());
    }
  }

  /// Whether somebody still waits for the list.
  boolean isLoading() {
    return loading != null;
  }

  /// Adds a page of the list.
  void page(List<Member> page) {
    for (Member member : page) {
      if (isLoading() && !touched.contains(member.id())) {
        byId.put(member.id(), member);
      }
    }
  }

  /// An event says how the member is now.
  void put(Member member) {
    if (whole || loading != null) {
      touch(member.id());
      byId.put(member.id(), member);
    }
  }

  /// An event says that the member left.
  void remove(long id) {
    touch(id);
    byId.remove(id);
  }

  private void touch(long id) {
    if (loading != null) {
      touched.add(id);
    }
  }

  /// Waits for the chunks that answer an op 8 with this nonce.
  Future<Void> chunks(String nonce) {
    var awaited = new Chunks(nonce);
    chunks = awaited;
    return awaited.done.future();
  }

  void chunk(BotState.MembersChunk chunk) {
    Chunks awaited = chunks;
    if (awaited == null || !awaited.nonce.equals(chunk.nonce())) {
      return;
    }
    page(chunk.list());
    awaited.come.add(chunk.chunkIndex());
    if (awaited.come.size() >= chunk.chunkCount()) {
      chunks = null;
      awaited.done.tryComplete();
    }
  }

  /// Discord refused the op 8 with this nonce.
  void chunksRefused(@Nullable String nonce) {
    Chunks awaited = chunks;
    if (awaited != null && awaited.nonce.equals(nonce)) {
      chunks = null;
      awaited.done.tryFail("op 8 is rate limited");
    }
  }

  private static final class Chunks {
    private final String nonce;
    private final Promise<Void> done = Promise.promise();

    /// The indices of those that have come: Discord may send one twice.
    private final Set<Integer> come = new HashSet<>();

    Chunks(String nonce) {
      this.nonce = nonce;
    }
  }

  /// Where the list comes from.
  interface Source {
    /// Gives all members to [#page(List)], then completes.
    Future<?> fetch(Members members);
  }
}

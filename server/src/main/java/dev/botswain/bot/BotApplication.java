package dev.botswain.bot;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// What the developer portal says about the application of a bot. Methods are thread-safe.
public final class BotApplication {
  private final DiscordCalls calls;
  private final long botId;
  private volatile @Nullable Application known;

  BotApplication(DiscordCalls calls, long botId) {
    this.calls = calls;
    this.botId = botId;
  }

  /// All of it. Discord is asked once.
  public Future<Application> get() {
    Application before = known;
    return before != null ? Future.succeededFuture(before) : ask().onSuccess(this::is);
  }

  /// What Discord says now, which is not remembered.
  Future<Application> ask() {
    return calls.application();
  }

  /// Remembers what Discord said.
  void is(Application asked) {
    known = asked;
  }

  /// What Discord said last, or null if it was not asked.
  @Nullable Application known() {
    return known;
  }

  /// Its id, which differs from the bot's own for old bots.
  public Future<Long> id() {
    return get().map(this::id);
  }

  /// The same as far as it is known without asking Discord; otherwise the bot's own.
  public long knownId() {
    return id(known);
  }

  private long id(@Nullable Application of) {
    return of == null || of.id() == 0 ? botId : of.id();
  }
}

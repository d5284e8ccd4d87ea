package dev.botswain.bot;

import dev.botswain.discord.rest.RestQueue;
import dev.botswain.time.EventLoop;
import io.vertx.core.Future;

/// What the operator does with a bot: give it a pause, or end it. Thread-safe.
public final class Maintenance {
  private final EventLoop loop;
  private final RestQueue rest;
  private final BotShards shards;
  private final BotJournal journal;
  private volatile boolean ended;
  private volatile boolean left;

  Maintenance(EventLoop loop, RestQueue rest, BotShards shards, BotJournal journal) {
    this.loop = loop;
    this.rest = rest;
    this.shards = shards;
    this.journal = journal;
  }

  /// Gives the bot no new work: new requests to Discord and new sessions are refused, readers get
  /// `bot.drained`, and its connections are closed in a way that they can be resumed. A restart of
  /// the server ends this.
  ///
  /// @return completes when the connections are closed
  public Future<Void> drain() {
    rest.pause(true);
    return loop.run(() -> {
      if (shards.isPaused()) {
        return Future.succeededFuture();
      }
      Future<Void> paused = shards.pause();
      journal.drained();
      return paused;
    });
  }

  /// Whether the bot gets no new work.
  public boolean isDrained() {
    return shards.isPaused();
  }

  /// Ends [#drain()]: the bot connects again, and continues where it was if Discord has kept its
  /// sessions.
  public Future<Void> resume() {
    return loop.run(() -> {
      rest.pause(false);
      shards.resume();
      return Future.succeededFuture();
    });
  }

  /// Records that the bot leaves this node.
  void leave() {
    left = true;
  }

  /// Whether it has left this node.
  boolean isLeft() {
    return left;
  }

  /// Records that the operator ends the bot.
  void end() {
    ended = true;
  }

  /// Whether the operator has ended it.
  boolean isEnded() {
    return ended;
  }
}

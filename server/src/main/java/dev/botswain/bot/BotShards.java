package dev.botswain.bot;

import dev.botswain.discord.gateway.AfterClose;
import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.IdentifyQueue;
import dev.botswain.discord.gateway.Identity;
import dev.botswain.discord.gateway.ResumePoint;
import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.discord.gateway.ShardListener;
import dev.botswain.discord.gateway.ShardState;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.protocol.Opcode;
import dev.botswain.guild.Guild;
import dev.botswain.secret.Secret;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All gateway connections of a bot: as many as Discord recommends, with the intents that Discord
/// allows. If Discord refuses either, all connections start again with what it says then.
///
/// On the bot's event loop, except for methods marked as readable.
final class BotShards implements ShardListener {
  private static final Logger log = LoggerFactory.getLogger(BotShards.class);

  /// Refusals in a row after which the bot gives up: one for its intents, one for the number of its
  /// shards, and one in case either has changed meanwhile.
  private static final int MOST_RESTARTS = 3;

  private final BotParts parts;
  private final DiscordCalls calls;
  private final String bot;
  private final Secret token;
  private final IdentifyQueue identifies;
  private final ConnectionHistory history;
  private final Owner owner;
  private volatile Set<Intent> intents;
  private volatile List<Shard> shards = List.of();
  private volatile @Nullable AfterClose refused;
  private @Nullable Future<Boolean> tokenCheck;
  private @Nullable String presence;
  private int restarts;
  private boolean closed;
  private volatile boolean paused;

  /// The owner of the connections.
  interface Owner {
    /// An event has arrived.
    void dispatched(Shard shard, Dispatch dispatch);

    /// A shard's state has changed.
    void changed(Shard shard, ShardState now);

    /// Discord refuses the bot permanently.
    void gaveUp(AfterClose because);

    /// The intents, or the number of shards, have changed.
    void startedOver();
  }

  BotShards(
      BotParts parts,
      BotAccess access,
      long botId,
      Set<Intent> intents,
      IdentifyQueue identifies,
      Owner owner) {
    this.parts = parts;
    this.calls = access.calls();
    this.bot = Long.toString(botId);
    this.token = access.token();
    this.intents = intents;
    this.identifies = identifies;
    this.history = new ConnectionHistory(parts.ticker());
    this.owner = owner;
  }

  /// Sets the presence, now and whenever a shard connects.
  ///
  /// @return false if a connected shard cannot send it now
  boolean present(String now) {
    if (now.equals(presence)) {
      return true; // Each relay client says so when it connects.
    }
    presence = now;
    boolean taken = true;
    for (Shard shard : shards) {
      taken &=
          shard.send(Opcode.PRESENCE_UPDATE, now)
              || !(shard.state() instanceof ShardState.Connected);
    }
    return taken;
  }

  /// A shard has connected.
  void presentOn(Shard shard) {
    if (presence != null) {
      shard.send(Opcode.PRESENCE_UPDATE, presence);
    }
  }

  /// Readable from any thread.
  List<Shard> all() {
    return shards;
  }

  /// The shard of a guild, or null while there is none. Readable from any thread.
  @Nullable Shard of(Guild guild) {
    List<Shard> now = shards;
    return guild.shard() < now.size() ? now.get(guild.shard()) : null;
  }

  /// The intents that they request. Readable from any thread.
  Set<Intent> intents() {
    return intents;
  }

  /// Why Discord refuses the bot permanently, or null. Readable from any thread.
  @Nullable AfterClose refused() {
    return refused;
  }

  /// Why one of them is not connected, or null. Readable from any thread.
  @Nullable String trouble() {
    return shards.stream().map(Shard::trouble).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /// Connects.
  ///
  /// @param from the resume points, by shard; a shard without one identifies
  void connect(Map<Integer, ResumePoint> from) {
    if (closed || paused) {
      return;
    }
    var identity = new Identity(bot, token, intents);
    int count = identifies.info().shards();
    List<Shard> connecting = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      connecting.add(
          new Shard(
              parts.gateway(), new ShardId(i, count), identity, identifies, calls.secure(), this));
    }
    shards = List.copyOf(connecting);
    shards.forEach(shard -> shard.start(from.get(shard.id().id())));
  }

  /// Whether all are connected. If so, the next refusal counts as the first.
  boolean isConnected() {
    boolean connected =
        shards.stream().allMatch(shard -> shard.state() instanceof ShardState.Connected);
    if (connected) {
      restarts = 0;
    }
    return connected;
  }

  /// Disconnects until [#resume()], in a way that the gateway sessions can be resumed.
  ///
  /// @return completes when the sockets are closed
  Future<Void> pause() {
    paused = true;
    return stop(shards, true);
  }

  /// Whether it is between [#pause()] and [#resume()]. Readable from any thread.
  boolean isPaused() {
    return paused;
  }

  /// Connects again. Sessions that are still alive at Discord are resumed.
  void resume() {
    if (!paused) {
      return;
    }
    paused = false;
    var from = new HashMap<Integer, ResumePoint>();
    for (Shard shard : shards) {
      ResumePoint point = shard.resumePoint();
      if (point != null) {
        from.put(shard.id().id(), point);
      }
    }
    connect(from);
  }

  /// Disconnects.
  Future<Void> close(boolean keepSession) {
    closed = true;
    return stop(shards, keepSession);
  }

  private static Future<Void> stop(List<Shard> shards, boolean keepSession) {
    return Future.join(shards.stream().map(shard -> shard.stop(keepSession)).toList()).mapEmpty();
  }

  @Override
  public void dispatched(Shard shard, Dispatch dispatch) {
    switch (dispatch.type()) {
      case "READY" -> history.began(shard.id().id());
      case "RESUMED" -> history.resumed(shard.id().id());
      default -> {}
    }
    owner.dispatched(shard, dispatch);
  }

  @Override
  public void closed(Shard shard, int code) {
    history.closed(shard.id().id(), code);
  }

  @Override
  public void sessionEnded(Shard shard, boolean unasked) {
    history.sessionEnded(shard.id().id(), unasked);
  }

  /// How they ended and came back. Readable from any thread.
  ConnectionHistory history() {
    return history;
  }

  /// Shards that were replaced report nothing more.
  @Override
  public void changed(Shard shard, ShardState now) {
    if (closed || !shards.contains(shard)) {
      return;
    }
    owner.changed(shard, now);
    if (now instanceof ShardState.Stopped(var because)) {
      stopped(because);
    }
  }

  /// Discord's gateway may close all shards at once; they share one check.
  @Override
  public Future<Boolean> tokenHolds() {
    Future<Boolean> now = tokenCheck;
    if (now == null || now.isComplete()) {
      now = calls.tokenHolds();
      tokenCheck = now;
    }
    return now;
  }

  private void stopped(AfterClose because) {
    switch (because) {
      case RESUME, IDENTIFY -> {}
      case TOKEN_REJECTED -> owner.gaveUp(because);
      case RESHARD, DISALLOWED_INTENTS, INVALID_INTENTS -> startOver(because);
      case UNSUPPORTED -> refuse(because);
    }
  }

  /// Reconnects after a refusal, with what Discord says now.
  private void startOver(AfterClose because) {
    if (++restarts > MOST_RESTARTS) {
      refuse(because);
      return;
    }
    log.atWarn().addKeyValue("bot", bot).addKeyValue("because", because).log("starting over");
    dropAll();
    reconnect(
        intentsAfter(because)
            .map(narrowed -> {
              intents = narrowed;
              return narrowed;
            }));
  }

  /// Requests these intents from now on, if they are more than the current ones. A gateway session
  /// keeps the intents with which it began, so all connections start again.
  ///
  /// @return false if they are just starting again for another reason
  boolean widen(Set<Intent> wider) {
    if (closed || refused != null || shards.isEmpty()) {
      return false;
    }
    if (intents.containsAll(wider)) {
      return true;
    }
    log.atInfo().addKeyValue("bot", bot).log("asking for more intents");
    dropAll();
    intents = wider;
    reconnect(Future.succeededFuture(wider));
    return true;
  }

  private void dropAll() {
    List<Shard> before = shards;
    shards = List.of();
    stop(before, false);
  }

  private void reconnect(Future<Set<Intent>> asking) {
    asking
        .compose(_ -> identifies.refresh())
        .onSuccess(_ -> {
          owner.startedOver();
          connect(Map.of());
        });
  }

  private Future<Set<Intent>> intentsAfter(AfterClose because) {
    return switch (because) {
      case DISALLOWED_INTENTS ->
          calls.application().otherwise(Application.UNKNOWN).map(this::allowedBy);
      case INVALID_INTENTS -> Future.succeededFuture(Intents.widelyKnown(intents));
      case RESUME, IDENTIFY, TOKEN_REJECTED, RESHARD, UNSUPPORTED ->
          Future.succeededFuture(intents);
    };
  }

  /// Removes what the portal says is off; if that explains nothing, all privileged intents.
  private Set<Intent> allowedBy(Application application) {
    Set<Intent> allowed = Intents.allowed(intents, application.privileged());
    return allowed.equals(intents) ? Intents.allowed(intents, Set.of()) : allowed;
  }

  private void refuse(AfterClose because) {
    log.atError().addKeyValue("bot", bot).addKeyValue("because", because).log("bot refused");
    refused = because;
    stop(shards, false);
    owner.gaveUp(because);
  }
}

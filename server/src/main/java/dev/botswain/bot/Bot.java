package dev.botswain.bot;

import dev.botswain.event.EventLog;
import dev.botswain.gateway.AfterClose;
import dev.botswain.gateway.Dispatch;
import dev.botswain.gateway.GatewayInfo;
import dev.botswain.gateway.IdentifyBudgetExhaustedException;
import dev.botswain.gateway.IdentifyQueue;
import dev.botswain.gateway.Identity;
import dev.botswain.gateway.Intent;
import dev.botswain.gateway.Opcode;
import dev.botswain.gateway.ResumePoint;
import dev.botswain.gateway.Shard;
import dev.botswain.gateway.ShardId;
import dev.botswain.gateway.ShardListener;
import dev.botswain.gateway.ShardState;
import dev.botswain.rest.RestQueue;
import dev.botswain.store.Change;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredGuild;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Discord bot at work, however many sessions use it.
///
/// All that changes it runs on its own event loop. What is public here may be called from any
/// thread.
public final class Bot {
  private static final Logger log = LoggerFactory.getLogger(Bot.class);

  /// Refusals in a row after which the bot gives up: one for its intents, one for the number of its
  /// shards, and one in case either has changed meanwhile.
  private static final int MOST_RESTARTS = 3;

  private final BotParts parts;
  private final Context loop;
  private final RestQueue rest;
  private final DiscordCalls calls;
  private final TokenHash tokenHash;
  private final String token;
  private final BotState state;
  private final MemberSource memberSource;
  private final BotJournal journal;
  private final Interactions interactions;
  private final Promise<Void> settled = Promise.promise();
  private final Listener listener = new Listener();

  private volatile BotUser user;
  private volatile byte[] userJson;
  private volatile Set<Intent> intents;
  private volatile List<Shard> shards = List.of();
  private final IdentifyQueue identifies;
  private volatile @Nullable AfterClose refused;
  private volatile long applicationId;
  private volatile boolean autoDefer;
  private @Nullable String presence;
  private int restarts;
  private boolean closed;

  Bot(
      BotParts parts,
      Context loop,
      RestQueue rest,
      DiscordCalls calls,
      TokenHash tokenHash,
      String token,
      byte[] userJson,
      Set<Intent> intents,
      GatewayInfo info,
      Instant identifyNotBefore) {
    this.parts = parts;
    this.loop = loop;
    this.rest = rest;
    this.calls = calls;
    this.tokenHash = tokenHash;
    this.token = token;
    this.user = DiscordJson.read(userJson, BotUser.class);
    this.userJson = userJson;
    this.intents = intents;
    this.state = new BotState(user.id());
    this.memberSource = new MemberSource(parts.vertx(), parts.clock(), rest);
    this.journal = new BotJournal(user.id(), parts.logs().of(user.id()), parts.store());
    this.interactions = new Interactions(parts.vertx(), rest);
    this.identifies =
        new IdentifyQueue(parts.vertx(), parts.clock(), info, calls::gateway, identifyNotBefore);
  }

  /// The bot user's id.
  public long id() {
    return user.id();
  }

  /// Its application's id, which of old bots is another than their own. Discord is asked once.
  public Future<Long> applicationId() {
    if (applicationId != 0) {
      return Future.succeededFuture(applicationId);
    }
    return calls
        .application()
        .map(application -> {
          applicationId = application.id() == 0 ? id() : application.id();
          return applicationId;
        });
  }

  TokenHash tokenHash() {
    return tokenHash;
  }

  /// Why Discord's gateway refuses the bot for good, or null.
  @Nullable AfterClose refused() {
    return refused;
  }

  /// The bot's own user.
  public BotUser user() {
    return user;
  }

  /// The privileged intents that were wanted and that the bot does not have.
  public Set<Intent> missingIntents() {
    Set<Intent> missing = EnumSet.noneOf(Intent.class);
    missing.addAll(Intent.PRIVILEGED);
    missing.retainAll(parts.intents());
    missing.removeAll(intents);
    return missing;
  }

  /// Whether the bot receives the events of an intent.
  public boolean has(Intent intent) {
    return intents.contains(intent);
  }

  /// When it may IDENTIFY again, be it after a logout and a login.
  Instant identifiesClearAt() {
    return identifies.clearAt();
  }

  /// Its connections to the gateway.
  public List<Shard> shards() {
    return shards;
  }

  /// The guilds it is in, in no order.
  public Collection<Guild> guilds() {
    return state.guilds();
  }

  /// A guild it is in, or null.
  public @Nullable Guild guild(long id) {
    return state.guild(id);
  }

  /// The way to Discord's REST API, with the bot's own limits.
  public RestQueue rest() {
    return rest;
  }

  /// Its interactions.
  public Interactions interactions() {
    return interactions;
  }

  /// Whether interactions that nobody answers in time are deferred.
  public boolean autoDefers() {
    return autoDefer;
  }

  /// Has interactions that nobody answers in time deferred, or not. Kept over a restart.
  public void autoDefer(boolean now) {
    autoDefer = now;
    save();
  }

  void autoDeferAsBefore(boolean before) {
    autoDefer = before;
  }

  /// What happened to it.
  public EventLog events() {
    return journal.events();
  }

  /// Has the bot appear to others as `presence` says, now and whenever a shard connects.
  ///
  /// @param presence the JSON of an opcode 3
  /// @return false if a connected shard cannot take it now
  public Future<Boolean> presence(String presence) {
    return onLoop(() -> {
      this.presence = presence;
      boolean taken = true;
      for (Shard shard : shards) {
        taken &=
            shard.send(Opcode.PRESENCE_UPDATE, presence)
                || !(shard.state() instanceof ShardState.Connected);
      }
      return Future.succeededFuture(taken);
    });
  }

  /// The members of a guild by id, as they are now and with changes to come: fetched from Discord
  /// the first time, kept current by events from then on.
  ///
  /// It fails as REST requests do, with [MembersForgottenException] if the gateway session ended
  /// meanwhile, and with [IllegalStateException] without the GUILD_MEMBERS intent or where the bot
  /// is not in the guild.
  public Future<NavigableMap<Long, Member>> members(long guildId) {
    Members kept = state.keptMembers(guildId);
    if (kept != null && kept.isWhole()) {
      return Future.succeededFuture(kept.byId());
    }
    return onLoop(() -> loadMembers(guildId));
  }

  /// A member of a guild if its list is kept and has it; null says nothing about membership.
  public @Nullable Member keptMember(long guildId, long userId) {
    Members kept = state.keptMembers(guildId);
    return kept == null ? null : kept.byId().get(userId);
  }

  private Future<NavigableMap<Long, Member>> loadMembers(long guildId) {
    Guild guild = state.guild(guildId);
    if (guild == null || !has(Intent.GUILD_MEMBERS)) {
      return Future.failedFuture(new IllegalStateException("no members to be had"));
    }
    Shard shard = guild.shard() < shards.size() ? shards.get(guild.shard()) : null;
    return state
        .members(guildId)
        .load(members -> memberSource.fetch(members, guild.memberCount(), shard))
        .map(Members::byId);
  }

  /// Connects. Completes when the bot is ready and its guilds have arrived; fails when Discord
  /// refuses it for good, or with [IdentifyBudgetExhaustedException].
  Future<Void> start() {
    save();
    loop.runOnContext(_ -> connect(Map.of()));
    return settled.future();
  }

  /// Goes on where an earlier run of the server ended: knows what is kept of its guilds, and
  /// resumes its gateway sessions.
  ///
  /// @param from by shard; a shard without one identifies
  /// @return completes when the guilds are known
  Future<Void> restore(Map<Integer, ResumePoint> from) {
    identifies.doubt();
    return journal
        .guilds()
        .compose(kept ->
            onLoop(() -> {
              kept.forEach(this::know);
              connect(from);
              return Future.<Void>succeededFuture();
            }))
        .recover(e -> {
          log.atError().addKeyValue("bot", id()).setCause(e).log("its guilds are lost");
          return onLoop(() -> {
            connect(Map.of());
            return Future.succeededFuture();
          });
        });
  }

  private void know(StoredGuild guild) {
    journal.known(guild);
    var shard = new ShardId(guild.shard(), identifies.info().shards());
    know(shard, "GUILD_CREATE", guild.document());
    guild.changes().forEach(change -> know(shard, change.type(), change.data()));
  }

  private void know(ShardId shard, String type, byte[] data) {
    try {
      state.apply(shard, new Dispatch(type, 0, data));
    } catch (RuntimeException e) {
      notUnderstood(type, e);
    }
  }

  /// Keeps what it takes to restore it.
  private void save() {
    parts
        .store()
        .write(
            new Change.PutBot(
                new StoredBot(
                    id(),
                    token,
                    userJson,
                    Intent.bits(parts.intents()),
                    Intent.bits(intents),
                    identifies.info().shards(),
                    identifies.info().url().toString(),
                    autoDefer)))
        .onFailure(e -> log.atWarn().addKeyValue("bot", id()).log("not kept: {}", e.toString()));
  }

  /// Writes down that Discord does not accept its token any more.
  void tellRejected() {
    loop.runOnContext(_ -> journal.tokenRejected());
  }

  /// Disconnects.
  ///
  /// @param keepSession whether the gateway sessions stay alive, to be resumed within a few minutes
  Future<Void> close(boolean keepSession) {
    return onLoop(() -> {
      closed = true;
      settled.tryFail(new Bots.ClosedException());
      rest.close();
      return Future.join(shards.stream().map(shard -> shard.stop(keepSession)).toList()).mapEmpty();
    });
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(_ -> {
      try {
        work.get().onComplete(promise);
      } catch (RuntimeException e) {
        promise.fail(e);
      }
    });
    return promise.future();
  }

  private void connect(Map<Integer, ResumePoint> from) {
    if (closed) {
      return;
    }
    var identity = new Identity(Long.toString(id()), token, intents);
    int count = identifies.info().shards();
    List<Shard> connecting = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      var shardId = new ShardId(i, count);
      connecting.add(
          new Shard(parts.gateway(), shardId, identity, identifies, calls.secure(), listener));
    }
    shards = List.copyOf(connecting);
    shards.forEach(shard -> shard.start(from.get(shard.id().id())));
  }

  private void stopped(AfterClose because) {
    switch (because) {
      case RESUME, IDENTIFY -> {}
      case TOKEN_REJECTED -> {
        settled.tryFail(new BotRefusedException(because));
        parts.rejected().accept(this);
      }
      case RESHARD, DISALLOWED_INTENTS, INVALID_INTENTS -> startOver(because);
      case UNSUPPORTED -> refuse(because);
    }
  }

  /// Connects anew after a refusal, with what Discord says now.
  private void startOver(AfterClose because) {
    if (++restarts > MOST_RESTARTS) {
      refuse(because);
      return;
    }
    log.atWarn().addKeyValue("bot", id()).addKeyValue("because", because).log("starting over");
    List<Shard> before = shards;
    shards = List.of();
    before.forEach(shard -> shard.stop(false));
    intentsAfter(because)
        .compose(narrowed -> {
          intents = narrowed;
          return identifies.refresh();
        })
        .onSuccess(_ -> {
          save();
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

  /// Leaves out what the portal says is off; if that explains nothing, all privileged intents.
  private Set<Intent> allowedBy(Application application) {
    Set<Intent> allowed = Intents.allowed(intents, application.privileged());
    return allowed.equals(intents) ? Intents.allowed(intents, Set.of()) : allowed;
  }

  private void refuse(AfterClose because) {
    log.atError().addKeyValue("bot", id()).addKeyValue("because", because).log("bot refused");
    refused = because;
    shards.forEach(shard -> shard.stop(false));
    settled.tryFail(new BotRefusedException(because));
  }

  private void notUnderstood(String type, RuntimeException cause) {
    log.atWarn()
        .addKeyValue("bot", id())
        .addKeyValue("type", type)
        .setCause(cause)
        .log("event not understood");
  }

  private void settleIfWhole() {
    if (state.isWhole()
        && shards.stream().allMatch(shard -> shard.state() instanceof ShardState.Connected)) {
      restarts = 0;
      settled.tryComplete();
    }
  }

  /// What the shards tell, on the bot's loop. Shards that were replaced tell nothing any more.
  private final class Listener implements ShardListener {
    @Override
    public void dispatched(Shard shard, Dispatch dispatch) {
      parts.events().increment();
      journal.dispatched(shard, dispatch);
      try {
        apply(shard, dispatch);
      } catch (RuntimeException e) { // Whatever Discord sends, the next event is to be heard.
        notUnderstood(dispatch.type(), e);
      }
    }

    private void apply(Shard shard, Dispatch dispatch) {
      state.apply(shard.id(), dispatch);
      switch (dispatch.type()) {
        case "GUILD_CREATE", "GUILD_DELETE" -> settleIfWhole();
        case "INTERACTION_CREATE" -> {
          if (autoDefer) {
            interactions.watch(dispatch.data());
          }
        }
        case "USER_UPDATE" -> {
          BotUser now = DiscordJson.read(dispatch.data(), BotUser.class);
          if (now.id() == id()) {
            user = now;
            userJson = dispatch.data();
            save();
          }
        }
        default -> {}
      }
    }

    @Override
    public void changed(Shard shard, ShardState now) {
      if (closed || !shards.contains(shard)) {
        return;
      }
      journal.changed(shard, now);
      switch (now) {
        case ShardState.Connected _ -> {
          if (presence != null) {
            shard.send(Opcode.PRESENCE_UPDATE, presence);
          }
          settleIfWhole();
        }
        case ShardState.Exhausted(var until) ->
            settled.tryFail(new IdentifyBudgetExhaustedException(until));
        case ShardState.Stopped(var because) -> stopped(because);
        case ShardState.Connecting _, ShardState.Resuming _, ShardState.Waiting _ -> {}
      }
    }
  }
}

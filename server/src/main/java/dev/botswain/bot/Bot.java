package dev.botswain.bot;

import dev.botswain.discord.gateway.AfterClose;
import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.GatewayInfo;
import dev.botswain.discord.gateway.IdentifyBudgetExhaustedException;
import dev.botswain.discord.gateway.IdentifyQueue;
import dev.botswain.discord.gateway.ResumePoint;
import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.gateway.ShardState;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.event.EventLog;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Holder;
import dev.botswain.json.DiscordJson;
import dev.botswain.limit.Owner;
import dev.botswain.store.Change;
import dev.botswain.store.StoredBot;
import dev.botswain.time.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connected Discord bot, however many sessions use it.
///
/// Everything that changes it runs on its own event loop. Public methods are thread-safe.
public final class Bot {
  private static final Logger log = LoggerFactory.getLogger(Bot.class);

  private final BotParts parts;
  private final BotAccess access;
  private final Owner owner;
  private final EventLoop loop;
  private final RestQueue rest;
  private final BotApplication application;
  private final BotState state;
  private final GuildMembers members;
  private final BotJournal journal;
  private final Interactions interactions;
  private final BotShards shards;
  private final BotInsight insight;
  private final Maintenance maintenance;
  private final Promise<Void> settled = Promise.promise();

  private volatile BotUser user;
  private volatile byte[] userJson;
  private final IdentifyQueue identifies;
  private volatile boolean autoDefer;

  Bot(
      BotParts parts,
      BotAccess access,
      byte[] userJson,
      Set<Intent> intents,
      GatewayInfo info,
      @Nullable Long identifyNotBefore) {
    this.parts = parts;
    this.access = access;
    this.loop = new EventLoop(access.loop());
    this.rest = access.rest();
    this.user = DiscordJson.read(userJson, BotUser.class);
    this.userJson = userJson;
    this.application = new BotApplication(access.calls(), user.id());
    this.owner = parts.logs().enter(user.id());
    rest.countToward(owner.name());
    access.records().log().belongsTo(owner);
    this.state =
        new BotState(user.id(), parts.presences(), more -> parts.memberCount().add(owner, more));
    this.journal = new BotJournal(user.id(), parts.logs().of(user.id()), parts.store());
    this.interactions =
        new Interactions(parts.vertx(), rest, parts.interactions(), user.id(), owner.name());
    this.identifies =
        new IdentifyQueue(
            parts.vertx(), parts.ticker(), info, access.calls()::gateway, identifyNotBefore);
    this.shards = new BotShards(parts, access, user.id(), intents, identifies, new Listener());
    this.insight = new BotInsight(parts, access, shards, state, identifies, journal.events());
    this.maintenance = new Maintenance(loop, rest, shards, journal);
    this.members = new GuildMembers(parts, owner, this.loop, state, shards, rest);
  }

  /// The bot user's id.
  public long id() {
    return user.id();
  }

  /// Whose share of bounded resources its use counts toward: its tenant's, or its own. Fixed while
  /// it is connected.
  public String owner() {
    return owner.name();
  }

  /// The same with what the operator allows.
  public Owner allowance() {
    return owner;
  }

  /// What the developer portal says about it.
  public BotApplication application() {
    return application;
  }

  TokenHash tokenHash() {
    return access.hash();
  }

  /// The bot's own user.
  public BotUser user() {
    return user;
  }

  /// The bot's own user in JSON, with everything that Discord says about it. Must not be changed.
  public byte[] userJson() {
    return userJson;
  }

  /// Requests the intents that the bot lacks and that were switched on in the portal since the last
  /// check. All sessions then get their events, over new gateway sessions.
  ///
  /// @return completes when that has begun, or there is nothing to do, and never fails
  Future<Void> askForMore() {
    if (insight.missing().isEmpty()) {
      return Future.succeededFuture();
    }
    return application
        .ask()
        .compose(asked ->
            onLoop(() -> {
              if (asked.flags() != null
                  && !asked.equals(application.known())
                  && shards.widen(Intents.allowed(parts.intents(), asked.privileged()))) {
                application.is(asked); // Not requested again if the gateway refuses.
              }
              return Future.<Void>succeededFuture();
            }))
        .otherwiseEmpty();
  }

  /// Whether the bot receives the events of an intent.
  public boolean has(Intent intent) {
    return shards.intents().contains(intent);
  }

  /// When, by the ticker, it may IDENTIFY again, even after a logout and a login; null for now.
  @Nullable Long identifiesClearAt() {
    return identifies.clearAt();
  }

  /// Its gateway connections.
  public List<Shard> shards() {
    return shards.all();
  }

  /// What the operator does with it.
  public Maintenance maintenance() {
    return maintenance;
  }

  /// The guilds that it is in, in no particular order.
  public Collection<Guild> guilds() {
    return state.guilds();
  }

  /// A guild that it is in, or null.
  public @Nullable Guild guild(long id) {
    return state.guild(id);
  }

  /// The bot as a holder of permissions in a guild.
  public Holder holder(Guild guild, Instant now) {
    return new Holder(id(), guild.ownRoles(), state.ownDetails(guild.id()).isTimedOut(now));
  }

  /// What can be known of its health.
  public BotInsight insight() {
    return insight;
  }

  /// Access to Discord's REST API, with the bot's own limits.
  public RestQueue rest() {
    return rest;
  }

  /// Its interactions.
  public Interactions interactions() {
    return interactions;
  }

  /// Whether interactions that are not answered in time are deferred.
  public boolean autoDefer() {
    return autoDefer;
  }

  /// Sets whether interactions that are not answered in time are deferred. Survives a restart.
  public void autoDefer(boolean now) {
    autoDefer = now;
    save();
  }

  void autoDeferAsBefore(boolean before) {
    autoDefer = before;
  }

  /// The log of its events.
  public EventLog events() {
    return journal.events();
  }

  /// Sets the bot's presence, now and whenever a shard connects.
  ///
  /// @param presence the JSON of an opcode 3
  /// @return false if a connected shard cannot send it now
  public Future<Boolean> presence(String presence) {
    return onLoop(() -> Future.succeededFuture(shards.present(presence)));
  }

  /// The members of its guilds.
  public GuildMembers members() {
    return members;
  }

  /// Sends a command to the gateway, within its limits, on the shard of a guild: at once or when
  /// the shard is connected again.
  ///
  /// @param data the JSON of `d`
  /// @return false if too many are waiting, the shard will not connect again, or there is no such
  ///   guild
  public Future<Boolean> send(long guildId, int op, String data) {
    return onLoop(() -> {
      Guild guild = state.guild(guildId);
      Shard shard = guild == null ? null : shards.of(guild);
      return Future.succeededFuture(shard != null && shard.sendOrHold(op, data));
    });
  }

  /// Connects. Completes when the bot is ready and its guilds have arrived; fails when Discord
  /// refuses it permanently, or with [IdentifyBudgetExhaustedException].
  Future<Void> start() {
    save();
    loop.context().runOnContext(_ -> shards.connect(Map.of()));
    return settled.future();
  }

  /// Continues where an earlier run of the server ended: restores its guilds, and resumes its
  /// gateway sessions.
  ///
  /// @param from by shard; a shard without one identifies
  /// @return completes when the guilds are restored
  Future<Void> restore(Map<Integer, ResumePoint> from) {
    identifies.doubt();
    return journal
        .guilds()
        .compose(kept ->
            onLoop(() -> {
              kept.forEach(guild -> {
                journal.known(guild);
                state.restore(guild, identifies.info().shards());
              });
              state.forgetPresences();
              shards.connect(from);
              return Future.<Void>succeededFuture();
            }))
        .recover(e -> {
          log.atError().addKeyValue("bot", id()).setCause(e).log("its guilds are lost");
          return onLoop(() -> {
            shards.connect(Map.of());
            return Future.succeededFuture();
          });
        });
  }

  /// The data needed to restore it. Readable from any thread.
  public StoredBot stored() {
    return new StoredBot(
        id(),
        access.token(),
        userJson,
        events().applicationId(),
        Intent.bits(parts.intents()),
        Intent.bits(shards.intents()),
        identifies.info().shards(),
        identifies.info().url().toString(),
        autoDefer);
  }

  /// Stores that data.
  void save() {
    if (maintenance.isLeft()) {
      return; // It is another node's.
    }
    parts
        .store()
        .write(new Change.PutBot(stored()))
        .onFailure(e -> log.atWarn().addKeyValue("bot", id()).log("not kept: {}", e.toString()));
  }

  /// Records that Discord no longer accepts its token.
  void tellRejected() {
    loop.context().runOnContext(_ -> journal.tokenRejected());
  }

  /// Disconnects.
  ///
  /// @param keepSession whether the gateway sessions stay alive, to be resumed within a few minutes
  Future<Void> close(boolean keepSession) {
    return onLoop(() -> {
      settled.tryFail(
          maintenance.isLeft() ? new BotAwayException() : new ServerStoppingException());
      rest.close();
      access.records().log().close();
      state.close();
      interactions.close();
      return shards.close(keepSession);
    });
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    return loop.run(work);
  }

  private void settleIfWhole() {
    if (state.isWhole() && shards.isConnected()) {
      settled.tryComplete();
    }
  }

  /// What the shards report, on the bot's event loop.
  private final class Listener implements BotShards.Owner {
    @Override
    public void dispatched(Shard shard, Dispatch came) {
      parts.events().increment();
      access.records().activity().event();
      // Here, because every reader of the event gets it from here.
      var dispatch = new Dispatch(came.type(), came.sequence(), rest.veiled(came.data()));
      journal.dispatched(shard, dispatch);
      try {
        apply(shard, dispatch);
      } catch (RuntimeException e) { // The next event must still be processed.
        state.logUnread(dispatch.type(), e);
      }
    }

    private void apply(Shard shard, Dispatch dispatch) {
      state.apply(shard.id(), dispatch);
      switch (dispatch.type()) {
        case "GUILD_CREATE", "GUILD_DELETE" -> settleIfWhole();
        case "INTERACTION_CREATE" -> interactions.arrived(dispatch.data(), autoDefer);
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
      journal.changed(shard, now);
      switch (now) {
        case ShardState.Connected _ -> {
          shards.presentOn(shard);
          settleIfWhole();
        }
        case ShardState.Exhausted(_, var after) ->
            settled.tryFail(new IdentifyBudgetExhaustedException(after));
        case ShardState.Connecting _,
            ShardState.Resuming _,
            ShardState.Waiting _,
            ShardState.Stopped _ -> {}
      }
    }

    @Override
    public void gaveUp(AfterClose because) {
      settled.tryFail(new BotRefusedException(because, shards.trouble()));
      if (because == AfterClose.TOKEN_REJECTED) {
        parts.rejected().accept(access.hash());
      }
    }

    @Override
    public void startedOver() {
      save();
    }
  }
}

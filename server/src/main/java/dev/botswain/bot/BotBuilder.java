package dev.botswain.bot;

import dev.botswain.cluster.CannotTakeException;
import dev.botswain.cluster.Directory;
import dev.botswain.cluster.Place;
import dev.botswain.discord.gateway.GatewayInfo;
import dev.botswain.discord.gateway.GatewayUrl;
import dev.botswain.discord.gateway.IdentifyQueue;
import dev.botswain.discord.gateway.ResumePoint;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.rest.DiscordRest;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.TokenRejectedException;
import dev.botswain.discord.rest.UnknownTokens;
import dev.botswain.event.LogNotOpenException;
import dev.botswain.json.DiscordJson;
import dev.botswain.secret.Secret;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.tenant.LoginAttempt;
import dev.botswain.time.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Creates bots that are not connected yet: from a token at a login, or from what an earlier run of
/// the server stored.
final class BotBuilder {
  private final BotParts parts;
  private final DiscordRest discord;
  private final Directory directory;
  private final boolean secure;
  private final Consumer<TokenHash> rejected;

  /// @param directory says whose a bot is at a login
  /// @param secure whether Discord is reached over TLS, which gateway addresses must then not leave
  /// @param rejected called when Discord's REST API no longer accepts a token
  BotBuilder(
      BotParts parts,
      DiscordRest discord,
      Directory directory,
      boolean secure,
      Consumer<TokenHash> rejected) {
    this.parts = parts;
    this.directory = directory;
    this.discord = discord;
    this.secure = secure;
    this.rejected = rejected;
  }

  private BotAccess open(TokenHash hash, Secret token) {
    // The only way to create a context that does not depend on the calling thread.
    Context loop = ((VertxInternal) parts.vertx()).createEventLoopContext();
    var records = new CallRecords(parts.ticker(), parts.requestLogs(), () -> reject(hash));
    RestQueue rest = discord.open(token, records, loop);
    return new BotAccess(loop, rest, new DiscordCalls(rest, secure), token, hash, records);
  }

  /// A token that is tried without a login.
  TokenTrial trial(Secret token, String network) {
    TokenHash hash = TokenHash.of(token);
    var trial = discord.unknownTokens().begin(hash.hex(), network);
    try {
      return new TokenTrial(discord.open(token), trial);
    } catch (IllegalArgumentException notAToken) {
      trial.close();
      throw notAToken;
    }
  }

  private void reject(TokenHash hash) {
    discord.unknownTokens().reject(hash.hex());
    rejected.accept(hash);
  }

  /// The bot of a token, about which Discord is asked. Waits.
  ///
  /// @param attempt that has let the token in
  /// @param identifyNotBefore by the id of the bot
  Bot ask(
      TokenHash hash,
      Secret token,
      LoginAttempt attempt,
      LongFunction<@Nullable Long> identifyNotBefore) {
    try (var trial = discord.unknownTokens().begin(hash.hex(), attempt.network())) {
      return ask(open(hash, token), attempt, trial, identifyNotBefore);
    }
  }

  private Bot ask(
      BotAccess access,
      LoginAttempt attempt,
      UnknownTokens.Trial trial,
      LongFunction<@Nullable Long> identifyNotBefore) {
    DiscordCalls calls = access.calls();
    try {
      byte[] me = Await.of(calls.me());
      trial.accepted();
      BotUser user = DiscordJson.read(me, BotUser.class);
      if (!Boolean.TRUE.equals(user.bot())) {
        throw new NotABotException();
      }
      long id = user.id();
      Await.of(parts.logs().open(List.of(take(id))));
      Future<Application> asked = calls.application();
      GatewayInfo info = Await.of(calls.gateway());
      Application application = Await.of(asked);
      attempt.check(id, application.id());
      parts.logs().of(id).belongsTo(application.id());
      Set<Intent> intents = Intents.allowed(parts.intents(), application.privileged());
      var bot = new Bot(parts, access, me, intents, info, identifyNotBefore.apply(id));
      bot.application().is(application);
      return bot;
    } catch (LogNotOpenException passedOn) { // While Discord was asked.
      access.rest().close();
      throw new BotAwayException();
    } catch (RuntimeException failure) {
      if (failure instanceof TokenRejectedException) {
        trial.rejected();
      }
      access.rest().close();
      throw failure;
    }
  }

  /// @throws BotAwayException if another node owns the bot, or this one cannot take it now
  private Claim take(long id) {
    try {
      if (Await.of(directory.take(id)) instanceof Place.Here(long epoch)) {
        return new Claim(id, epoch);
      }
    } catch (CannotTakeException notNow) {
      throw new BotAwayException("the bot cannot be taken: " + notNow.getMessage());
    }
    throw new BotAwayException();
  }

  /// A bot that an earlier run connected.
  ///
  /// @throws IllegalArgumentException or [MalformedAnswerException] if the stored data is not
  ///   usable
  /// @throws NotABotException if it is a user account
  Bot revive(StoredBot kept) {
    if (Boolean.FALSE.equals(DiscordJson.read(kept.user(), BotUser.class).bot())) {
      throw new NotABotException();
    }
    var info = GatewayInfo.ofEarlierRun(GatewayUrl.of(kept.gatewayUrl(), secure), kept.shards());
    TokenHash hash = TokenHash.of(kept.token());
    BotAccess access = open(hash, kept.token());
    parts.logs().of(kept.id()).belongsTo(kept.applicationId());
    var bot =
        new Bot(
            parts,
            access,
            kept.user(),
            isWantedAsBefore(kept) ? Intent.of(kept.intents()) : parts.intents(),
            info,
            // The earlier run may have sent an IDENTIFY just before it was killed.
            parts.ticker().nanos() + IdentifyQueue.SPACING.toNanos());
    bot.autoDeferAsBefore(kept.autoDefer());
    return bot;
  }

  /// Whether the wanted intents are the same as when it was stored.
  boolean isWantedAsBefore(StoredBot kept) {
    return kept.wanted() == Intent.bits(parts.intents());
  }

  /// The resume points of its shards, by their ids. A session with intents other than the wanted
  /// ones is given up.
  Map<Integer, ResumePoint> resumable(StoredBot kept, Collection<StoredResumePoint> points) {
    var resumable = new HashMap<Integer, ResumePoint>();
    if (isWantedAsBefore(kept)) {
      for (StoredResumePoint point : points) {
        if (point.shards() == kept.shards()) {
          resumable.put(
              point.shard(),
              new ResumePoint(
                  point.sessionId(), GatewayUrl.of(point.resumeUrl(), secure), point.sequence()));
        }
      }
    }
    return resumable;
  }
}

package dev.botswain;

import dev.botswain.cluster.Arrivals;
import dev.botswain.cluster.Residents;
import dev.botswain.relay.gateway.GatewayRelay;
import dev.botswain.secret.Secret;
import dev.botswain.store.Change;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.Store;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.StoredSession;
import dev.botswain.store.StoredWebhook;
import dev.botswain.time.Alarm;
import dev.botswain.time.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bots that live on this node: brings one up with all that belongs to it, and takes it down
/// again. What is stored of a bot that nobody uses is removed when it comes.
final class Residence implements Residents {
  private static final Logger log = LoggerFactory.getLogger(Residence.class);

  /// How long requests and deliveries in progress may hold up a bot that leaves.
  private static final Duration IN_PROGRESS = Duration.ofMillis(500);

  private static final Duration STORE_AGAIN = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Store store;
  private final Arrivals arrivals;

  /// Tokens of configured bots, which are wanted without a session.
  private final Set<Secret> configured;

  /// The claims by which bots are here, or on their way.
  private final Map<Long, Claim> claims = new ConcurrentHashMap<>();

  private final ComingBots coming = new ComingBots(this::bringUp, this::isWanted);
  private @Nullable Household household;

  /// Where bots and what belongs to them live.
  private record Household(Core core, GatewayRelay relay) {}

  /// @param arrivals is told which bots come and leave
  Residence(Vertx vertx, Store store, Arrivals arrivals, Collection<Secret> configured) {
    this.vertx = vertx;
    this.store = store;
    this.arrivals = arrivals;
    this.configured = Set.copyOf(configured);
  }

  /// To be called before the first bot comes.
  void furnish(Core core, GatewayRelay relay) {
    household = new Household(core, relay);
  }

  private Household home() {
    return Objects.requireNonNull(household);
  }

  private Core core() {
    return home().core();
  }

  private boolean isWanted(Claim claim) {
    return arrivals.isWanted(claim.bot());
  }

  private boolean isHere(Claim claim) {
    return claim.equals(claims.get(claim.bot()));
  }

  @Override
  public Future<Void> adopt(Collection<Claim> all) {
    for (Claim claim : all) {
      arrivals.begin(claim.bot());
      claims.put(claim.bot(), claim);
    }
    return coming.add(all);
  }

  /// On a virtual thread.
  private void bringUp(List<Claim> page) {
    while (!isBroughtUp(page)) {
      LockSupport.parkNanos(STORE_AGAIN.toNanos());
    }
    page.forEach(this::arrived);
  }

  /// @return false if it must be tried again
  private boolean isBroughtUp(List<Claim> page) {
    List<Claim> mine = page.stream().filter(this::isHere).toList();
    try {
      fetch(mine);
    } catch (StoreFailedException later) {
      log.atWarn().addKeyValue("bots", mine.size()).log("not up yet: {}", later.toString());
      return false;
    } catch (RuntimeException unusable) {
      if (mine.size() > 1) { // One must not keep the others away.
        mine.forEach(claim -> bringUp(List.of(claim)));
      } else {
        log.atError().addKeyValue("bots", mine).setCause(unusable).log("cannot be brought up");
      }
    }
    return true;
  }

  private void fetch(List<Claim> mine) {
    if (mine.isEmpty()) {
      return;
    }
    List<Long> ids = mine.stream().map(Claim::bot).toList();
    Map<Long, Claim> byBot =
        mine.stream().collect(Collectors.toMap(Claim::bot, Function.identity()));
    LongPredicate isHere = bot -> isHere(Objects.requireNonNull(byBot.get(bot)));
    Future<Void> opened = core().logs.open(mine);
    Future<List<StoredBot>> kept = store.bots().of(ids);
    Future<List<StoredResumePoint>> points = store.bots().resumePoints(ids);
    Future<List<StoredSession>> theirSessions = store.sessions().of(ids);
    Future<List<StoredWebhook>> theirWebhooks = store.webhooks().of(ids);
    Await.of(Future.all(List.of(opened, kept, points, theirSessions, theirWebhooks)));

    Set<Long> used =
        theirSessions.result().stream().map(StoredSession::botId).collect(Collectors.toSet());
    List<StoredBot> wanted = new ArrayList<>();
    for (StoredBot bot : kept.result()) {
      if (used.contains(bot.id()) || configured.contains(bot.token())) {
        wanted.add(bot);
      } else if (isHere.test(bot.id())) {
        store.write(new Change.RemoveBot(bot.id()));
      }
    }
    Core at = core();
    Await.of(at.bots.adopt(wanted, points.result()));
    for (StoredBot bot : wanted) {
      if (configured.contains(bot.token())) {
        at.bots.join(bot.id()); // It stays without a session.
      }
    }
    // What belongs to a bot that has not come stays as it is in the store. Only what belongs to no
    // bot is removed.
    Set<Long> away =
        wanted.stream()
            .map(StoredBot::id)
            .filter(bot -> !at.bots.hasCome(bot))
            .collect(Collectors.toSet());
    at.sessions.adopt(
        theirSessions.result().stream().filter(one -> !away.contains(one.botId())).toList(),
        isHere);
    at.webhooks.adopt(
        theirWebhooks.result().stream().filter(one -> !away.contains(one.botId())).toList(),
        at.sessions::byKey,
        isHere);
  }

  private void arrived(Claim claim) {
    if (!isHere(claim)) { // It was dropped meanwhile.
      takeDown(claim);
    }
    if (isHere(claim) || !claims.containsKey(claim.bot())) {
      arrivals.end(claim.bot());
    }
  }

  @Override
  public Future<Void> leave(Claim claim) {
    long bot = claim.bot();
    Core at = core();
    arrivals.begin(bot);
    Future<Void> clients = home().relay().leave(bot);
    var changes = new ArrayList<>(at.sessions.leave(bot));
    return Future.join(
            clients,
            at.webhooks.finish(bot).timeout(IN_PROGRESS.toMillis(), TimeUnit.MILLISECONDS),
            at.bots.quiet(bot, IN_PROGRESS))
        .transform(_ -> {
          changes.addAll(at.webhooks.leave(bot));
          return at.bots.leave(bot);
        })
        .transform(_ -> {
          at.logs.close(claim);
          return stored(claim, changes);
        })
        .onComplete(_ -> {
          at.logs.forget(claim);
          claims.remove(bot, claim);
          arrivals.end(bot);
        });
  }

  /// Stores the last that is to be stored of a bot, and with it all that was before.
  private Future<Void> stored(Claim claim, List<Change> changes) {
    return store
        .write(changes)
        .recover(failure -> {
          if (!isHere(claim)) {
            return Future.succeededFuture();
          }
          Promise<Void> later = Promise.promise();
          new Alarm(vertx).set(STORE_AGAIN, later::complete);
          return later.future().compose(_ -> stored(claim, changes));
        });
  }

  @Override
  public void drop(Claim claim) {
    if (claims.remove(claim.bot(), claim)) {
      takeDown(claim);
    }
  }

  /// No more bots come, and what is to be stored of those that leave is not tried again.
  void close() {
    claims.clear();
  }

  /// Writes nothing.
  private void takeDown(Claim claim) {
    long bot = claim.bot();
    Core at = core();
    at.logs.close(claim);
    home().relay().drop(bot);
    at.sessions.leave(bot);
    at.webhooks.leave(bot);
    at.bots.leave(bot);
    at.logs.forget(claim);
  }
}

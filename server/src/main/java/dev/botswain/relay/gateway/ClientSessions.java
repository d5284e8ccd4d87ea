package dev.botswain.relay.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.botswain.bot.Bot;
import dev.botswain.limit.Limit;
import dev.botswain.relay.OwnEvents;
import dev.botswain.session.Session;
import dev.botswain.share.Shares;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.Together;
import io.vertx.core.Future;
import java.lang.ref.WeakReference;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway sessions of all clients: those that are connected, and in the store those that may
/// return, here or at the node where their bot lives by then. Thread-safe.
public final class ClientSessions {
  private static final Logger log = LoggerFactory.getLogger(ClientSessions.class);

  /// How long a client may be away. Discord allows some minutes.
  private static final Duration KEPT = Duration.ofHours(1);

  private static final int ID_BYTES = 16;
  private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofMinutes(10);

  /// Until the store has them, and so that it need not be asked about those that return at once.
  private static final Duration AT_HAND = Duration.ofMinutes(2);

  private final Store store;
  private final InstantSource clock;
  private final OwnEvents ownEvents;
  private final SecureRandom random = new SecureRandom();
  private final Shares<String> questions = Limit.QUESTIONS.shares();
  private final Shares<String> atHand = Limit.CLIENTS_AT_HAND.shares();
  private final Map<String, ClientStream> connected = new ConcurrentHashMap<>();

  /// The same by their bots.
  private final Map<Long, Set<ClientStream>> ofBots = new ConcurrentHashMap<>();

  private final Cache<String, AtHand> absent = cache();

  /// By the ids of sessions that are over, until the store has deleted them.
  private final Cache<String, AtHand> over = cache();

  /// What a client left behind.
  ///
  /// @param questions its recent requests, which may not have been answered completely
  /// @param greeting its preamble, if it left before any place was recorded
  record Absent(
      ClientSession session,
      List<ClientCommand.RequestMembers> questions,
      @Nullable Greeting greeting) {}

  /// @param owner toward whose share it counts
  /// @param bot while it lives here: what is known of its clients is outdated once it has lived
  ///   elsewhere, and then it is another
  /// @param absent null if the session is over
  private record AtHand(String owner, WeakReference<Bot> bot, @Nullable Absent absent) {}

  public ClientSessions(Store store, InstantSource clock, OwnEvents ownEvents) {
    this.store = store;
    this.clock = clock;
    this.ownEvents = ownEvents;
  }

  /// Removed entries make room.
  private Cache<String, AtHand> cache() {
    return Caffeine.newBuilder()
        .expireAfterWrite(AT_HAND)
        .executor(Runnable::run)
        .removalListener((@Nullable String _, @Nullable AtHand gone, RemovalCause _) ->
            atHand.give(Objects.requireNonNull(gone).owner()))
        .build();
  }

  private void put(Cache<String, AtHand> cache, ClientStream stream, @Nullable Absent behind) {
    String owner = stream.owner().tenant();
    if (atHand.take(owner) != null) {
      cache.cleanUp();
      if (atHand.take(owner) != null) {
        return;
      }
    }
    cache.put(stream.id(), new AtHand(owner, new WeakReference<>(stream.owner().bot()), behind));
  }

  Store store() {
    return store;
  }

  /// An id for a new one.
  String newId() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Bytes of requests that wait for their answers.
  Shares<String> questions() {
    return questions;
  }

  /// What bots cause, which their clients must get before the answer.
  OwnEvents ownEvents() {
    return ownEvents;
  }

  int connected() {
    return connected.size();
  }

  void enter(ClientStream stream) {
    connected.put(stream.id(), stream);
    ofBots.compute(
        stream.owner().bot().id(),
        (_, known) -> {
          Set<ClientStream> all = known == null ? new HashSet<>() : known;
          all.add(stream);
          return all;
        });
  }

  /// @return whether it was its session's
  private boolean exit(ClientStream stream) {
    ofBots.computeIfPresent(
        stream.owner().bot().id(),
        (_, all) -> {
          all.remove(stream);
          return all.isEmpty() ? null : all;
        });
    return connected.remove(stream.id(), stream);
  }

  /// A client's connection is gone, and the client may return.
  ///
  /// @return completes when what it needs for that is stored
  Future<Void> leave(ClientStream stream, Absent behind) {
    put(absent, stream, behind);
    Future<Void> kept = keep(behind.session());
    exit(stream);
    return kept;
  }

  /// A gateway session is over.
  void end(ClientStream stream) {
    put(over, stream, null);
    if (exit(stream)) {
      store.write(new Change.RemoveClientSession(stream.id()));
    }
  }

  /// The bot of a client does not live here any more, and nothing may be stored for it.
  void forsake(ClientStream stream) {
    exit(stream);
  }

  /// A bot is about to live elsewhere: its clients are told to reconnect, and resume there.
  ///
  /// @return completes when what they need for that is stored, or cannot be
  Future<Void> leave(long bot) {
    return Future.join(of(bot).stream().map(ClientStream::moving).toList()).mapEmpty();
  }

  /// A bot does not live here any more. The same, but nothing is stored.
  void drop(long bot) {
    of(bot).forEach(ClientStream::moved);
  }

  private List<ClientStream> of(long bot) {
    var found = new ArrayList<ClientStream>();
    ofBots.computeIfPresent(
        bot,
        (_, all) -> {
          found.addAll(all);
          return all;
        });
    return found;
  }

  /// Stores how far a client has come.
  Future<Void> keep(ClientSession session) {
    return store
        .write(new Change.PutClientSession(session.stored(clock.instant())))
        .onFailure(e ->
            log.atWarn()
                .addKeyValue("bot", session.botId())
                .log("a client session is not stored: {}", e.toString()));
  }

  /// What a client needs to resume, if it is its own. If a connection of it is still open, that is
  /// closed: it is broken, and so far only the client knows.
  ///
  /// @param owner of the caller
  Future<Optional<Absent>> take(String id, Session owner) {
    return takeAny(id, owner)
        .map(found -> found.filter(absent -> absent.session().owner().equals(owner.key())));
  }

  private Future<Optional<Absent>> takeAny(String id, Session owner) {
    ClientStream stream = connected.get(id);
    if (stream != null && !stream.owner().key().equals(owner.key())) {
      return Future.succeededFuture(Optional.empty());
    }
    if (stream != null) {
      return stream.surrender().map(_ -> Optional.ofNullable(behind(id, owner)));
    }
    if (atHand(over, id, owner) != null) {
      return Future.succeededFuture(Optional.empty());
    }
    Absent here = behind(id, owner);
    if (here != null) {
      return Future.succeededFuture(Optional.of(here));
    }
    return store
        .clientSessions()
        .find(id)
        .map(found ->
            found
                .flatMap(stored -> Optional.ofNullable(ClientSession.of(stored)))
                .map(session -> new Absent(session, List.of(), null)));
  }

  private @Nullable Absent behind(String id, Session owner) {
    AtHand found = atHand(absent, id, owner);
    return found == null ? null : found.absent();
  }

  private static @Nullable AtHand atHand(Cache<String, AtHand> cache, String id, Session owner) {
    AtHand found = cache.getIfPresent(id);
    return found == null || found.bot().get() != owner.bot() ? null : found;
  }

  /// Removes those that did not return. To be called periodically.
  void sweep(Together together) {
    for (ClientStream stream : connected.values()) {
      stream.showLife(BETWEEN_SIGNS_OF_LIFE);
    }
    store.write(
        new Change.TrimClientSessions(
            clock.instant().minus(KEPT),
            Limit.CLIENTS_STORED.total(),
            Limit.CLIENTS_STORED.share(),
            together));
  }
}

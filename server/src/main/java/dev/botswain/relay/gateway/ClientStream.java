package dev.botswain.relay.gateway;

import dev.botswain.bot.GuildChanges;
import dev.botswain.discord.protocol.CloseCode;
import dev.botswain.event.BotEvents;
import dev.botswain.event.Event;
import dev.botswain.event.EventReader;
import dev.botswain.event.EventSink;
import dev.botswain.json.MalformedAnswerException;
import dev.botswain.relay.OwnEvents;
import dev.botswain.relay.gateway.ClientSession.Place;
import dev.botswain.session.Session;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of a client that has identified, on their way out of its bot's log. Confined to the
/// context of its socket, except where stated otherwise.
///
/// A number is given to the events of the preamble and then to each event of the log that passes
/// the filter, and to nothing else: other payloads for the client, such as members that it
/// requested, carry the number of the last event. So the numbers follow from the log, and all can
/// be found again from one [Place].
final class ClientStream implements EventSink, OwnEvents.Client {
  /// Undocumented, but Discord sends it, and Kord needs it.
  private static final byte[] RESUMED = "{\"_trace\":[]}".getBytes(StandardCharsets.US_ASCII);

  /// A place is recorded after this many numbers, or after this many events that the client does
  /// not get.
  private static final int NUMBERS_APART = 256;

  private static final int EVENTS_APART = 4_096;

  private final ClientSessions sessions;
  private final Session owner;
  private final ClientFilter filter;
  private final ClientSocket socket;
  private final StreamListener listener;
  private final MemberAnswers answers;
  private ClientSession session;
  private @Nullable EventReader reader;

  /// By guild, the last event that is included in its GUILD_CREATE of the preamble.
  private Map<Long, Long> known = Map.of();

  private long knownUpTo;
  private long seq;

  /// The client has received the events up to this number.
  private long received;

  /// Until a place is recorded; null for a client that has had its preamble before.
  private @Nullable Greeting greeting;

  private boolean replaying;

  /// It gets events as they happen, and no old ones.
  private boolean live;

  private int sincePlace;
  private long keptAtNanos = System.nanoTime();
  private boolean over;

  ClientStream(
      ClientSessions sessions,
      Session owner,
      ClientFilter filter,
      ClientSession session,
      ClientSocket socket,
      StreamListener listener) {
    this.sessions = sessions;
    this.owner = owner;
    this.filter = filter;
    this.session = session;
    this.socket = socket;
    this.listener = listener;
    this.answers = new MemberAnswers(this, owner.bot(), sessions.questions());
    socket.onDrain(() -> {
      if (reader != null) {
        reader.resume();
      }
    });
  }

  /// Readable from any thread.
  String id() {
    return session.id();
  }

  Session owner() {
    return owner;
  }

  ClientFilter filter() {
    return filter;
  }

  MemberAnswers answers() {
    return answers;
  }

  /// The client is about to get the preamble.
  ///
  /// @param last the number of the last event that it received before, 0 for a new client
  void greet(Greeting greeting, long last) {
    this.greeting = greeting;
    received = last;
    replaying = last > 0;
    if (!replaying) {
      goLive(); // From its READY on it may act, and every event will reach it.
    }
  }

  private void goLive() {
    if (!live) {
      live = true;
      sessions.ownEvents().enter(owner.bot().id(), this);
    }
  }

  /// Sends an event of the preamble, unless the client has received it. Callable from any thread,
  /// one event after the other.
  ///
  /// @return completes when there is room for the next; fails when the client is gone
  Future<Void> number(String type, byte[] data) {
    return socket.onLoop(() -> {
      if (++seq > received) {
        socket.dispatch(type, seq, data);
      }
      return socket.room();
    });
  }

  /// Sends a payload without a number of its own. Callable from any thread.
  ///
  /// @return as [#number]
  Future<Void> insert(String type, byte[] data) {
    return socket.onLoop(() -> {
      socket.dispatch(type, seq, data);
      return socket.room();
    });
  }

  /// The preamble is done: events follow.
  ///
  /// @param after the id in the log after which they begin
  /// @param guilds by guild, the last event included in it
  void follow(long after, Map<Long, Long> guilds) {
    if (over) {
      return;
    }
    var included = new HashMap<>(guilds);
    included.values().removeIf(last -> last <= after);
    know(session.knowing(included));
    // Only after the place is stored, so that a client that has received an event can resume.
    noteIfKnown(after).onComplete(_ -> onLoop(() -> read(after)));
  }

  private void know(ClientSession now) {
    session = now;
    known = now.known();
    knownUpTo = now.knownUpTo();
  }

  /// Sends what a returning client has missed.
  ///
  /// @param last the number of the last event that it received
  /// @return whether that can be determined
  boolean resume(long last) {
    Place from = session.upTo(last);
    if (from == null) {
      return false;
    }
    know(session);
    seq = from.seq();
    received = last;
    replaying = true;
    read(from.eventId());
    return true;
  }

  private void read(long after) {
    if (over) {
      return;
    }
    reader =
        new EventReader(
            owner.bot().events(), socket.context(), after, owner.grant()::reduced, this);
    reader.start();
    answers.begin();
  }

  /// Runs an action on the context of the socket. Thread-safe.
  void onLoop(Runnable work) {
    socket.context().runOnContext(_ -> work.run());
  }

  @Override
  public void event(Event event) {
    if (over) {
      return;
    }
    if (event.type().equals(BotEvents.GAP)) {
      if (filter.mayMiss(EventParts.shard(event.data()))) {
        listener.lost();
        return;
      }
    }
    answers.heard(event);
    if (passes(event)) {
      send(event);
    }
    if (live) {
      sessions.ownEvents().handed(this, event);
    }
    sincePlace++;
    noteIfDue(event.id());
  }

  private boolean passes(Event event) {
    try {
      return filter.passes(event) && !isKnown(event);
    } catch (MalformedAnswerException notUnderstood) {
      return false;
    }
  }

  /// Whether the preamble included it already.
  private boolean isKnown(Event event) {
    return event.id() <= knownUpTo
        && GuildChanges.areBy(event.type())
        && event.id() <= known.getOrDefault(event.fields().guildId(), 0L);
  }

  private void send(Event event) {
    if (++seq <= received) {
      return;
    }
    byte[] narrowed = filter.narrowed(event);
    if (narrowed == null) {
      socket.dispatch(seq, event);
    } else {
      socket.dispatch(event.type(), seq, narrowed);
    }
  }

  private void noteIfDue(long eventId) {
    List<Place> places = session.places();
    boolean due =
        places.isEmpty()
            || seq - places.getLast().seq() >= NUMBERS_APART
            || sincePlace >= EVENTS_APART;
    if (due) {
      noteIfKnown(eventId);
    }
  }

  /// Records a place. Not while the client is sent again what it has received.
  ///
  /// @return completes when it is stored
  private Future<Void> noteIfKnown(long eventId) {
    if (seq < received) {
      return Future.succeededFuture();
    }
    session = session.with(new Place(seq, eventId));
    sincePlace = 0;
    keptAtNanos = System.nanoTime();
    return sessions.keep(session);
  }

  /// Readable from any thread.
  @Override
  public boolean wouldGet(String type, long guildId, boolean ofSelf) {
    return filter.wouldPass(type, guildId, ofSelf);
  }

  /// Readable from any thread, with a possibly outdated result.
  @Override
  public boolean isFull() {
    return socket.isFull();
  }

  @Override
  public void caughtUp() {
    if (over) {
      return;
    }
    goLive();
    if (!replaying) {
      return;
    }
    replaying = false;
    if (seq < received) {
      listener.invalidSequence();
      return;
    }
    socket.dispatch("RESUMED", seq, RESUMED);
    listener.resumed(seq - received);
  }

  /// Tells the store that the client is connected. Thread-safe.
  ///
  /// @param apart how often that is necessary
  void showLife(Duration apart) {
    socket
        .context()
        .runOnContext(_ -> {
          if (!over && System.nanoTime() - keptAtNanos > apart.toNanos()) {
            noteWhereItIs();
          }
        });
  }

  /// So that a place stays within the log however few events the client gets.
  private void noteWhereItIs() {
    if (reader != null && !replaying) {
      noteIfKnown(reader.position());
    }
  }

  /// The connection is gone, and the client may return.
  ///
  /// @return completes when what it needs for that is stored
  Future<Void> leave() {
    if (!stop()) {
      return Future.succeededFuture();
    }
    noteWhereItIs();
    return sessions.leave(
        this,
        new ClientSessions.Absent(
            session, answers.unsure(), session.places().isEmpty() ? greeting : null));
  }

  /// Its bot is about to live elsewhere. Thread-safe.
  ///
  /// @return as [#leave]
  Future<Void> moving() {
    return socket.onLoop(() -> listener.reconnect(this::leave));
  }

  /// Its bot lives elsewhere, and what is stored of the client is not ours to change. Thread-safe.
  void moved() {
    socket.onLoop(() -> listener.reconnect(this::forsake));
  }

  private Future<Void> forsake() {
    if (stop()) {
      sessions.forsake(this);
    }
    return Future.succeededFuture();
  }

  /// The gateway session is over.
  void end() {
    if (stop()) {
      sessions.end(this);
    }
  }

  private boolean stop() {
    if (over) {
      return false;
    }
    over = true;
    if (live) {
      sessions.ownEvents().leave(owner.bot().id(), this);
    }
    answers.end();
    if (reader != null) {
      reader.close();
    }
    return true;
  }

  /// Makes way for another connection of its client. Thread-safe.
  Future<Void> surrender() {
    return socket.onLoop(() -> {
      if (socket.isParting() && CloseCode.endsSession(socket.closeCode())) {
        end();
      }
      leave();
      socket.close(CloseCode.UNKNOWN_ERROR, "Resumed elsewhere.");
      return Future.succeededFuture();
    });
  }
}

package dev.botswain.relay.gateway;

import dev.botswain.bot.Bot;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.discord.protocol.CloseCode;
import dev.botswain.discord.protocol.Opcode;
import dev.botswain.session.Session;
import dev.botswain.session.SessionWatcher;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// One connection of a client: HELLO, IDENTIFY or RESUME, and what it sends from then on. Confined
/// to the context of its socket.
///
/// Source: <https://discord.com/developers/docs/events/gateway#connection-lifecycle>.
final class ClientConnection implements StreamListener {
  private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);

  private static final long IDENTIFY_WITHIN_NANOS = 60_000_000_000L;

  /// In half heartbeat intervals, which makes five minutes.
  private static final int MOST_STALLED = 15;

  /// Some libraries listen only after they have checked the answer to their upgrade, and miss what
  /// arrives in the same segment.
  static final Duration GREET_AFTER = Duration.ofMillis(5);

  private static final ShardId ALL = new ShardId(0, 1);

  private final GatewayRelay relay;
  private final ClientSocket socket;
  private final Arrival arrival;
  private final SessionWatcher ownerEnds = new OwnerWatcher();
  private final long openedAt = System.nanoTime();
  private final CommandRate rate = new CommandRate();
  private final Alarm pulse;
  private final Alarm hello;
  private @Nullable ClientStream stream;
  private @Nullable ClientHop hop;

  /// A RESUME is being looked up.
  private boolean resuming;

  private long heardAt = openedAt;

  ClientConnection(GatewayRelay relay, ClientSocket socket, Arrival arrival) {
    this.relay = relay;
    this.socket = socket;
    this.arrival = arrival;
    this.pulse = new Alarm(relay.vertx());
    pulse.setEvery(relay.heartbeat().dividedBy(2), this::checkPulse);
    this.hello = new Alarm(relay.vertx());
    if (!arrival.isPassedOn()) {
      hello.set(GREET_AFTER, this::sayHello);
    }
  }

  private void sayHello() {
    hello.stop();
    socket.send(Opcode.HELLO, "{\"heartbeat_interval\":" + relay.heartbeat().toMillis() + "}");
  }

  /// The client sent something.
  void received(Buffer payload) {
    if (hello.isSet()) {
      sayHello();
    }
    if (hop == null) {
      attempt(() -> {
        rate.count();
        take(ClientCommands.read(arrival.encoding().read(payload)), payload);
      });
    } else {
      hop.pass(payload);
    }
  }

  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (ClientRefusedException refusal) {
      refuse(refusal.code(), refusal.getMessage());
    }
  }

  private void take(ClientCommand command, Buffer payload) {
    switch (command) {
      case ClientCommand.Heartbeat() -> heartbeat();
      case ClientCommand.Identify identify ->
          goTo(identify.token(), payload, () -> identify(identify));
      case ClientCommand.Resume resume -> goTo(resume.token(), payload, () -> resume(resume));
      case ClientCommand.RequestMembers members -> identified().answers().ask(members);
      case ClientCommand.UpdatePresence(String presence) -> deeds(identified()).appear(presence);
      case ClientCommand.Pass pass -> deeds(identified()).pass(pass);
    }
  }

  private ClientDeeds deeds(ClientStream client) {
    return new ClientDeeds(
        client,
        () ->
            socket
                .context()
                .runOnContext(_ ->
                    refuse(
                        CloseCode.RATE_LIMITED,
                        "Too many commands are waiting to be sent to Discord.")));
  }

  private ClientStream identified() {
    ClientStream there = stream;
    if (there == null) {
      throw new ClientRefusedException(CloseCode.NOT_AUTHENTICATED, "Not authenticated.");
    }
    return there;
  }

  private void heartbeat() {
    heardAt = System.nanoTime();
    if (stream != null) {
      relay.sessions().use(stream.owner());
    }
    socket.acknowledge();
  }

  /// Goes on where the bot lives that a token names.
  ///
  /// @throws ClientRefusedException if the client has identified before
  private void goTo(String token, Buffer command, Runnable here) {
    if (stream != null || resuming) {
      throw new ClientRefusedException(CloseCode.ALREADY_AUTHENTICATED, "Already authenticated.");
    }
    hop =
        new ClientHop(
            relay,
            arrival,
            socket,
            token,
            command,
            () -> {
              hop = null;
              attempt(here);
            });
    hop.start();
  }

  private void identify(ClientCommand.Identify identify) {
    Session owner = ClientRights.owner(identify.token(), relay.sessions());
    ClientRights.checkIntents(identify.intents(), owner.bot());
    ShardId shard = identify.shard() == null ? ALL : identify.shard();
    var session =
        new ClientSession(
            relay.clients().newId(), owner, identify.intents(), shard, identify.largeThreshold());
    ClientStream begun = begin(owner, session);
    relay.identified();
    tell(log.atInfo(), begun, "client identified");
    if (identify.presence() != null) {
      deeds(begun).appear(identify.presence());
    }
    greet(begun, Greeting.of(owner.bot(), begun.filter(), identify.shard() != null), 0);
  }

  /// @param last the number of the last event that the client received before, 0 for a new client
  private void greet(ClientStream begun, Greeting greeting, long last) {
    begun.greet(greeting, last);
    var preamble =
        new Preamble(
            relay.store(), begun, arrival.version(), arrival.url(), greeting, relay.slow());
    Thread.ofVirtual().name("preamble").start(() -> introduce(begun, preamble, greeting.after()));
  }

  private void introduce(ClientStream begun, Preamble preamble, long after) {
    Map<Long, Long> known;
    Bot bot = begun.owner().bot();
    try (var _ = relay.greetings().begin(bot.events().owner(), bot.id())) {
      known = preamble.send();
    } catch (RuntimeException failure) {
      log.atDebug().setCause(failure).log("a client could not be sent READY");
      socket.context().runOnContext(_ -> refuse(CloseCode.UNKNOWN_ERROR, "Try again."));
      return;
    }
    socket.context().runOnContext(_ -> begun.follow(after, known));
  }

  private void resume(ClientCommand.Resume resume) {
    Session owner = ClientRights.owner(resume.token(), relay.sessions());
    if (resume.seq() < 0) {
      throw new ClientRefusedException(CloseCode.INVALID_SEQ, "Invalid seq.");
    }
    resuming = true;
    relay
        .clients()
        .take(resume.sessionId(), owner)
        .onComplete(found ->
            socket
                .context()
                .runOnContext(_ -> {
                  resuming = false;
                  goOn(owner, found.succeeded() ? found.result() : Optional.empty(), resume.seq());
                }));
  }

  private void goOn(Session owner, Optional<ClientSessions.Absent> found, long seq) {
    if (socket.isGone()) {
      return; // What begins now would never end.
    }
    ClientSessions.Absent left = found.orElse(null);
    if (owner.isMoved()) {
      socket.comeBack();
      return;
    }
    if (left == null || !relay.sessions().isLive(owner)) {
      invalidSession();
      return;
    }
    ClientStream begun;
    try {
      begun = begin(owner, left.session());
    } catch (ClientRefusedException refusal) {
      refuse(refusal.code(), refusal.getMessage());
      return;
    }
    Greeting greeting = left.greeting();
    if (greeting != null && seq > 0 && greeting.holdsFor(owner.bot(), begun.filter())) {
      greet(begun, greeting, seq);
    } else if (begun.resume(seq)) {
      left.questions().forEach(begun.answers()::ask);
    } else {
      lost();
    }
  }

  /// @throws ClientRefusedException if the bot has too many clients
  private ClientStream begin(Session owner, ClientSession session) {
    Bot bot = owner.bot();
    if (relay.places().take(bot.owner()) != null) {
      throw new ClientRefusedException(CloseCode.RATE_LIMITED, "Too many clients.");
    }
    arrival.known().run();
    socket.identified(bot.owner());
    var filter =
        new ClientFilter(
            bot.id(),
            new GatewayRights(owner.grant()),
            session.intents(),
            session.shard(),
            session.largeThreshold());
    var begun = new ClientStream(relay.clients(), owner, filter, session, socket, this);
    stream = begun;
    relay.clients().enter(begun);
    owner.watch(ownerEnds);
    return begun;
  }

  @Override
  public void resumed(long events) {
    relay.resumed();
    if (stream != null) {
      tell(log.atInfo().addKeyValue("events", events), stream, "client resumed");
    }
  }

  @Override
  public void invalidSequence() {
    drop();
    refuse(CloseCode.INVALID_SEQ, "Invalid seq.");
  }

  @Override
  public void lost() {
    if (stream != null) {
      tell(log.atInfo(), stream, "client has to identify again");
    }
    drop();
    invalidSession();
  }

  private void invalidSession() {
    socket.send(Opcode.INVALID_SESSION, "false");
  }

  /// The gateway session is over; the client may start another on this connection.
  private void drop() {
    if (stream != null) {
      stream.end();
      part(stream);
    }
  }

  private final class OwnerWatcher implements SessionWatcher {
    @Override
    public void ended() {
      socket
          .context()
          .runOnContext(_ -> {
            drop();
            refuse(CloseCode.AUTHENTICATION_FAILED, "Authentication failed.");
          });
    }

    @Override
    public void moved() {
      socket.context().runOnContext(_ -> stopping());
    }
  }

  /// Twice in an interval: is there a heartbeat, an IDENTIFY, and does the client read?
  private void checkPulse() {
    long now = System.nanoTime();
    long interval = relay.heartbeat().toNanos();
    socket.checkReads(MOST_STALLED);
    if (hop != null) {
      return; // The node where its bot lives watches it.
    }
    boolean late = now - heardAt > interval * 3 / 2;
    if (late && stream != null) {
      socket.comeBack();
    } else if (late || stream == null && !resuming && now - openedAt > IDENTIFY_WITHIN_NANOS) {
      refuse(CloseCode.SESSION_TIMED_OUT, "Session timed out.");
    } else if (now - heardAt > interval * 5 / 4) {
      socket.send(Opcode.HEARTBEAT, "null");
    }
  }

  /// Closes it.
  void refuse(CloseCode code, @Nullable String reason) {
    socket.close(code, reason == null ? "" : reason);
  }

  /// The server is stopping: the client should return and resume.
  void stopping() {
    if (hop != null) {
      hop.stopping();
    }
    ClientStream there = stream;
    reconnect(() -> there == null ? Future.succeededFuture() : there.leave());
  }

  @Override
  public Future<Void> reconnect(Supplier<Future<Void>> parting) {
    socket.send(Opcode.RECONNECT, "null");
    Future<Void> parted = parting.get();
    if (stream != null) {
      part(stream);
    }
    refuse(CloseCode.UNKNOWN_ERROR, "Reconnect.");
    return parted;
  }

  /// The socket has closed.
  void closed() {
    int code = socket.closeCode();
    socket.closed();
    pulse.stop();
    hello.stop();
    if (hop != null) {
      hop.left(code);
    }
    if (stream != null) {
      tell(log.atInfo().addKeyValue("code", code), stream, "client closed");
    }
    if (CloseCode.endsSession(code)) {
      drop();
    } else {
      leave();
    }
  }

  private void leave() {
    if (stream != null) {
      stream.leave();
      part(stream);
    }
  }

  private void part(ClientStream from) {
    from.owner().unwatch(ownerEnds);
    relay.places().give(from.owner().tenant());
    stream = null;
  }

  private static void tell(LoggingEventBuilder line, ClientStream stream, String what) {
    line.addKeyValue("session", stream.owner().fingerprint())
        .addKeyValue("bot", stream.owner().bot().id())
        .addKeyValue("shard", stream.filter().shard())
        .log(what);
  }
}

package dev.botswain.relay.gateway;

import dev.botswain.cluster.Place;
import dev.botswain.discord.protocol.CloseCode;
import dev.botswain.session.SessionId;
import dev.botswain.share.Shares;
import dev.botswain.time.Alarm;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The way of a client to its bot, as soon as it has named it: to the node where the bot lives, or
/// back to its connection if that is this one.
///
/// What the client sends is passed on as it is, heartbeats included: the owner alone decides what
/// it may do and whether it is alive. The owner sends one payload a message, in JSON, which gets
/// the client's encoding and compression here; and one text message, the owner of the bot for
/// limits, once the client has identified. A close is passed on both ways. When the bot moves or
/// its node is gone, the client is told to reconnect, and can resume at any node.
///
/// Both ways wait for whoever does not read; nothing is held but what was on its way. Confined to
/// the context of the client's socket, except for [#check].
final class ClientHop {
  /// The code with which a node says that a bot does not live there. No client sees it.
  static final short ASTRAY = 4421;

  /// From the first command until it has arrived.
  private static final long PATIENCE_NANOS = 6_000_000_000L;

  private static final Duration AGAIN = Duration.ofMillis(100);

  private final GatewayRelay relay;
  private final Arrival arrival;
  private final ClientSocket socket;
  private final String token;
  private final long bot;
  private final Buffer first;
  private final Runnable here;
  private final Alarm again;
  private final long since = System.nanoTime();
  private volatile @Nullable Place place;
  private @Nullable WebSocket hop;
  private Runnable unwatch = () -> {};
  private boolean counted;

  /// The owner has sent something.
  private boolean begun;

  private boolean over;

  /// @param token names the bot
  /// @param first the command that it comes with
  /// @param here goes on with it at this node
  ClientHop(
      GatewayRelay relay,
      Arrival arrival,
      ClientSocket socket,
      String token,
      Buffer first,
      Runnable here) {
    this.relay = relay;
    this.arrival = arrival;
    this.socket = socket;
    this.token = token;
    this.bot = new SessionId(token).bot();
    this.first = first;
    this.here = here;
    this.again = new Alarm(relay.vertx());
  }

  /// Goes on at this node at once if the bot lives here.
  void start() {
    Future<Place> found = find();
    if (found.isComplete() && found.result() instanceof Place.Here) {
      end();
      here.run();
      return;
    }
    socket.pause(); // What the client sends meanwhile comes after its first command.
    look(found);
  }

  /// Where the bot lives, as soon as it is not on its way here or from here.
  private Future<Place> find() {
    Future<Void> moving = relay.sessions().arrival(token);
    return moving == null ? relay.homes().find(bot) : moving.compose(_ -> relay.homes().find(bot));
  }

  private boolean isLate() {
    return System.nanoTime() - since > PATIENCE_NANOS;
  }

  private void look(Future<Place> found) {
    found.onComplete(_ -> socket.context().runOnContext(_ -> go(found)));
  }

  private void go(AsyncResult<Place> found) {
    if (over) {
      return;
    }
    Place now = found.succeeded() ? found.result() : new Place.Between();
    place = now;
    if (arrival.isPassedOn() && !(now instanceof Place.Here)) {
      end();
      socket.closeWith(ASTRAY, "");
      return;
    }
    switch (now) {
      case Place.Here _ when relay.sessions().arrival(token) != null -> tryAgain();
      case Place.Here _, Place.Nowhere _ -> arrive();
      case Place.There there -> open(there);
      case Place.Between() -> comeBack();
    }
  }

  private void arrive() {
    end();
    socket.resume();
    here.run();
  }

  private void open(Place.There there) {
    if (!counted) {
      Shares.Refusal full = relay.passedOn().take(arrival.network());
      if (full != null) {
        end();
        socket.close(CloseCode.RATE_LIMITED, "Too many clients.");
        return;
      }
      counted = true;
      relay.enter(this);
    }
    socket.pause();
    relay
        .homes()
        .open(there.peer(), arrival.uri())
        .onComplete(opened -> socket.context().runOnContext(_ -> opened(there, opened)));
  }

  private void opened(Place.There at, AsyncResult<WebSocket> opened) {
    if (opened.failed()) {
      tryAgain();
      return;
    }
    WebSocket there = opened.result();
    if (over) {
      there.close(CloseCode.UNKNOWN_ERROR.number(), "");
      return;
    }
    hop = there;
    unwatch = relay.homes().watch(at.peer(), () -> socket.context().runOnContext(_ -> comeBack()));
    there.binaryMessageHandler(payload -> take(there, payload));
    there.textMessageHandler(this::identified);
    there.exceptionHandler(_ -> {}); // The close handler reports the end.
    there.closeHandler(_ -> closed(there));
    socket.onDrain(there::resume);
    there.writeBinaryMessage(first);
    socket.resume();
  }

  private void take(WebSocket from, Buffer payload) {
    begun = true;
    socket.pass(payload.getBytes());
    if (socket.isFull()) {
      from.pause();
    }
  }

  private void identified(String owner) {
    socket.identified(owner);
    arrival.known().run();
  }

  /// Passes on what the client sends.
  void pass(Buffer payload) {
    WebSocket to = hop;
    if (to == null || over) {
      return;
    }
    to.writeBinaryMessage(payload);
    if (to.writeQueueFull()) {
      socket.pause();
      to.drainHandler(_ -> socket.resume());
    }
  }

  private void closed(WebSocket there) {
    if (over || hop != there) {
      return;
    }
    Short code = there.closeStatusCode();
    if (code == null || code == ASTRAY && begun) {
      comeBack();
    } else if (code == ASTRAY) {
      hop = null;
      unwatch.run();
      relay.homes().refresh();
      tryAgain();
    } else {
      end();
      socket.closeWith(code, Objects.requireNonNullElse(there.closeReason(), ""));
    }
  }

  private void tryAgain() {
    if (over) {
      return;
    }
    if (isLate()) {
      comeBack();
    } else {
      again.set(AGAIN, () -> look(find()));
    }
  }

  /// Called periodically, on any thread: does the bot still live there?
  void check() {
    Place then = place;
    if (then != null && !relay.homes().isStill(bot, then)) {
      socket
          .context()
          .runOnContext(_ -> {
            if (hop != null && !over) {
              comeBack();
            }
          });
    }
  }

  private void comeBack() {
    if (over) {
      return;
    }
    part(CloseCode.UNKNOWN_ERROR.number());
    socket.comeBack();
  }

  /// The client's connection has ended.
  ///
  /// @param code of the client, see [ClientSocket#closeCode]
  void left(int code) {
    part(CloseCode.endsSession(code) ? (short) code : CloseCode.UNKNOWN_ERROR.number());
  }

  /// This node is stopping.
  void stopping() {
    part(CloseCode.UNKNOWN_ERROR.number());
  }

  private void part(short code) {
    if (over) {
      return;
    }
    end();
    if (hop != null) {
      hop.close(code, "");
    }
  }

  private void end() {
    over = true;
    again.stop();
    unwatch.run();
    if (counted) {
      counted = false;
      relay.passedOn().give(arrival.network());
      relay.exit(this);
    }
  }
}

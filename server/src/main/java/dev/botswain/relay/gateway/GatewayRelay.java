package dev.botswain.relay.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import dev.botswain.config.HttpConfig;
import dev.botswain.discord.protocol.CloseCode;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Mount;
import dev.botswain.http.Passage;
import dev.botswain.http.SocketGuard;
import dev.botswain.limit.Limit;
import dev.botswain.limit.Turns;
import dev.botswain.relay.GatewayAnswer;
import dev.botswain.relay.RestErrors;
import dev.botswain.session.Sessions;
import dev.botswain.share.Shares;
import dev.botswain.store.Store;
import dev.botswain.store.Together;
import dev.botswain.time.Alarm;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Discord's gateway, with a session id in place of the bot's token.
///
/// Source: <https://discord.com/developers/docs/events/gateway>.
public final class GatewayRelay implements Mount {
  /// The interval that Discord uses.
  private static final Duration HEARTBEAT = Duration.ofMillis(41_250);

  /// Where other nodes pass clients on to this one.
  public static final String NODE_PATH = "/node/gateway";

  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(250);

  private final Vertx vertx;
  private final Sessions sessions;
  private final ClientSessions clients;
  private volatile Homes homes = Homes.ONE_NODE;
  private final GatewayAnswer address;
  private final Duration heartbeat;
  private final Shares<String> identified = Limit.CLIENTS.shares();
  private final Cache<Long, Boolean> slow = RostersAhead.slowBots();
  private final Turns greetings = new Turns(Limit.GREETINGS.shares());
  private final Shares<String> compressors = Limit.COMPRESSORS.shares();
  private final Shares<String> passedOn = Limit.CLIENTS_ELSEWHERE.shares();
  private final Set<ClientHop> hops = ConcurrentHashMap.newKeySet();
  private final Counter identifies;
  private final Counter resumes;
  private final Counter dispatches;

  public GatewayRelay(
      Vertx vertx,
      Sessions sessions,
      ClientSessions clients,
      HttpConfig http,
      MeterRegistry metrics) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.clients = clients;
    this.address = new GatewayAnswer(http.publicUrl());
    Duration half = http.idleTimeout().dividedBy(2);
    this.heartbeat = half.compareTo(HEARTBEAT) < 0 ? half : HEARTBEAT;
    this.identifies =
        Counter.builder("botswain.relay.identifies")
            .description("IDENTIFYs of clients of the gateway relay")
            .register(metrics);
    this.resumes =
        Counter.builder("botswain.relay.resumes")
            .description("RESUMEs of clients of the gateway relay")
            .register(metrics);
    this.dispatches =
        Counter.builder("botswain.relay.dispatches")
            .description("Dispatches sent to clients of the gateway relay")
            .register(metrics);
    Gauge.builder("botswain.relay.clients", clients, ClientSessions::connected)
        .description("Clients of the gateway relay that have identified")
        .register(metrics);
    Gauge.builder("botswain.relay.clients.elsewhere", hops, Set::size)
        .description("Clients of the gateway relay whose bot lives on another node")
        .register(metrics);
    new Alarm(vertx).setEvery(BETWEEN_CHECKS, () -> hops.forEach(ClientHop::check));
  }

  Vertx vertx() {
    return vertx;
  }

  Sessions sessions() {
    return sessions;
  }

  Store store() {
    return clients.store();
  }

  ClientSessions clients() {
    return clients;
  }

  /// There are other nodes. To be called before the first client comes.
  public void among(Homes nodes) {
    homes = nodes;
  }

  Homes homes() {
    return homes;
  }

  /// Clients whose bot lives on another node, by network.
  Shares<String> passedOn() {
    return passedOn;
  }

  /// A client is being passed on to another node.
  void enter(ClientHop hop) {
    hops.add(hop);
  }

  void exit(ClientHop hop) {
    hops.remove(hop);
  }

  Duration heartbeat() {
    return heartbeat;
  }

  /// Clients that have identified, by owner.
  Shares<String> places() {
    return identified;
  }

  /// Bots for whose lists of members clients have recently waited in vain.
  Cache<Long, Boolean> slow() {
    return slow;
  }

  Turns greetings() {
    return greetings;
  }

  void identified() {
    identifies.increment();
  }

  void resumed() {
    resumes.increment();
  }

  /// Removes clients that did not return. To be called periodically.
  ///
  /// @param together which bots have one share
  public void sweep(Together together) {
    clients.sweep(together);
  }

  /// A bot is about to live on another node: its clients are told to reconnect, and will resume
  /// there.
  ///
  /// @return completes when what they need for that is stored, or cannot be; never fails
  public Future<Void> leave(long bot) {
    return clients.leave(bot).otherwiseEmpty();
  }

  /// A bot does not live on this node any more. The same, but nothing is stored.
  public void drop(long bot) {
    clients.drop(bot);
  }

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public boolean covers(String path) {
    return path.equals(GatewayAnswer.PATH) || path.equals(GatewayAnswer.PATH + "/");
  }

  @Override
  public String methods() {
    return "GET";
  }

  @Override
  public String shown(String path) {
    return path;
  }

  @Override
  public Answer refusal(RequestRefusedException refusal) {
    return RestErrors.of(refusal);
  }

  @Override
  public void take(Passage passage) {
    passage.admit(null);
    take(passage, parameters(passage.request().query()), address.url(passage), false);
  }

  /// Takes a client that another node passes on.
  public void takePassedOn(Passage passage) {
    Map<String, List<String>> asked = parameters(passage.request().query());
    take(passage, asked, first(asked, Arrival.URL, ""), true);
  }

  private void take(
      Passage passage, Map<String, List<String>> asked, String url, boolean isPassedOn) {
    String upgrade = passage.request().getHeader(HttpHeaders.UPGRADE);
    if (upgrade == null || !upgrade.equalsIgnoreCase("websocket")) {
      throw ApiError.UPGRADE_REQUIRED.refusal().header("Upgrade", "websocket");
    }
    var opened = new AtomicReference<@Nullable ClientConnection>();
    passage.onDone(() -> Optional.ofNullable(opened.get()).ifPresent(ClientConnection::closed));
    passage
        .upgrade(
            ClientCommands.MAX_BYTES,
            socket -> refuseLong(socket, opened.get()),
            () -> Optional.ofNullable(opened.get()).ifPresent(ClientConnection::stopping))
        .onSuccess(socket -> opened.set(open(socket, asked, passage, url, isPassedOn)));
  }

  /// As Discord does.
  private static void refuseLong(ServerWebSocket socket, @Nullable ClientConnection of) {
    if (of == null) {
      SocketGuard.close(socket, CloseCode.DECODE_ERROR.number(), ClientCommands.TOO_LONG);
    } else {
      of.refuse(CloseCode.DECODE_ERROR, ClientCommands.TOO_LONG);
    }
  }

  private static Map<String, List<String>> parameters(@Nullable String query) {
    try {
      return new QueryStringDecoder(query == null ? "" : query, false).parameters();
    } catch (IllegalArgumentException notEncoded) {
      throw ApiError.INVALID_REQUEST.because("the query cannot be decoded");
    }
  }

  /// @return null if it is closed already
  private @Nullable ClientConnection open(
      ServerWebSocket socket,
      Map<String, List<String>> asked,
      Passage passage,
      String url,
      boolean isPassedOn) {
    String version = first(asked, "v", "10");
    if (!version.equals("10") && !version.equals("9")) {
      return refuse(socket, CloseCode.INVALID_VERSION, "Invalid API version.");
    }
    ClientEncoding encoding = ClientEncoding.of(first(asked, "encoding", "json"));
    ClientWire wire =
        encoding == null
            ? null
            : isPassedOn
                ? new ClientWire.Hop(socket)
                : ClientWire.of(first(asked, "compress", ""), encoding, compressors);
    if (encoding == null || wire == null) {
      return refuse(socket, CloseCode.DECODE_ERROR, "Unsupported encoding.");
    }
    var context = Objects.requireNonNull(Vertx.currentContext());
    var connection =
        new ClientConnection(
            this,
            new ClientSocket(
                socket, wire, isPassedOn ? ClientEncoding.JSON : encoding, context, dispatches),
            new Arrival(
                Integer.parseInt(version),
                encoding,
                url,
                passage.network(),
                isPassedOn,
                passage::known));
    socket.textMessageHandler(text -> connection.received(Buffer.buffer(text)));
    socket.binaryMessageHandler(connection::received);
    socket.exceptionHandler(_ -> {}); // The close handler reports the end.
    return connection;
  }

  /// Closes a connection that has just been opened, a moment later: libraries miss what comes with
  /// the answer to their upgrade.
  private @Nullable ClientConnection refuse(ServerWebSocket socket, CloseCode code, String reason) {
    new Alarm(vertx)
        .set(ClientConnection.GREET_AFTER, () -> SocketGuard.close(socket, code.number(), reason));
    return null;
  }

  private static String first(Map<String, List<String>> query, String name, String otherwise) {
    List<String> values = query.get(name);
    return values == null ? otherwise : values.getFirst();
  }
}

package dev.botswain.forward;

import dev.botswain.cluster.Peer;
import dev.botswain.http.Answer;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Hop;
import dev.botswain.http.NodeDoor;
import dev.botswain.http.NodeRoute;
import dev.botswain.store.SecretKeys;
import dev.botswain.time.Ticker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The way to other nodes, and the way in for them. Thread-safe.
public final class Nodes implements NodeDoor {
  /// Below it are the paths of nodes' own requests.
  public static final String PATH = "/node/";

  private static final Duration CONNECT = Duration.ofSeconds(1);

  /// Shorter than the time after which the other side closes an idle connection, so that no request
  /// meets a closed one.
  private static final int KEEP_ALIVE_SECONDS = 60;

  private static final int LONGEST_HEAD = 64 << 10;
  private static final int PIECE = 64 << 10;

  /// From one event loop. What is passed on is bounded before ([dev.botswain.limit.Limit]).
  private static final int CONNECTIONS = 50_000;

  /// The longest answer to a node's own request.
  private static final int LONGEST_ANSWER = 32 << 20;

  private final Vertx vertx;
  private final HopSeal seal;
  private final Supplier<@Nullable UUID> me;
  private final Map<String, NodeRoute> routes = new ConcurrentHashMap<>();
  private final Map<Thread, HttpClient> clients = new ConcurrentHashMap<>();
  private final HttpClient shared;
  private final WebSocketClient sockets;

  /// Connects to nobody yet.
  ///
  /// @param me this node, as it joined last; null before
  public Nodes(Vertx vertx, SecretKeys keys, Supplier<@Nullable UUID> me) {
    this.vertx = vertx;
    this.seal = new HopSeal(() -> keys.derived("nodes"), Ticker.system());
    this.me = me;
    shared = client();
    sockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(CONNECTIONS)
                .setMaxFrameSize(LONGEST_ANSWER)
                .setMaxMessageSize(LONGEST_ANSWER)
                .setTryUsePerMessageCompression(false)
                .setConnectTimeout(Math.toIntExact(CONNECT.toMillis())));
    route("ping", passage -> passage.send(Answer.empty(204)));
  }

  private HttpClient client() {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setConnectTimeout(Math.toIntExact(CONNECT.toMillis()))
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(LONGEST_HEAD)
            .setMaxChunkSize(PIECE),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /// What an answer of another node is.
  public record Reply(int status, Buffer body) {
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /// Answers requests of other nodes for `/node/NAME` and everything below. To be called before the
  /// node listens.
  public void route(String name, NodeRoute route) {
    routes.put(name, route);
  }

  /// Asks another node. May be called on any thread; on an event loop the result arrives there.
  ///
  /// @param path with its query, below [#PATH]
  /// @param atMost until the whole answer has arrived
  /// @return the answer, whatever its status. Fails with a [NodeUnreachableException]
  public Future<Reply> ask(
      Peer peer, HttpMethod method, String path, Buffer body, Duration atMost) {
    return request(peer, method, path, null)
        .compose(request ->
            request
                .send(body)
                .compose(response ->
                    HopReply.of(response.getHeader(HeaderNames.HOP)) == null
                        ? Future.failedFuture(new NodeUnreachableException(peer, "is no node"))
                        : BoundedBody.of(response, LONGEST_ANSWER)
                            .map(whole -> new Reply(response.statusCode(), whole)))
                .timeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> request.reset()))
        .recover(cause ->
            Future.failedFuture(
                cause instanceof NodeUnreachableException
                    ? cause
                    : new NodeUnreachableException(peer, "did not answer", cause)));
  }

  /// Opens a WebSocket to another node, whose route has to upgrade it. Must be called on an event
  /// loop.
  ///
  /// @param path with its query, below [#PATH]
  public Future<WebSocket> socket(Peer peer, String path) {
    var url = URI.create(peer.url());
    return sockets.connect(
        new WebSocketConnectOptions()
            .setHost(url.getHost())
            .setPort(url.getPort())
            .setURI(path)
            .addHeader(HeaderNames.HOP, pass(peer, HttpMethod.GET, path, null)));
  }

  /// A connection for a request to another node, with the node's pass.
  ///
  /// @param hop what is said of the caller; null for a request of this node itself
  Future<HttpClientRequest> request(Peer peer, HttpMethod method, String uri, @Nullable Hop hop) {
    var url = URI.create(peer.url());
    return mine()
        .request(
            new RequestOptions()
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setMethod(method)
                .setURI(uri))
        .onSuccess(request -> request.putHeader(HeaderNames.HOP, pass(peer, method, uri, hop)));
  }

  private String pass(Peer peer, HttpMethod method, String uri, @Nullable Hop hop) {
    return new HopPass(peer.id(), hop).text(seal, method.name(), uri);
  }

  /// Each event loop has its own connections, so that no answer changes threads.
  private HttpClient mine() {
    return Context.isOnEventLoopThread()
        ? clients.computeIfAbsent(Thread.currentThread(), _ -> client())
        : shared;
  }

  @Override
  public @Nullable Let let(HttpServerRequest head) {
    List<String> values = head.headers().getAll(HeaderNames.HOP);
    HopPass pass = HopPass.of(values, head, me.get(), seal);
    if (pass == null) {
      return null;
    }
    if (pass.hop() != null) {
      return new Let.PassedOn(pass.hop());
    }
    NodeRoute route = routes.get(name(String.valueOf(head.path())));
    return route == null ? null : new Let.Own(route);
  }

  /// Of the route; empty if it is none.
  private static String name(String path) {
    if (!path.startsWith(PATH)) {
      return "";
    }
    int end = path.indexOf('/', PATH.length());
    return path.substring(PATH.length(), end < 0 ? path.length() : end);
  }

  /// Sends nothing more.
  public Future<Void> close() {
    sockets.close();
    shared.close();
    return Future.join(clients.values().stream().map(HttpClient::close).toList()).mapEmpty();
  }
}

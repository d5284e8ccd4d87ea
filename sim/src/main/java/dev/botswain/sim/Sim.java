package dev.botswain.sim;

import dev.botswain.sim.control.Activity;
import dev.botswain.sim.control.Control;
import dev.botswain.sim.fault.BotFaults;
import dev.botswain.sim.gateway.Gateway;
import dev.botswain.sim.http.Pages;
import dev.botswain.sim.rest.DemoCommands;
import dev.botswain.sim.rest.Limits;
import dev.botswain.sim.rest.Rest;
import dev.botswain.sim.rest.SessionStarts;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A simulated Discord that listens on a port: REST under `/api`, the control API under `/sim`, and
/// the gateway on every WebSocket.
///
/// All of it runs on one event loop. Code on another thread uses [#call] to reach the world.
public final class Sim implements AutoCloseable {
  private static final int SECONDS = 30;

  private final Vertx vertx;
  private final HttpServer server;
  private final String host;
  private final World world;
  private final Gateway gateway;
  private final Rest rest;
  private final BotFaults faults;
  private final Control control;

  private Sim(Vertx vertx, SimOptions options) {
    this.vertx = vertx;
    this.host = options.host();
    this.world = new World(options.clock());
    options.world().fill(world);
    this.gateway = new Gateway(vertx, world, options.heartbeatMs(), options.limits());
    this.rest =
        new Rest(
            vertx,
            world,
            options.clock(),
            options.limits() ? Limits.DISCORD : Limits.NONE,
            this::starts);
    this.faults = new BotFaults(world, gateway, rest);
    this.control = new Control(vertx, world, gateway, rest, faults);
    this.server = vertx.createHttpServer(serverOptions(options)).requestHandler(this::route);
  }

  private static HttpServerOptions serverOptions(SimOptions options) {
    // A frame may be larger than what a client may send, so that the gateway can answer with 4002.
    // HTTP/1.1 only: clients that offered to upgrade to HTTP/2 sometimes got an answer in 1.1
    // afterwards.
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setHost(options.host())
        .setPort(options.port())
        .setAcceptBacklog(4096)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(1 << 20)
        .setMaxWebSocketMessageSize(1 << 20)
        .setWebSocketClosingTimeout(2);
  }

  private SessionStarts.Budget starts(Bot bot) {
    var limit = gateway.startLimit(bot);
    return new SessionStarts.Budget(
        gateway.recommendedShards(bot),
        limit.total(),
        limit.remaining(),
        limit.resetAfterMs(),
        limit.maxConcurrency());
  }

  private void route(HttpServerRequest request) {
    var path = request.path();
    boolean control = path.equals("/sim") || path.startsWith("/sim/");
    if (Pages.isForeign(request, host) && !control && !Rest.isOnCdn(path)) {
      refuse(
          request,
          403,
          "{\"message\": \"The sim takes no requests from web pages.\", \"code\": 0}");
    } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      gateway.accept(request);
    } else if (path.startsWith("/api") || Rest.isOnCdn(path)) {
      rest.handle(request);
    } else if (control) {
      this.control.handle(request);
    } else {
      refuse(request, 404, "{\"message\": \"404: Not Found\", \"code\": 0}");
    }
  }

  private static void refuse(HttpServerRequest request, int status, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body);
  }

  /// Starts a sim and returns once it listens.
  ///
  /// @throws IllegalStateException if the address cannot be listened on
  public static Sim start(SimOptions options) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      var sim = new Sim(vertx, options);
      sim.server
          .listen()
          .onSuccess(listening -> sim.world.messages().placeFiles(sim.url()))
          .toCompletionStage()
          .toCompletableFuture()
          .get(SECONDS, TimeUnit.SECONDS);
      return sim;
    } catch (Exception e) {
      vertx.close();
      throw new IllegalStateException(
          "the sim cannot listen on %s:%s".formatted(options.host(), options.port()), e);
    }
  }

  /// The port that it listens on.
  public int port() {
    return server.actualPort();
  }

  /// The address, without a trailing slash.
  public String url() {
    return "http://" + host + ":" + port();
  }

  /// The base address of the REST API for clients.
  public String apiUrl() {
    return url() + "/api/v10";
  }

  /// The gateway's address.
  public String gatewayUrl() {
    return "ws://" + host + ":" + port();
  }

  /// The world. Only to be used on the event loop, that is, inside [#call].
  public World world() {
    return world;
  }

  /// The gateway. Only to be used on the event loop, that is, inside [#call].
  public Gateway gateway() {
    return gateway;
  }

  /// Registers the ready-made commands of the demo world's first bot.
  public void registerDemoCommands() {
    call(() -> {
      DemoCommands.register(world, rest.commands());
      return true;
    });
  }

  /// What the users of the world do by themselves, which is nothing unless it is started. Only to
  /// be used on the event loop, that is, inside [#call].
  public Activity activity() {
    return control.activity();
  }

  /// Runs an action on the event loop and waits for its result.
  ///
  /// @throws IllegalStateException with the exception that it threw as the cause
  public <T> T call(Callable<T> action) {
    var result = new CompletableFuture<T>();
    vertx.runOnContext(nothing -> {
      try {
        result.complete(action.call());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the sim could not do that", e);
    }
  }

  /// Stops listening and breaks all connections.
  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
      faults.close();
      gateway.close();
    } catch (Exception e) {
      throw new IllegalStateException("the sim did not stop", e);
    }
  }
}

package dev.botswain.testing;

import dev.botswain.sim.SimOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A server that behaves like Discord, except where a test changes it, together with the product.
/// It has one bot in one guild.
public final class ForeignServer implements AutoCloseable {
  public static final String TOKEN = "a-token";
  public static final String BOT = "700";
  public static final String GUILD = "900";
  public static final String MEMBER = "701";

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Botswain botswain;
  private final Map<String, Script> answers = new ConcurrentHashMap<>();
  private final Map<Integer, BiConsumer<ServerWebSocket, JsonObject>> commands =
      new ConcurrentHashMap<>();
  private volatile Consumer<ServerWebSocket> welcome = this::hello;
  private volatile ServerWebSocket line;
  private volatile JsonObject identify = new JsonObject();

  private record Script(int status, Buffer body) {}

  public ForeignServer() {
    this(Map.of());
  }

  /// @param settings as in the environment
  public ForeignServer(Map<String, String> settings) {
    server =
        vertx
            .createHttpServer(new HttpServerOptions())
            .requestHandler(this::answer)
            .webSocketHandler(socket -> welcome.accept(socket))
            .listen(0, "127.0.0.1")
            .await();
    on("GET", "/users/@me", 200, user(BOT).put("bot", true));
    on("GET", "/applications/@me", 200, new JsonObject().put("id", BOT));
    on(
        "GET",
        "/gateway/bot",
        200,
        new JsonObject().put("url", "ws://127.0.0.1:" + server.actualPort()).put("shards", 1));
    commands.put(1, (socket, _) -> socket.writeTextMessage("{\"op\":11}"));
    commands.put(2, this::identified);
    var all = new HashMap<>(settings);
    all.put("BOTSWAIN_DISCORD_API", "http://127.0.0.1:" + server.actualPort() + "/api/v10");
    all.put("BOTSWAIN_GATEWAY_COMPRESSION", "none");
    botswain = Botswain.start(SimOptions.DEFAULT, all);
  }

  public Botswain botswain() {
    return botswain;
  }

  /// Sets an answer from now on.
  ///
  /// @param body a JSON value, or null for none
  public void on(String method, String path, int status, Object body) {
    answers.put(
        method + " /api/v10" + path,
        new Script(status, body == null ? Buffer.buffer() : Json.encodeToBuffer(body)));
  }

  /// Handles new gateway connections, on an event loop.
  public void welcome(Consumer<ServerWebSocket> what) {
    welcome = what;
  }

  /// Handles gateway commands with one opcode, on an event loop.
  public void on(int op, BiConsumer<ServerWebSocket, JsonObject> what) {
    commands.put(op, what);
  }

  /// The last IDENTIFY.
  public JsonObject identify() {
    return identify;
  }

  public static JsonObject user(String id) {
    return new JsonObject().put("id", id).put("username", "u" + id).put("discriminator", "0");
  }

  public void dispatch(int sequence, String type, JsonObject data) {
    dispatch(line, sequence, type, data);
  }

  public static void dispatch(ServerWebSocket socket, int sequence, String type, JsonObject data) {
    socket.writeTextMessage(
        new JsonObject().put("op", 0).put("s", sequence).put("t", type).put("d", data).encode());
  }

  private void answer(HttpServerRequest request) {
    Script script = answers.get(request.method() + " " + request.path());
    var response = request.response().putHeader("Content-Type", "application/json");
    if (script == null) {
      response.setStatusCode(404).end("{\"code\":0,\"message\":\"404: Not Found\"}");
    } else {
      response.setStatusCode(script.status).end(script.body);
    }
  }

  private void hello(ServerWebSocket socket) {
    line = socket;
    socket.textMessageHandler(text -> {
      var payload = new JsonObject(text);
      var command = commands.get(payload.getInteger("op"));
      if (command != null) {
        command.accept(socket, payload);
      }
    });
    socket.writeTextMessage("{\"op\":10,\"d\":{\"heartbeat_interval\":40000}}");
  }

  private void identified(ServerWebSocket socket, JsonObject payload) {
    identify = payload.getJsonObject("d");
    dispatch(
        socket,
        1,
        "READY",
        new JsonObject()
            .put("v", 10)
            .put("session_id", "s")
            .put("user", user(BOT))
            .put("guilds", new JsonArray().add(new JsonObject().put("id", GUILD))));
    dispatch(
        socket,
        2,
        "GUILD_CREATE",
        new JsonObject()
            .put("id", GUILD)
            .put("name", "Guild")
            .put("owner_id", MEMBER)
            .put("member_count", 2)
            .put("channels", new JsonArray())
            .put(
                "roles",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("id", GUILD)
                            .put("name", "@everyone")
                            .put("permissions", "8"))));
  }

  @Override
  public void close() {
    botswain.close();
    vertx.close().await();
  }
}

package dev.botswain.testing;

import dev.botswain.sim.SimOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A server in Discord's place, together with the product: a bot can log in, with the sim as its
/// gateway; the test answers everything else.
public final class ScriptedUpstream implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Botswain botswain;
  private final BlockingQueue<HttpServerRequest> requests = new LinkedBlockingQueue<>();
  private volatile Consumer<HttpServerRequest> script = request -> request.response().end();

  /// @param settings as in the environment
  public ScriptedUpstream(Map<String, String> settings) {
    server = vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1").await();
    var all = new HashMap<>(settings);
    all.put("BOTSWAIN_DISCORD_API", "http://127.0.0.1:" + server.actualPort() + "/api/v10");
    botswain = Botswain.start(SimOptions.DEFAULT, all);
  }

  public Vertx vertx() {
    return vertx;
  }

  public Botswain botswain() {
    return botswain;
  }

  /// Handles every request like this from now on, on an event loop.
  public void script(Consumer<HttpServerRequest> answers) {
    script = answers;
  }

  /// The next request that was not for the login, complete or not.
  public HttpServerRequest next() throws InterruptedException {
    var request = requests.poll(10, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  /// How many requests have arrived and were not read.
  public int unseen() {
    return requests.size();
  }

  private void take(HttpServerRequest request) {
    String path = request.path();
    boolean changes = request.method() == HttpMethod.PATCH;
    switch (changes ? "" : path) {
      case "/api/v10/users/@me" ->
          answer(
              request,
              new JsonObject()
                  .put("id", botswain.simBot(Botswain.TOKEN))
                  .put("username", "Pilot")
                  .put("bot", true)
                  .put("discriminator", "0"));
      case "/api/v10/applications/@me" -> answer(request, new JsonObject());
      case "/api/v10/gateway/bot" ->
          answer(
              request,
              new JsonObject()
                  .put("url", botswain.simUrl().replace("http", "ws"))
                  .put("shards", 1));
      default -> {
        var answers = script;
        requests.add(request);
        answers.accept(request);
      }
    }
  }

  private static void answer(HttpServerRequest request, JsonObject body) {
    request.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
  }

  @Override
  public void close() {
    botswain.close();
    vertx.close().await();
  }
}

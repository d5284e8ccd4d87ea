package dev.botswain.sim.control;

import dev.botswain.sim.fault.BotFaults;
import dev.botswain.sim.gateway.Gateway;
import dev.botswain.sim.http.Pages;
import dev.botswain.sim.http.PathTree;
import dev.botswain.sim.rest.Rest;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.World;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control API as one request handler, for all paths under `/sim`.
///
/// It refuses with 403 a request that does not name a loopback host, so that no name pointed here
/// reaches it, and a request from a web page of another origin. To be called on the event loop that
/// owns the world.
public final class Control implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(Control.class);
  private static final int MAX_BODY = 1 << 20;

  private final PathTree<Map<HttpMethod, Action>> actions = new PathTree<>();

  private final Activity activity;

  /// Performs one route.
  @FunctionalInterface
  interface Action {
    /// @throws Refused if it cannot be done
    Done act(Request request);
  }

  public Control(Vertx vertx, World world, Gateway gateway, Rest rest, BotFaults faults) {
    activity = new Activity(vertx, world, rest);
    new BotActions(world, gateway, rest).addTo(this);
    new BotFaultActions(world, faults).addTo(this);
    new GuildActions(world).addTo(this);
    new RoleActions(world).addTo(this);
    new InteractionActions(world, rest).addTo(this);
    new EventActions(world).addTo(this);
    new FaultActions(rest).addTo(this);
    new BlastActions(world, gateway).addTo(this);
    new ActivityActions(world, activity).addTo(this);
    new PollActions(world).addTo(this);
    new HostileActions(world).addTo(this);
  }

  /// What the users of the world do by themselves.
  public Activity activity() {
    return activity;
  }

  void get(String template, Action action) {
    add(HttpMethod.GET, template, action);
  }

  void post(String template, Action action) {
    add(HttpMethod.POST, template, action);
  }

  void patch(String template, Action action) {
    add(HttpMethod.PATCH, template, action);
  }

  void delete(String template, Action action) {
    add(HttpMethod.DELETE, template, action);
  }

  private void add(HttpMethod method, String template, Action action) {
    actions.putIfAbsent(template, new HashMap<>()).put(method, action);
  }

  @Override
  public void handle(HttpServerRequest request) {
    var body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() <= MAX_BODY) {
        body.appendBuffer(chunk);
      }
    });
    request.endHandler(end -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    Done done;
    try {
      checkSender(request);
      if (body.length() > MAX_BODY) {
        throw new Refused(413, "The body is larger than 1 MiB.");
      }
      done = act(request, body);
    } catch (Refused refused) {
      done = new Done(refused.status(), error(String.valueOf(refused.getMessage())));
    } catch (RuntimeException bug) {
      LOG.error("{} {} failed", request.method(), request.path(), bug);
      done = new Done(500, error("The sim failed; its log says why."));
    }
    var response = request.response().setStatusCode(done.status());
    Json.Writer writer = done.body();
    if (writer == null) {
      response.end();
    } else {
      response.putHeader("Content-Type", "application/json").end(Buffer.buffer(Json.bytes(writer)));
    }
  }

  private Done act(HttpServerRequest request, Buffer body) {
    var match =
        actions
            .find(request.path())
            .orElseThrow(() -> Refused.unknown("There is no " + request.path() + "."));
    Action action = match.found().get(request.method());
    if (action == null) {
      throw new Refused(
          405, request.path() + " takes " + String.join(", ", methods(match.found())) + ".");
    }
    return action.act(
        new Request(
            match.values(), request.getParam("limit"), body.toString(StandardCharsets.UTF_8)));
  }

  private static Iterable<String> methods(Map<HttpMethod, Action> byMethod) {
    return byMethod.keySet().stream().map(HttpMethod::name).sorted().toList();
  }

  private static void checkSender(HttpServerRequest request) {
    HostAndPort host = request.authority();
    if (host == null || !Pages.isLoopback(host.host())) {
      throw new Refused(403, "The control API answers only to loopback host names.");
    }
    if (Pages.isForeign(request, host.host())) {
      throw new Refused(403, "The control API takes no requests from web pages.");
    }
  }

  private static Json.Writer error(String sentence) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("error", sentence);
      json.writeEndObject();
    };
  }
}

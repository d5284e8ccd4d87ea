package dev.botswain.sim.rest;

import io.vertx.core.http.HttpMethod;

/// The gateway's address ([Get
/// Gateway](https://discord.com/developers/docs/events/gateway#get-gateway)).
final class GatewayRoutes {
  private final SessionStarts starts;

  GatewayRoutes(SessionStarts starts) {
    this.starts = starts;
  }

  void addTo(Router router) {
    router.add(Route.of(HttpMethod.GET, "/gateway", Access.ANYONE, Bucket.USUAL, this::gateway));
    router.get("/gateway/bot", this::gatewayBot, Bucket.own(2, 5_000));
  }

  private Answer gateway(Call call) {
    return Answer.ok(json -> {
      json.writeStartObject();
      json.writeStringField("url", url(call));
      json.writeEndObject();
    });
  }

  private Answer gatewayBot(Call call) {
    SessionStarts.Budget budget = starts.of(call.bot());
    return Answer.ok(json -> {
      json.writeStartObject();
      json.writeStringField("url", url(call));
      json.writeNumberField("shards", budget.shards());
      json.writeObjectFieldStart("session_start_limit");
      json.writeNumberField("total", budget.total());
      json.writeNumberField("remaining", budget.remaining());
      json.writeNumberField("reset_after", budget.resetAfterMillis());
      json.writeNumberField("max_concurrency", budget.maxConcurrency());
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /// The gateway has the host and port under which the client reached the sim, whatever is in
  /// between.
  private static String url(Call call) {
    return "ws://" + call.host();
  }
}

package dev.botswain.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// The way in for other servers of ours. Nobody else gets further than the head of one request.
final class NodeEntrance implements Entrance {
  private final NodeDoor door;
  private final Site callers;
  private final Site operator;
  private final AnonymousLimits anonymous;
  private final RequestMetrics.Timers own;

  /// What a port serves.
  record Site(Dispatcher dispatcher, Shared shared) {}

  /// @param operator what the operator's port serves; the callers' if it has none of its own
  /// @param own times the requests that servers make for themselves
  NodeEntrance(
      NodeDoor door,
      Site callers,
      Site operator,
      AnonymousLimits anonymous,
      RequestMetrics.Timers own) {
    this.door = door;
    this.callers = callers;
    this.operator = operator;
    this.anonymous = anonymous;
    this.own = own;
  }

  @Override
  public void enter(HttpServerRequest request, Opening opening) {
    NodeDoor.@Nullable Let let = door.let(request);
    switch (let) {
      case null -> refuse(request);
      case NodeDoor.Let.PassedOn(var hop) -> {
        Site site = hop.port() == Port.OPERATOR ? operator : callers;
        var exchange = opening.open(request, site.shared(), hop);
        exchange.peer().known();
        site.dispatcher().dispatch(exchange);
      }
      case NodeDoor.Let.Own(var route) -> take(route, request, opening);
    }
  }

  private void take(NodeRoute route, HttpServerRequest request, Opening opening) {
    var hop = new Hop(request.remoteAddress().hostAddress(), false, false, Port.BOTH);
    var exchange = opening.open(request, null, hop);
    exchange.peer().known();
    exchange.account().timed(own);
    exchange.account().untraced();
    try {
      route.take(new Passage(exchange, _ -> {}, anonymous));
    } catch (RuntimeException failure) {
      exchange.refuse(failure);
    }
  }

  /// Without a word, and without reading on.
  private static void refuse(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(404)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end()
        .onComplete(_ -> request.connection().close());
  }
}

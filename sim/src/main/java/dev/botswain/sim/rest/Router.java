package dev.botswain.sim.rest;

import dev.botswain.sim.http.PathTree;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The routes, found by method and path.
final class Router {
  private final PathTree<Map<HttpMethod, Route>> byPath = new PathTree<>();
  private final List<Route> routes = new ArrayList<>();

  /// A matching route, and the values of its variables by name.
  record Match(Route route, Map<String, String> values) {}

  void get(String template, Endpoint endpoint) {
    get(template, endpoint, Bucket.USUAL);
  }

  void get(String template, Endpoint endpoint, Bucket bucket) {
    add(Route.of(HttpMethod.GET, template, Access.BOT, bucket, endpoint));
  }

  void post(String template, Endpoint endpoint) {
    post(template, endpoint, Bucket.USUAL);
  }

  void post(String template, Endpoint endpoint, Bucket bucket) {
    add(Route.of(HttpMethod.POST, template, Access.BOT, bucket, endpoint));
  }

  void put(String template, Endpoint endpoint) {
    put(template, endpoint, Bucket.USUAL);
  }

  void put(String template, Endpoint endpoint, Bucket bucket) {
    add(Route.of(HttpMethod.PUT, template, Access.BOT, bucket, endpoint));
  }

  void patch(String template, Endpoint endpoint) {
    patch(template, endpoint, Bucket.USUAL);
  }

  void patch(String template, Endpoint endpoint, Bucket bucket) {
    add(Route.of(HttpMethod.PATCH, template, Access.BOT, bucket, endpoint));
  }

  void delete(String template, Endpoint endpoint) {
    delete(template, endpoint, Bucket.USUAL);
  }

  void delete(String template, Endpoint endpoint, Bucket bucket) {
    add(Route.of(HttpMethod.DELETE, template, Access.BOT, bucket, endpoint));
  }

  /// Adds a route for callers that know the token in its path.
  void open(HttpMethod method, String template, Endpoint endpoint, Bucket bucket) {
    add(Route.of(method, template, Access.TOKEN_IN_PATH, bucket, endpoint));
  }

  void add(Route route) {
    var there = byPath.putIfAbsent(route.template(), new HashMap<>());
    if (there.putIfAbsent(route.method(), route) != null) {
      throw new IllegalArgumentException(
          "Two routes for " + route.method() + " " + route.template());
    }
    routes.add(route);
  }

  /// All routes, in the order in which they were added.
  List<Route> routes() {
    return List.copyOf(routes);
  }

  /// The route for a path that is still percent-encoded.
  ///
  /// @throws RequestRefused 404 if no route has the path, 405 if none has it with this method
  Match find(HttpMethod method, String path) {
    var match = byPath.find(path).orElseThrow(ErrorCode.NOT_FOUND::refusal);
    Route route = match.found().get(method);
    if (route == null) {
      throw ErrorCode.METHOD_NOT_ALLOWED.refusal();
    }
    return new Match(route, match.values());
  }
}

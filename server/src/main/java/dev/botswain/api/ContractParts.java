package dev.botswain.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A contract in several files. The first names the others in `x-parts`; their paths and components
/// become its own. Common parts of operations are in the first file under `x-every`: for `all` of
/// them, for those that need a `session`, for those that take a `body`, and, for operations of the
/// parts, by method and for `any`. A part whose operations are no actions says `x-actions: false`.
final class ContractParts {
  private static final String PARTS = "x-parts";
  private static final String EVERY = "x-every";
  private static final String ACTIONS = "x-actions";

  /// The contract's default for operations that do not say otherwise.
  private static final JsonArray SESSION = new JsonArray().add("session");

  private ContractParts() {}

  /// @param read reads the part with a name
  /// @return the same document, as if it had been one file
  /// @throws IllegalArgumentException if two files have the same operation or component
  static JsonObject join(JsonObject first, Function<String, JsonObject> read) {
    var every = first.getJsonObject(EVERY, new JsonObject());
    var paths = first.getJsonObject("paths");
    for (Object name : first.getJsonArray(PARTS, new JsonArray())) {
      JsonObject part = read.apply(name.toString());
      var more = part.getJsonObject("paths", new JsonObject());
      if (part.getBoolean(ACTIONS, true)) {
        eachOperation(
            more,
            (method, operation) -> {
              complete(operation, every.getJsonObject("any"));
              complete(operation, every.getJsonObject(method));
            });
      }
      for (var path : more) {
        if (paths.containsKey(path.getKey())) {
          add(paths.getJsonObject(path.getKey()), (JsonObject) path.getValue());
        } else {
          paths.put(path.getKey(), path.getValue());
        }
      }
      if (part.containsKey(ContractEvents.EVENTS)) {
        first.put(ContractEvents.EVENTS, part.getJsonObject(ContractEvents.EVENTS));
      }
      for (var kind : part.getJsonObject("components", new JsonObject())) {
        var components = first.getJsonObject("components");
        if (!components.containsKey(kind.getKey())) {
          components.put(kind.getKey(), new JsonObject());
        }
        add(components.getJsonObject(kind.getKey()), (JsonObject) kind.getValue());
      }
    }
    eachOperation(
        paths,
        (_, operation) -> {
          if (operation.getJsonArray("security", SESSION).size() > 0) {
            complete(operation, every.getJsonObject("session"));
          }
          if (operation.containsKey("requestBody")) {
            complete(operation, every.getJsonObject("body"));
          }
          complete(operation, every.getJsonObject("all"));
        });
    first.remove(PARTS);
    first.remove(EVERY);
    return first;
  }

  private static void eachOperation(JsonObject paths, BiConsumer<String, JsonObject> action) {
    for (var path : paths) {
      for (var operation : (JsonObject) path.getValue()) {
        if (operation.getValue() instanceof JsonObject described) {
          action.accept(operation.getKey(), described);
        }
      }
    }
  }

  private static void add(JsonObject to, JsonObject from) {
    for (var entry : from) {
      if (to.containsKey(entry.getKey())) {
        throw new IllegalArgumentException("the contract has " + entry.getKey() + " twice");
      }
      to.put(entry.getKey(), entry.getValue());
    }
  }

  private static void complete(JsonObject operation, @Nullable JsonObject every) {
    if (every == null) {
      return;
    }
    var parameters = every.getJsonArray("parameters");
    if (parameters != null) {
      operation.put(
          "parameters", operation.getJsonArray("parameters", new JsonArray()).addAll(parameters));
    }
    var responses = operation.getJsonObject("responses");
    for (var response : every.getJsonObject("responses", new JsonObject())) {
      var common = (JsonObject) response.getValue();
      var own = responses.getJsonObject(response.getKey());
      if (own == null) {
        responses.put(response.getKey(), common.copy());
      } else if (common.containsKey("content")) {
        own.getJsonObject("content").mergeIn(common.getJsonObject("content"));
      }
    }
    var headers = every.getJsonObject("headers");
    if (headers != null) {
      for (var response : responses) {
        var answer = (JsonObject) response.getValue();
        if (response.getKey().startsWith("2") && !answer.containsKey("$ref")) {
          answer.put("headers", headers.copy());
        }
      }
    }
  }
}

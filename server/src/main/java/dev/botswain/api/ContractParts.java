package dev.botswain.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/// A contract in several files. The first names the others in `x-parts`; their paths and components
/// become its own. What all operations of the parts have besides what they say themselves stands in
/// the first file under `x-every`: by method, and under `any`.
final class ContractParts {
  private static final String PARTS = "x-parts";
  private static final String EVERY = "x-every";

  private ContractParts() {}

  /// @param read reads the part with a name
  /// @return the same document, as if it had been one file
  /// @throws IllegalArgumentException if two files have the same operation or component
  static JsonObject join(JsonObject first, Function<String, JsonObject> read) {
    var every = first.getJsonObject(EVERY, new JsonObject());
    for (Object name : first.getJsonArray(PARTS, new JsonArray())) {
      JsonObject part = read.apply(name.toString());
      var paths = part.getJsonObject("paths");
      for (var path : paths) {
        for (var operation : (JsonObject) path.getValue()) {
          if (operation.getValue() instanceof JsonObject described) {
            complete(described, every.getJsonObject("any", new JsonObject()));
            complete(described, every.getJsonObject(operation.getKey(), new JsonObject()));
          }
        }
      }
      for (var path : paths) {
        var known = first.getJsonObject("paths");
        if (known.containsKey(path.getKey())) {
          add(known.getJsonObject(path.getKey()), (JsonObject) path.getValue());
        } else {
          known.put(path.getKey(), path.getValue());
        }
      }
      for (var kind : part.getJsonObject("components", new JsonObject())) {
        var components = first.getJsonObject("components");
        if (!components.containsKey(kind.getKey())) {
          components.put(kind.getKey(), new JsonObject());
        }
        add(components.getJsonObject(kind.getKey()), (JsonObject) kind.getValue());
      }
    }
    first.remove(PARTS);
    first.remove(EVERY);
    return first;
  }

  private static void add(JsonObject to, JsonObject from) {
    for (var entry : from) {
      if (to.containsKey(entry.getKey())) {
        throw new IllegalArgumentException("the contract has " + entry.getKey() + " twice");
      }
      to.put(entry.getKey(), entry.getValue());
    }
  }

  private static void complete(JsonObject operation, JsonObject common) {
    var parameters = common.getJsonArray("parameters");
    if (parameters != null) {
      operation.put(
          "parameters", operation.getJsonArray("parameters", new JsonArray()).addAll(parameters));
    }
    var responses = operation.getJsonObject("responses");
    for (var response : common.getJsonObject("responses", new JsonObject())) {
      if (!responses.containsKey(response.getKey())) {
        responses.put(response.getKey(), response.getValue());
      }
    }
    var headers = common.getJsonObject("headers");
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

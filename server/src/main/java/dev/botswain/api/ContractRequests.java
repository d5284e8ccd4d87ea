package dev.botswain.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of the contract that a server needs: requests. Answers and events are most of it, and
/// only for people and generators, so the build removes them from what is read at a start.
final class ContractRequests {
  private static final Set<String> FOR_OTHERS =
      Set.of("responses", "summary", "description", "tags");

  private ContractRequests() {}

  /// @return a new document, with the paths and what they refer to
  static JsonObject of(JsonObject document) {
    var paths = document.getJsonObject("paths").copy();
    for (var path : paths) {
      for (var method : (JsonObject) path.getValue()) {
        if (method.getValue() instanceof JsonObject operation) {
          FOR_OTHERS.forEach(operation::remove);
        }
      }
    }
    var components = new JsonObject();
    add(paths, document.getJsonObject("components"), components, new HashSet<>());
    return new JsonObject().put("paths", paths).put("components", components);
  }

  /// Adds the components that something refers to, and those to which they refer in turn.
  private static void add(
      @Nullable Object tree, JsonObject from, JsonObject to, Set<String> known) {
    switch (tree) {
      case JsonObject object -> {
        var reference = object.getValue("$ref");
        if (reference instanceof String target && known.add(target)) {
          var steps = target.split("/");
          var component = from.getJsonObject(steps[2]).getJsonObject(steps[3]);
          if (!to.containsKey(steps[2])) {
            to.put(steps[2], new JsonObject());
          }
          to.getJsonObject(steps[2]).put(steps[3], component);
          add(component, from, to, known);
        }
        object.forEach(entry -> add(entry.getValue(), from, to, known));
      }
      case JsonArray array -> array.forEach(each -> add(each, from, to, known));
      case null, default -> {}
    }
  }
}

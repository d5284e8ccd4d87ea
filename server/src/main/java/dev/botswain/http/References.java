package dev.botswain.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Replaces each `$ref` by its target, within one document. Keywords beside a `$ref` are kept, as
/// in JSON Schema 2020-12.
final class References {
  private final JsonObject document;

  References(JsonObject document) {
    this.document = document;
  }

  /// @return a copy without references
  /// @throws IllegalArgumentException if a reference leads nowhere or to itself
  JsonObject resolve(JsonObject value) {
    return object(value, new HashSet<>());
  }

  private @Nullable Object any(@Nullable Object value, Set<String> within) {
    return switch (value) {
      case JsonObject object -> object(object, within);
      case JsonArray array -> {
        var copy = new JsonArray();
        array.forEach(element -> copy.add(any(element, within)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }

  private JsonObject object(JsonObject object, Set<String> within) {
    var copy = new JsonObject();
    var target = object.getString("$ref");
    if (target != null) {
      if (!within.add(target)) {
        throw new IllegalArgumentException(target + " refers to itself");
      }
      copy.mergeIn(object(find(target), within));
      within.remove(target);
    }
    for (var entry : object) {
      if (!entry.getKey().equals("$ref")) {
        copy.put(entry.getKey(), any(entry.getValue(), within));
      }
    }
    return copy;
  }

  private JsonObject find(String target) {
    if (!target.startsWith("#/")) {
      throw new IllegalArgumentException(target + " is outside of this document");
    }
    var found = document;
    for (var step : target.substring(2).split("/")) {
      found = found.getJsonObject(step.replace("~1", "/").replace("~0", "~"));
      if (found == null) {
        throw new IllegalArgumentException(target + " leads nowhere");
      }
    }
    return found;
  }
}

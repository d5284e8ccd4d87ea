package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Holds answers against the contract: their status and media type must be described, their body
/// must fit, and every field of it must be described. Discord may add fields at any time, so the
/// contract itself leaves objects open; the sim adds none.
public final class Answers {
  /// What may happen to any request, which the contract says once, under `default`.
  private static final Set<Integer> TO_ANY_REQUEST = Set.of(408, 413, 414, 415, 417, 431);

  /// A longer body would take longer to check than all else that its test does.
  private static final int LONGEST = 1 << 20;

  private static final Answers CONTRACT = new Answers();

  private final List<Described> operations = new ArrayList<>();
  private final Set<String> actions = new HashSet<>();
  private final Map<JsonObject, SchemaCheck> checks = new ConcurrentHashMap<>();

  private record Described(
      String id, String method, String path, Pattern pattern, JsonObject responses) {}

  private Answers() {
    var contract = Contract.load("/openapi.json").document();
    for (var path : new References(contract).resolve(contract).getJsonObject("paths")) {
      var pattern =
          Pattern.compile(path.getKey().replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"));
      for (var method : (JsonObject) path.getValue()) {
        if (method.getValue() instanceof JsonObject operation) {
          var id = operation.getString("operationId");
          close(operation.getJsonObject("responses"));
          operations.add(
              new Described(
                  id,
                  method.getKey().toUpperCase(java.util.Locale.ROOT),
                  path.getKey(),
                  pattern,
                  operation.getJsonObject("responses")));
          if (operation
              .getJsonArray("parameters", new JsonArray())
              .encode()
              .contains("\"dryRun\"")) {
            actions.add(id);
          }
        }
      }
    }
    // What is written out in a path comes before what a placeholder stands for.
    operations.sort(
        Comparator.comparing((Described each) -> each.path().replace('{', Character.MAX_VALUE)));
  }

  /// The contract that is built with this code.
  public static Answers contract() {
    return CONTRACT;
  }

  /// Forbids fields that are not described.
  private static void close(Object tree) {
    switch (tree) {
      case JsonObject object -> {
        object.forEach(entry -> close(entry.getValue()));
        if (object.getValue("properties") instanceof JsonObject
            && !object.containsKey("additionalProperties")) {
          object.put("additionalProperties", false);
        }
      }
      case JsonArray array -> array.forEach(Answers::close);
      case null, default -> {}
    }
  }

  /// The ids of the operations that can be tried without doing them.
  public Set<String> actions() {
    return actions;
  }

  /// Checks an answer of this API; that to a request for anything else is not looked at.
  ///
  /// @param path of the request, without its query
  /// @param type the media type; null for none
  public void check(String method, String path, int status, String type, String body) {
    if (body.length() > LONGEST) {
      return;
    }
    operations.stream()
        .filter(each -> each.method().equals(method) && each.pattern().matcher(path).matches())
        .findFirst()
        .ifPresent(operation -> check(operation, status, type, body));
  }

  private void check(Described operation, int status, String type, String body) {
    var response =
        operation
            .responses()
            .getJsonObject(TO_ANY_REQUEST.contains(status) ? "default" : String.valueOf(status));
    assertThat(response).as("%s describes %d: %s", operation.id(), status, body).isNotNull();
    var content = response.getJsonObject("content");
    if (content == null) {
      assertThat(body).as("%s %d", operation.id(), status).isEmpty();
      return;
    }
    var media = content.getJsonObject(type == null ? "" : type.replaceFirst(";.*", ""));
    assertThat(media).as("%s describes %s of %d", operation.id(), type, status).isNotNull();
    if (type.endsWith("json")) {
      checks
          .computeIfAbsent(media.getJsonObject("schema"), SchemaCheck::new)
          .check(operation.id() + " " + status, JsonText.parse(Buffer.buffer(body)));
    }
  }
}

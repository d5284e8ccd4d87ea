package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.http.Schemas;
import io.vertx.core.json.Json;
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

/// Checks answers and events against the contract: status and media type must be described, the
/// body must fit, and every field of it must be described. Discord may add fields at any time, so
/// the contract itself leaves objects open; the sim adds none.
public final class Answers {
  /// Statuses that any request may get, which the contract describes once, under `default`.
  private static final Set<Integer> TO_ANY_REQUEST = Set.of(408, 413, 414, 415, 417, 431);

  /// Checking a longer body would take longer than everything else in its test.
  private static final int LONGEST = 4 << 20;

  private static final Answers CONTRACT = new Answers();

  private final List<Described> operations = new ArrayList<>();
  private final Set<String> actions = new HashSet<>();
  private final Map<JsonObject, Schemas.Check> checks = new ConcurrentHashMap<>();
  private final JsonObject schemas;

  private record Described(
      String id, String method, String path, Pattern pattern, JsonObject responses) {}

  private Answers() {
    var written = ApiContract.load("/openapi.json").document();
    var contract = Schemas.resolved(written);
    schemas = contract.getJsonObject("components").getJsonObject("schemas");
    close(schemas);
    for (var path : contract.getJsonObject("paths")) {
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
    // A literal path comes before one with a placeholder that matches it.
    operations.sort(
        Comparator.comparing((Described each) -> each.path().replace('{', Character.MAX_VALUE)));
  }

  /// The contract that is built with this code.
  public static Answers contract() {
    return CONTRACT;
  }

  /// Forbids fields that are not described. [#checkEvent] handles events.
  private static void close(Object tree) {
    switch (tree) {
      case JsonObject object -> {
        if (object.containsKey("oneOf") && object.containsKey("discriminator")) {
          object.clear();
          return;
        }
        if (object.remove("allOf") instanceof JsonArray parts) {
          parts.forEach(part -> join(object, (JsonObject) part));
        }
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

  /// Merges two objects that both apply; if both describe a field, the part is more specific.
  private static void join(JsonObject to, JsonObject part) {
    var properties = to.getJsonObject("properties", new JsonObject()).copy();
    to.put("properties", properties.mergeIn(part.getJsonObject("properties")));
    to.put(
        "required",
        part.getJsonArray("required").copy().addAll(to.getJsonArray("required", new JsonArray())));
  }

  /// The ids of the operations that have a dry run.
  public Set<String> actions() {
    return actions;
  }

  /// Checks an answer of this API; answers to other requests are ignored.
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
    if (!type.endsWith("json") || type.endsWith("ndjson")) {
      return;
    }
    var value = Json.decodeValue(body);
    check(media.getJsonObject("schema"), operation.id() + " " + status, value);
    if (operation.id().equals("pollEvents") && status == 200) {
      ((JsonObject) value).getJsonArray("events").forEach(each -> checkEvent((JsonObject) each));
    }
  }

  /// Checks an envelope, however it was delivered.
  public void checkEvent(String envelope) {
    checkEvent((JsonObject) Json.decodeValue(envelope));
  }

  private void checkEvent(JsonObject envelope) {
    var name = ContractEvents.schema(envelope.getString("type"));
    assertThat(schemas.fieldNames()).contains(name);
    check(schemas.getJsonObject(name), name, envelope);
  }

  private void check(JsonObject schema, String name, Object value) {
    checks.computeIfAbsent(schema, Schemas::check).check(name, value);
  }
}

package dev.botswain.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// Events in the contract. `x-events` says what each type carries; the build creates a schema for
/// each type, and `Event` as the union of all of them, discriminated by type.
final class ContractEvents {
  static final String EVENTS = "x-events";
  private static final String SCHEMAS = "#/components/schemas/";

  private ContractEvents() {}

  static void write(JsonObject document) {
    var schemas = document.getJsonObject("components").getJsonObject("schemas");
    var all = new JsonArray();
    var byType = new JsonObject();
    for (var event : (JsonObject) document.remove(EVENTS)) {
      var name = schema(event.getKey());
      var type =
          new JsonObject().put("type", "string").put("enum", new JsonArray().add(event.getKey()));
      schemas.put(
          name,
          new JsonObject()
              .put(
                  "allOf",
                  new JsonArray()
                      .add(reference("EventEnvelope"))
                      .add(
                          new JsonObject()
                              .put("type", "object")
                              .put("required", new JsonArray().add("type").add("data"))
                              .put(
                                  "properties",
                                  new JsonObject()
                                      .put("type", type)
                                      .put("data", reference(event.getValue().toString()))))));
      all.add(reference(name));
      byType.put(event.getKey(), SCHEMAS + name);
    }
    schemas
        .getJsonObject("Event")
        .put("oneOf", all)
        .put("discriminator", new JsonObject().put("propertyName", "type").put("mapping", byType));
  }

  private static JsonObject reference(String schema) {
    return new JsonObject().put("$ref", SCHEMAS + schema);
  }

  /// `MessageCreateEvent` for `MESSAGE_CREATE`, `BotResumedEvent` for `bot.resumed`.
  static String schema(String type) {
    var name = new StringBuilder();
    for (String word : type.split("[._]")) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT));
      name.append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.append("Event").toString();
  }
}

package dev.botswain.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks a value against a JSON Schema (2020-12) and, if it does not fit, says which part of it is
/// wrong and what it must be.
final class SchemaCheck {
  /// Keywords that only pass on that something below them failed.
  private static final Set<String> CONTAINERS =
      Set.of("properties", "items", "prefixItems", "patternProperties", "allOf", "then", "else");

  private final JsonObject schema;
  private final Validator validator;

  /// @param schema without references
  SchemaCheck(JsonObject schema) {
    this.schema = schema;
    validator =
        Validator.create(
            JsonSchema.of(schema),
            new JsonSchemaOptions()
                .setBaseUri("contract://botswain")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
  }

  /// @param name what the value as a whole is called
  /// @throws RequestRefusedException if the value does not fit
  void check(String name, @Nullable Object value) {
    var outcome = validator.validate(value);
    if (!outcome.getValid()) {
      throw outcome.getErrors().stream()
          .map(error -> explain(name, value, error))
          .filter(refusal -> refusal != null)
          .findFirst()
          .orElseGet(() -> RequestRefusedException.field(name, Expectation.of(schema)));
    }
  }

  private @Nullable RequestRefusedException explain(
      String name, @Nullable Object value, OutputUnit error) {
    var keyword = error.getKeywordLocation();
    keyword = keyword.substring(keyword.lastIndexOf('/') + 1);
    if (CONTAINERS.contains(keyword)) {
      return null;
    }
    var place = Place.find(schema, value, name, error.getInstanceLocation());
    if (place == null) {
      return null;
    }
    return switch (keyword) {
      case "required" -> required(place);
      case "additionalProperties" -> place.unknown() ? unknown(place) : null;
      default -> RequestRefusedException.field(place.name(), Expectation.of(place.schema()));
    };
  }

  private static @Nullable RequestRefusedException required(Place place) {
    return place.value() instanceof JsonObject object
        ? place.schema().getJsonArray("required").stream()
            .map(String::valueOf)
            .filter(property -> !object.containsKey(property))
            .findFirst()
            .map(property -> RequestRefusedException.field(place.member(property), "is required"))
            .orElse(null)
        : null;
  }

  private static RequestRefusedException unknown(Place place) {
    var known = place.schema().getJsonObject("properties", new JsonObject()).fieldNames();
    return RequestRefusedException.field(
        place.name(), "is not known here; there are " + String.join(", ", known));
  }

  /// Where in the value, and in the schema, an error lies.
  ///
  /// @param name as a person writes it: `embeds[0].title`; the name of the whole at the root
  /// @param schema of this part, or of the object around it if `unknown`
  /// @param unknown whether the schema does not know this part
  private record Place(
      String name, boolean root, JsonObject schema, @Nullable Object value, boolean unknown) {

    static @Nullable Place find(
        JsonObject schema, @Nullable Object value, String whole, String pointer) {
      var place = new Place(whole, true, schema, value, false);
      var steps = pointer.split("/");
      for (int i = 1; i < steps.length && place != null && !place.unknown; i++) {
        place = place.step(steps[i].replace("~1", "/").replace("~0", "~"));
      }
      return place;
    }

    String member(String property) {
      return root ? property : name + "." + property;
    }

    private @Nullable Place step(String step) {
      return switch (value) {
        case JsonObject object -> {
          var properties = schema.getJsonObject("properties", new JsonObject());
          var inner = properties.getJsonObject(step);
          yield inner == null
              ? new Place(member(step), false, schema, object.getValue(step), true)
              : new Place(member(step), false, inner, object.getValue(step), false);
        }
        case JsonArray array -> {
          var inner = schema.getJsonObject("items");
          int index = Integer.parseInt(step);
          yield inner == null
              ? null
              : new Place(name + "[" + index + "]", false, inner, array.getValue(index), false);
        }
        case null, default -> null;
      };
    }
  }
}

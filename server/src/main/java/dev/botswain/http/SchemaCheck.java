package dev.botswain.http;

import dev.botswain.error.Choices;
import dev.botswain.error.RequestRefusedException;
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

/// Checks a value against a JSON Schema (2020-12) and, if it does not fit, reports which part of it
/// is wrong and what it must be.
final class SchemaCheck {
  /// Keywords that only report that something below them failed.
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

  /// @param name the name of the value as a whole
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
      default -> RequestRefusedException.field(place.name(), expectation(keyword, place));
    };
  }

  /// The requirement in words, with details of the violated part if the whole would not be specific
  /// enough.
  private static String expectation(String keyword, Place place) {
    var schema = place.schema();
    return switch (keyword) {
      case "minItems" -> "needs at least " + counted(schema.getInteger(keyword), "item");
      case "maxItems" ->
          schema.containsKey("x-expected")
              ? "must have at most " + counted(schema.getInteger(keyword), "item")
              : Expectation.of(schema);
      case "uniqueItems" -> "must not have the same item twice";
      case "minProperties" ->
          "needs at least "
              + counted(schema.getInteger(keyword), "property")
              + ", of "
              + String.join(", ", properties(schema));
      case "enum" -> Expectation.of(schema) + meant(schema, place.value());
      default -> Expectation.of(schema);
    };
  }

  private static String counted(int number, String what) {
    return number == 1
        ? "one " + what
        : number
            + " "
            + (what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s");
  }

  private static String meant(JsonObject schema, @Nullable Object value) {
    return value instanceof String written
        ? Choices.meant(written, schema.getJsonArray("enum").stream().map(String::valueOf).toList())
        : "";
  }

  /// Everything that is missing, at once.
  private static @Nullable RequestRefusedException required(Place place) {
    if (!(place.value() instanceof JsonObject object)) {
      return null;
    }
    var missing =
        place.schema().getJsonArray("required").stream()
            .map(String::valueOf)
            .filter(property -> !object.containsKey(property))
            .map(place::member)
            .toList();
    if (missing.isEmpty()) {
      return null;
    }
    var others = String.join(", ", missing.subList(1, missing.size()));
    return RequestRefusedException.field(
            missing.getFirst(),
            switch (missing.size()) {
              case 1 -> "is required";
              case 2 -> "is required, and so is " + others;
              default -> "is required, and so are " + others;
            })
        .with("missing", missing);
  }

  private static RequestRefusedException unknown(Place place) {
    var known = properties(place.schema());
    return RequestRefusedException.field(
        place.name(),
        known.isEmpty()
            ? "is not known; no fields are allowed"
            : "is not known here; there are "
                + String.join(", ", known)
                + Choices.meant(place.name().substring(place.name().lastIndexOf('.') + 1), known));
  }

  private static Set<String> properties(JsonObject schema) {
    return schema.getJsonObject("properties", new JsonObject()).fieldNames();
  }

  /// Where an error is, in the value and in the schema.
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
          if (inner == null && schema.getValue("additionalProperties") instanceof JsonObject any) {
            inner = any;
          }
          yield inner == null
              ? new Place(member(Choices.shown(step)), false, schema, object.getValue(step), true)
              : new Place(member(Choices.shown(step)), false, inner, object.getValue(step), false);
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

package dev.botswain.sim.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.botswain.sim.fault.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The JSON object of a request, read by type; an invalid field is refused with a sentence that
/// names it.
final class Input implements Options {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode fields;

  private Input(JsonNode fields) {
    this.fields = fields;
  }

  /// Parses a body; an empty body is an empty object.
  ///
  /// @param known the allowed fields
  static Input read(String body, Set<String> known) {
    JsonNode fields;
    try {
      fields = body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw Refused.bad("The body is no JSON: " + e.getOriginalMessage());
    }
    if (!fields.isObject()) {
      throw Refused.bad("The body must be a JSON object.");
    }
    fields
        .fieldNames()
        .forEachRemaining(field -> {
          if (!known.contains(field)) {
            throw Refused.bad(
                "There is no field " + field + ". Known: " + String.join(", ", known) + ".");
          }
        });
    return new Input(fields);
  }

  boolean has(String field) {
    return fields.hasNonNull(field);
  }

  boolean isText(String field) {
    return fields.path(field).isTextual();
  }

  @Nullable String text(String field) {
    JsonNode value = fields.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw Refused.bad(field + " must be a string.");
    }
    return value.textValue();
  }

  String requiredText(String field) {
    String text = text(field);
    if (text == null || text.isEmpty()) {
      throw Refused.bad(field + " is missing.");
    }
    return text;
  }

  /// A field as JSON: a string as its text, anything else serialised; null if it is absent.
  @Nullable String textOrJson(String field) {
    JsonNode value = fields.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }

  @Override
  public long number(String field, long min, long max, long otherwise) {
    return has(field) ? requiredNumber(field, min, max) : otherwise;
  }

  long requiredNumber(String field, long min, long max) {
    JsonNode value = fields.get(field);
    if (value == null
        || !value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      throw Refused.bad(field + " must be a whole number from " + min + " to " + max + ".");
    }
    return value.longValue();
  }

  @Override
  public @Nullable Boolean bool(String field) {
    JsonNode value = fields.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw Refused.bad(field + " must be true or false.");
    }
    return value.booleanValue();
  }

  @Override
  public @Nullable Long id(String field) {
    String text = text(field);
    return text == null ? null : id(field, text);
  }

  /// A list of ids; empty if it is absent.
  List<Long> ids(String field) {
    var ids = new ArrayList<Long>();
    for (JsonNode value : array(field)) {
      if (!value.isTextual()) {
        throw Refused.bad(field + " must be an array of ids, which are strings.");
      }
      ids.add(id(field, value.textValue()));
    }
    return ids;
  }

  /// A list of strings; empty if it is absent.
  List<String> list(String field) {
    var texts = new ArrayList<String>();
    for (JsonNode value : array(field)) {
      if (!value.isTextual()) {
        throw Refused.bad(field + " must be an array of strings.");
      }
      texts.add(value.textValue());
    }
    return texts;
  }

  /// A list of objects; empty if it is absent.
  List<JsonNode> objects(String field) {
    var objects = new ArrayList<JsonNode>();
    for (JsonNode value : array(field)) {
      if (!value.isObject()) {
        throw Refused.bad(field + " must be an array of objects.");
      }
      objects.add(value);
    }
    return objects;
  }

  private JsonNode array(String field) {
    JsonNode value = fields.path(field);
    if (!value.isArray() && !value.isNull() && !value.isMissingNode()) {
      throw Refused.bad(field + " must be an array.");
    }
    return value;
  }

  /// An object of strings and numbers; empty if it is absent.
  Map<String, String> texts(String field) {
    var texts = new TreeMap<String, String>();
    JsonNode value = fields.path(field);
    if (value.isNull() || value.isMissingNode()) {
      return texts;
    }
    if (!value.isObject()) {
      throw Refused.bad(field + " must be an object.");
    }
    for (var entry : value.properties()) {
      if (!entry.getValue().isTextual() && !entry.getValue().isNumber()) {
        throw Refused.bad(field + "." + entry.getKey() + " must be a string.");
      }
      texts.put(entry.getKey(), entry.getValue().asText());
    }
    return texts;
  }

  /// An id in a path or a body.
  static long id(String name, String text) {
    try {
      long id = Long.parseLong(text);
      if (id > 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Refused.bad(name + " must be an id, but is \"" + text + "\".");
  }
}

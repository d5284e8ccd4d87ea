package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fields of an object that have no effect in the sim: stored as they were set and returned. Fields
/// with their default take no memory.
final class Settings {
  private @Nullable Map<String, String> set;

  /// @param json the value
  void put(String field, String json) {
    if (set == null) {
      set = new TreeMap<>();
    }
    set.put(field, json);
  }

  /// The JSON of a field, or null if it was never set.
  @Nullable String get(String field) {
    return set == null ? null : set.get(field);
  }

  /// Writes a field, or `otherwise` if it was never set.
  void write(JsonGenerator json, String field, String otherwise) throws IOException {
    Json.raw(json, field, get(field), otherwise);
  }

  /// Writes a field if it was ever set.
  void writeIfSet(JsonGenerator json, String field) throws IOException {
    String value = get(field);
    if (value != null) {
      Json.raw(json, field, value, value);
    }
  }
}

package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An emoji in a reaction (Emoji resource, the partial object).
///
/// @param id of a custom emoji, 0 for a Unicode character
/// @param name its name, or the character
public record Emoji(long id, @Nullable String name) {
  /// A Unicode emoji.
  public static Emoji unicode(String character) {
    return new Emoji(0, character);
  }

  /// Whether it is the same emoji; for custom emojis only the id counts.
  public boolean isSame(Emoji other) {
    return id != 0 ? id == other.id : other.id == 0 && String.valueOf(name).equals(other.name);
  }

  /// Writes the partial emoji object.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    Json.nullableId(json, "id", id);
    json.writeStringField("name", name);
    json.writeEndObject();
  }
}

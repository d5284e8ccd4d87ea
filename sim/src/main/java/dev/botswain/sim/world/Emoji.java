package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An emoji to react with (Emoji resource, the partial object).
///
/// @param id of a guild's own emoji, 0 for a character of Unicode
/// @param name its name, or the character
public record Emoji(long id, @Nullable String name) {
  /// An emoji of Unicode.
  public static Emoji unicode(String character) {
    return new Emoji(0, character);
  }

  /// Says whether it is the same emoji; a guild's own is told by its id alone.
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

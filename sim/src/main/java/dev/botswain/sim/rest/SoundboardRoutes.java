package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.Json;
import java.io.IOException;
import java.util.List;

/// The sounds that everyone can use ([List Default Soundboard
/// Sounds](https://discord.com/developers/docs/resources/soundboard#list-default-soundboard-sounds)).
final class SoundboardRoutes {
  private static final List<Sound> DEFAULTS =
      List.of(
          new Sound(1, "quack", "🦆"),
          new Sound(2, "airhorn", "🔊"),
          new Sound(3, "cricket", "🦗"),
          new Sound(4, "golf clap", "👏"));

  private record Sound(long id, String name, String emoji) {
    void write(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeStringField("name", name);
      Json.id(json, "sound_id", id);
      json.writeNumberField("volume", 1.0);
      json.writeNullField("emoji_id");
      json.writeStringField("emoji_name", emoji);
      json.writeBooleanField("available", true);
      json.writeEndObject();
    }
  }

  void addTo(Router router) {
    router.get("/soundboard-default-sounds", call -> Answer.list(DEFAULTS, Sound::write));
  }
}

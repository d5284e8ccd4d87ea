package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// An emoji on a message and the users who reacted with it (Message resource, "Reaction Object").
public final class Reaction {
  private final Emoji emoji;
  private final ById<User> users = new ById<>();

  Reaction(Emoji emoji) {
    this.emoji = emoji;
  }

  public Emoji emoji() {
    return emoji;
  }

  public ById<User> users() {
    return users;
  }

  void write(JsonGenerator json, Viewer viewer) throws IOException {
    json.writeStartObject();
    json.writeNumberField("count", users.size());
    json.writeObjectFieldStart("count_details");
    json.writeNumberField("burst", 0);
    json.writeNumberField("normal", users.size());
    json.writeEndObject();
    json.writeBooleanField("me", users.contains(viewer.bot().id()));
    json.writeBooleanField("me_burst", false);
    json.writeFieldName("emoji");
    emoji.write(json);
    json.writeArrayFieldStart("burst_colors");
    json.writeEndArray();
    json.writeEndObject();
  }
}

package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// A custom emoji of a guild or an application (Emoji resource). Change one only through
/// [Expressions].
public final class CustomEmoji implements Entity {
  private final long id;
  private final User creator;
  private final boolean animated;
  private String name;
  private long[] roleIds;

  CustomEmoji(long id, User creator, String name, boolean animated, long... roleIds) {
    this.id = id;
    this.creator = creator;
    this.name = name;
    this.animated = animated;
    this.roleIds = roleIds;
  }

  @Override
  public long id() {
    return id;
  }

  public User creator() {
    return creator;
  }

  public boolean animated() {
    return animated;
  }

  public String name() {
    return name;
  }

  public CustomEmoji name(String name) {
    this.name = name;
    return this;
  }

  /// Replaces the roles that may use it; none means everyone.
  public CustomEmoji roleIds(long... roleIds) {
    this.roleIds = roleIds;
    return this;
  }

  /// The emoji as used in reactions.
  public Emoji emoji() {
    return new Emoji(id, name);
  }

  /// Writes the emoji object with its creator.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeFieldName("user");
    creator.write(json);
    json.writeEndObject();
  }

  /// Writes the emoji object without its creator, as in events.
  public void writeShort(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeEndObject();
  }

  private void fields(JsonGenerator json) throws IOException {
    Json.id(json, "id", id);
    json.writeStringField("name", name);
    Json.ids(json, "roles", roleIds);
    json.writeBooleanField("require_colons", true);
    json.writeBooleanField("managed", false);
    json.writeBooleanField("animated", animated);
    json.writeBooleanField("available", true);
  }
}

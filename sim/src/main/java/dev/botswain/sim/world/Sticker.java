package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A sticker of a guild (Sticker resource). Change one only through [Expressions].
public final class Sticker implements Entity {
  private static final int OF_A_GUILD = 2;

  private final long id;
  private final long guildId;
  private final User creator;
  private final int format;
  private String name;
  private @Nullable String description;
  private String tags;

  Sticker(long id, long guildId, User creator, int format, String name, String tags) {
    this.id = id;
    this.guildId = guildId;
    this.creator = creator;
    this.format = format;
    this.name = name;
    this.tags = tags;
  }

  @Override
  public long id() {
    return id;
  }

  public long guildId() {
    return guildId;
  }

  public User creator() {
    return creator;
  }

  public String name() {
    return name;
  }

  public Sticker name(String name) {
    this.name = name;
    return this;
  }

  public Sticker description(@Nullable String description) {
    this.description = description;
    return this;
  }

  public Sticker tags(String tags) {
    this.tags = tags;
    return this;
  }

  /// Writes the sticker object with its creator.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeFieldName("user");
    creator.write(json);
    json.writeEndObject();
  }

  /// Writes the sticker object without its creator, as in events.
  public void writeShort(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeEndObject();
  }

  private void fields(JsonGenerator json) throws IOException {
    Json.id(json, "id", id);
    json.writeNumberField("type", OF_A_GUILD);
    json.writeStringField("name", name);
    json.writeStringField("description", description);
    json.writeStringField("tags", tags);
    json.writeNumberField("format_type", format);
    json.writeBooleanField("available", true);
    Json.id(json, "guild_id", guildId);
  }

  /// Writes the sticker item object, as in messages.
  public void writeItem(JsonGenerator json) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", id);
    json.writeStringField("name", name);
    json.writeNumberField("format_type", format);
    json.writeEndObject();
  }
}

package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A role (Permissions, "Role Object"). Change one only through [Roles].
public final class Role implements Entity {
  private final long id;
  private String name;
  private int color;
  private int position;
  private boolean hoist;
  private boolean mentionable;
  private long permissions;
  private long botId;
  private @Nullable String unicodeEmoji;

  Role(long id, String name, long permissions) {
    this.id = id;
    this.name = name;
    this.permissions = permissions;
  }

  @Override
  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Role name(String name) {
    this.name = name;
    return this;
  }

  /// 24 bits of RGB; 0 is no colour.
  public int color() {
    return color;
  }

  public Role color(int color) {
    this.color = color;
    return this;
  }

  /// Rank: 0 is @everyone, higher is above.
  public int position() {
    return position;
  }

  public Role position(int position) {
    this.position = position;
    return this;
  }

  /// Shown separately in the list of members.
  public boolean hoist() {
    return hoist;
  }

  public Role hoist(boolean hoist) {
    this.hoist = hoist;
    return this;
  }

  public boolean mentionable() {
    return mentionable;
  }

  public Role mentionable(boolean mentionable) {
    this.mentionable = mentionable;
    return this;
  }

  /// Bits of [Permissions].
  public long permissions() {
    return permissions;
  }

  public Role permissions(long permissions) {
    this.permissions = permissions;
    return this;
  }

  public @Nullable String unicodeEmoji() {
    return unicodeEmoji;
  }

  public Role unicodeEmoji(@Nullable String unicodeEmoji) {
    this.unicodeEmoji = unicodeEmoji;
    return this;
  }

  /// The bot whose managed role this is, or 0: such a role cannot be given to anyone.
  public long botId() {
    return botId;
  }

  Role botId(long botId) {
    this.botId = botId;
    return this;
  }

  /// Whether this role ranks above another: by position; of equals, the older one does.
  public boolean isAbove(Role other) {
    return position != other.position ? position > other.position : id < other.id;
  }

  /// Writes the role object.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", id);
    json.writeStringField("name", name);
    json.writeNullField("description");
    json.writeNumberField("color", color);
    json.writeObjectFieldStart("colors");
    json.writeNumberField("primary_color", color);
    json.writeNullField("secondary_color");
    json.writeNullField("tertiary_color");
    json.writeEndObject();
    json.writeBooleanField("hoist", hoist);
    json.writeNullField("icon");
    json.writeStringField("unicode_emoji", unicodeEmoji);
    json.writeNumberField("position", position);
    json.writeStringField("permissions", Long.toString(permissions));
    json.writeBooleanField("managed", botId != 0);
    json.writeBooleanField("mentionable", mentionable);
    if (botId != 0) {
      json.writeObjectFieldStart("tags");
      Json.id(json, "bot_id", botId);
      json.writeEndObject();
    }
    json.writeNumberField("flags", 0);
    json.writeEndObject();
  }
}

package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A scheduled event of a guild (Guild Scheduled Event). Change one only through [ScheduledEvents].
public final class ScheduledEvent implements Entity {
  public static final int STAGE_INSTANCE = 1;
  public static final int VOICE = 2;
  public static final int EXTERNAL = 3;

  public static final int SCHEDULED = 1;
  public static final int ACTIVE = 2;
  public static final int COMPLETED = 3;
  public static final int CANCELED = 4;

  private final long id;
  private final Guild guild;
  private final User creator;
  private final ById<User> users = new ById<>();
  private String name = "";
  private @Nullable String description;
  private int entityType = EXTERNAL;
  private long channelId;
  private @Nullable String location;
  private long start;
  private long end;
  private int status = SCHEDULED;
  private @Nullable String image;
  private @Nullable String recurrenceRule;

  ScheduledEvent(long id, Guild guild, User creator) {
    this.id = id;
    this.guild = guild;
    this.creator = creator;
  }

  @Override
  public long id() {
    return id;
  }

  public Guild guild() {
    return guild;
  }

  public User creator() {
    return creator;
  }

  /// The interested users.
  public ById<User> users() {
    return users;
  }

  public ScheduledEvent name(String name) {
    this.name = name;
    return this;
  }

  public ScheduledEvent description(@Nullable String description) {
    this.description = description;
    return this;
  }

  public int entityType() {
    return entityType;
  }

  public ScheduledEvent entityType(int entityType) {
    this.entityType = entityType;
    return this;
  }

  /// Its channel, 0 for an external event.
  public long channelId() {
    return channelId;
  }

  public ScheduledEvent channelId(long channelId) {
    this.channelId = channelId;
    return this;
  }

  public @Nullable String location() {
    return location;
  }

  /// The location of an external event.
  public ScheduledEvent location(@Nullable String location) {
    this.location = location;
    return this;
  }

  /// Milliseconds since 1970.
  public ScheduledEvent start(long millis) {
    this.start = millis;
    return this;
  }

  /// Milliseconds since 1970; 0 if open.
  public long end() {
    return end;
  }

  public ScheduledEvent end(long millis) {
    this.end = millis;
    return this;
  }

  public int status() {
    return status;
  }

  public ScheduledEvent status(int status) {
    this.status = status;
    return this;
  }

  /// Whether it has been completed or cancelled.
  public boolean isOver() {
    return status == COMPLETED || status == CANCELED;
  }

  public ScheduledEvent image(@Nullable String image) {
    this.image = image;
    return this;
  }

  /// A JSON recurrence rule object, or null.
  public ScheduledEvent recurrenceRule(@Nullable String json) {
    this.recurrenceRule = json;
    return this;
  }

  /// Whether a viewer can see it: an event in a channel only if the channel is visible.
  public boolean isSeenBy(Viewer viewer) {
    var channel = guild.channels().get(channelId);
    return channel == null || viewer.sees(channel);
  }

  /// Writes the event object.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeEndObject();
  }

  /// Writes the fields of the event object, so that the caller can add some.
  public void fields(JsonGenerator json) throws IOException {
    Json.id(json, "id", id);
    Json.id(json, "guild_id", guild.id());
    json.writeStringField("name", name);
    json.writeStringField("description", description);
    Json.nullableId(json, "channel_id", channelId);
    Json.id(json, "creator_id", creator.id());
    json.writeFieldName("creator");
    creator.write(json);
    json.writeStringField("image", image);
    Json.time(json, "scheduled_start_time", start);
    Json.time(json, "scheduled_end_time", end);
    json.writeNumberField("status", status);
    json.writeNumberField("entity_type", entityType);
    json.writeNullField("entity_id");
    Json.raw(json, "recurrence_rule", recurrenceRule, "null");
    json.writeNumberField("privacy_level", 2);
    json.writeArrayFieldStart("guild_scheduled_event_exceptions");
    json.writeEndArray();
    if (location == null) {
      json.writeNullField("entity_metadata");
    } else {
      json.writeObjectFieldStart("entity_metadata");
      json.writeStringField("location", location);
      json.writeEndObject();
    }
  }
}

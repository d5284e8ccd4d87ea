package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An incoming webhook (Webhook resource). Change one only through [Webhooks].
public final class Webhook implements Entity {
  private static final int INCOMING = 1;

  private final long id;
  private final String token;
  private final Bot creator;
  private final Guild guild;
  private Channel channel;
  private String name;
  private @Nullable String avatar;

  Webhook(long id, String token, Bot creator, Guild guild, Channel channel, String name) {
    this.id = id;
    this.token = token;
    this.creator = creator;
    this.guild = guild;
    this.channel = channel;
    this.name = name;
  }

  @Override
  public long id() {
    return id;
  }

  /// The secret for executing it.
  public String token() {
    return token;
  }

  /// The bot that created it.
  public Bot creator() {
    return creator;
  }

  public Guild guild() {
    return guild;
  }

  public Channel channel() {
    return channel;
  }

  /// Moves it to another channel of its guild.
  public Webhook channel(Channel channel) {
    this.channel = channel;
    return this;
  }

  /// Its default name.
  public String name() {
    return name;
  }

  public Webhook name(String name) {
    this.name = name;
    return this;
  }

  /// The hash of its avatar, or null.
  public @Nullable String avatar() {
    return avatar;
  }

  public Webhook avatar(@Nullable String avatar) {
    this.avatar = avatar;
    return this;
  }

  /// Writes the webhook object with its creator.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeFieldName("user");
    creator.user().write(json);
    json.writeEndObject();
  }

  /// Writes the webhook object for callers with the token, without the user.
  public void writeByToken(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeEndObject();
  }

  private void fields(JsonGenerator json) throws IOException {
    Json.id(json, "id", id);
    json.writeNumberField("type", INCOMING);
    Json.id(json, "guild_id", guild.id());
    Json.id(json, "channel_id", channel.id());
    Json.id(json, "application_id", creator.applicationId());
    json.writeStringField("name", name);
    json.writeStringField("avatar", avatar);
    json.writeStringField("token", token);
  }
}

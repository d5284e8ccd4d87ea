package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// An invite to a guild (Invite resource).
///
/// @param maxAge seconds, 0 for no expiry
/// @param maxUses 0 for any number
/// @param temporary whether members who joined by it leave when they disconnect
/// @param createdAt milliseconds since 1970
public record Invite(
    String code,
    Guild guild,
    Channel channel,
    User inviter,
    int maxAge,
    int maxUses,
    boolean temporary,
    long createdAt) {
  /// When it ends, in milliseconds since 1970; 0 for never.
  long expiresAt() {
    return maxAge == 0 ? 0 : createdAt + maxAge * 1_000L;
  }

  /// Whether it is equivalent to one about to be created.
  public boolean isLike(Channel wanted, User by, int age, int uses, boolean temporarily) {
    return channel == wanted
        && inviter == by
        && maxAge == age
        && maxUses == uses
        && temporary == temporarily;
  }

  /// Writes the fields of the invite object, so that the caller can add some.
  public void fields(JsonGenerator json) throws IOException {
    json.writeNumberField("type", 0);
    json.writeStringField("code", code);
    Json.time(json, "expires_at", expiresAt());
    json.writeFieldName("inviter");
    inviter.write(json);
    Json.id(json, "guild_id", guild.id());
    json.writeObjectFieldStart("guild");
    Json.id(json, "id", guild.id());
    json.writeStringField("name", guild.name());
    json.writeNullField("splash");
    json.writeNullField("banner");
    json.writeStringField("description", guild.description());
    json.writeStringField("icon", guild.icon());
    guild.features(json);
    json.writeNumberField("verification_level", 1);
    json.writeNullField("vanity_url_code");
    json.writeNumberField("nsfw_level", 0);
    json.writeBooleanField("nsfw", false);
    json.writeNumberField("premium_subscription_count", 0);
    json.writeEndObject();
    json.writeObjectFieldStart("channel");
    Json.id(json, "id", channel.id());
    json.writeStringField("name", channel.name());
    json.writeNumberField("type", channel.type().number());
    json.writeEndObject();
  }

  /// Writes the fields that only those who manage invites see.
  public void metadata(JsonGenerator json) throws IOException {
    json.writeNumberField("uses", 0);
    json.writeNumberField("max_uses", maxUses);
    json.writeNumberField("max_age", maxAge);
    json.writeBooleanField("temporary", temporary);
    Json.time(json, "created_at", createdAt);
  }

  /// Writes the invite object with its metadata.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    metadata(json);
    json.writeEndObject();
  }
}

package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A guild with everything in it (Guild resource). Change one only through [World]'s parts.
public final class Guild implements Entity {
  /// A ban with its reason.
  public record Ban(User user, @Nullable String reason) {}

  private final long id;
  private final Role everyone;
  private final ById<Role> roles = new ById<>();
  private final ById<Channel> channels = new ById<>();
  private final ById<Channel> threads = new ById<>();
  private final ById<Member> members = new ById<>();
  private final List<Bot> bots = new ArrayList<>(1);
  private final Map<Long, Ban> bans = new TreeMap<>();
  private final ById<VoiceState> voiceStates = new ById<>();
  private final ById<CustomEmoji> emojis = new ById<>();
  private final ById<Sticker> stickers = new ById<>();
  private final ById<ScheduledEvent> scheduledEvents = new ById<>();
  private final ById<AuditEntry> auditLog = new ById<>();
  private String name;
  private @Nullable String icon;
  private @Nullable String description;
  private final Settings settings = new Settings();
  private final long ownerId;
  private boolean demandsTwoFactor;
  private boolean screensMembers;

  Guild(long id, String name, long ownerId, long everyonePermissions) {
    this.id = id;
    this.name = name;
    this.ownerId = ownerId;
    this.everyone = new Role(id, "@everyone", everyonePermissions);
    roles.add(everyone);
  }

  @Override
  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Guild name(String name) {
    this.name = name;
    return this;
  }

  public @Nullable String icon() {
    return icon;
  }

  public Guild icon(@Nullable String icon) {
    this.icon = icon;
    return this;
  }

  public @Nullable String description() {
    return description;
  }

  public Guild description(@Nullable String description) {
    this.description = description;
    return this;
  }

  /// Sets a field that has no effect in the sim.
  ///
  /// @param json the value
  public Guild setting(String field, String json) {
    settings.put(field, json);
    return this;
  }

  /// Whether those who moderate it need two-factor authentication.
  public boolean demandsTwoFactor() {
    return demandsTwoFactor;
  }

  public Guild demandsTwoFactor(boolean demanded) {
    this.demandsTwoFactor = demanded;
    return this;
  }

  /// Whether it has membership screening.
  public Guild screensMembers(boolean enabled) {
    this.screensMembers = enabled;
    return this;
  }

  public long ownerId() {
    return ownerId;
  }

  /// The role of all members, with the guild's own id.
  public Role everyone() {
    return everyone;
  }

  public ById<Role> roles() {
    return roles;
  }

  /// All except threads.
  public ById<Channel> channels() {
    return channels;
  }

  /// Active and archived ones.
  public ById<Channel> threads() {
    return threads;
  }

  public ById<Member> members() {
    return members;
  }

  /// The bots among the members.
  public List<Bot> bots() {
    return bots;
  }

  /// By user id.
  public Map<Long, Ban> bans() {
    return bans;
  }

  /// The members in voice, by user id.
  public ById<VoiceState> voiceStates() {
    return voiceStates;
  }

  public ById<CustomEmoji> emojis() {
    return emojis;
  }

  public ById<Sticker> stickers() {
    return stickers;
  }

  /// Including those that are over.
  public ById<ScheduledEvent> scheduledEvents() {
    return scheduledEvents;
  }

  /// The entries of its audit log, oldest first.
  public ById<AuditEntry> auditLog() {
    return auditLog;
  }

  /// The highest of a member's roles, @everyone if it has none.
  public Role highestRole(Member member) {
    Role highest = everyone;
    for (long roleId : member.roleIds()) {
      var role = roles.get(roleId);
      if (role != null && role.isAbove(highest)) {
        highest = role;
      }
    }
    return highest;
  }

  /// Writes the guild object as in `GET /guilds/{id}` and GUILD_UPDATE.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeEndObject();
  }

  /// Writes the fields of the guild object, so that the caller can add some.
  public void fields(JsonGenerator json) throws IOException {
    Json.id(json, "id", id);
    json.writeStringField("name", name);
    json.writeStringField("icon", icon);
    json.writeStringField("description", description);
    json.writeNullField("home_header");
    json.writeNullField("splash");
    json.writeNullField("discovery_splash");
    json.writeNullField("banner");
    Json.id(json, "owner_id", ownerId);
    json.writeNullField("application_id");
    json.writeStringField("region", "deprecated");
    settings.write(json, "afk_channel_id", "null");
    settings.write(json, "afk_timeout", "300");
    json.writeBooleanField("widget_enabled", false);
    json.writeNullField("widget_channel_id");
    settings.write(json, "verification_level", "1");
    settings.write(json, "default_message_notifications", "1");
    settings.write(json, "explicit_content_filter", "2");
    json.writeNumberField("mfa_level", demandsTwoFactor ? 1 : 0);
    json.writeNumberField("nsfw_level", 0);
    json.writeBooleanField("nsfw", false);
    json.writeArrayFieldStart("roles");
    for (var role : roles) {
      role.write(json);
    }
    json.writeEndArray();
    expressions(json);
    features(json);
    settings.write(json, "system_channel_id", "null");
    settings.write(json, "system_channel_flags", "0");
    settings.write(json, "rules_channel_id", "null");
    settings.write(json, "public_updates_channel_id", "null");
    settings.write(json, "safety_alerts_channel_id", "null");
    json.writeNullField("max_presences");
    json.writeNumberField("max_members", 500_000);
    json.writeNumberField("max_stage_video_channel_users", 50);
    json.writeNumberField("max_video_channel_users", 25);
    json.writeNullField("vanity_url_code");
    json.writeNumberField("premium_tier", 0);
    json.writeNumberField("premium_subscription_count", 0);
    settings.write(json, "premium_progress_bar_enabled", "false");
    settings.write(json, "preferred_locale", "\"en-US\"");
    json.writeNullField("incidents_data");
  }

  /// Writes the fields of the emojis and the stickers.
  public void expressions(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("emojis");
    for (var emoji : emojis) {
      emoji.writeShort(json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("stickers");
    for (var sticker : stickers) {
      sticker.writeShort(json);
    }
    json.writeEndArray();
  }

  /// Writes the field of the features, which is the same in whole and in partial objects.
  public void features(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("features");
    json.writeString("COMMUNITY");
    json.writeString("NEWS");
    if (screensMembers) {
      json.writeString("MEMBER_VERIFICATION_GATE_ENABLED");
    }
    json.writeEndArray();
  }
}

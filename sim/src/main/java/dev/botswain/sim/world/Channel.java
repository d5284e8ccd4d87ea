package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel of a guild, a thread, or a DM between a bot and a user (Channel resource). Change one
/// only through [Channels] and [Threads].
public final class Channel implements Entity {
  private final long id;
  private final @Nullable Guild guild;
  private final @Nullable ThreadState thread;
  private final @Nullable User recipient;
  private final @Nullable Bot directBot;
  private final ById<Message> messages = new ById<>();
  private ChannelType type;
  private String name;
  private @Nullable String topic;
  private long parentId;
  private int position;
  private List<PermissionOverwrite> overwrites = List.of();
  private int rateLimitPerUser;
  private int bitrate = 64_000;
  private int userLimit;
  private int flags;
  private boolean nsfw;
  private long lastMessageId;
  private long lastPinAt;
  private @Nullable String availableTags;
  private @Nullable String voiceStatus;
  private final Settings settings = new Settings();

  private Channel(
      long id,
      ChannelType type,
      String name,
      @Nullable Guild guild,
      @Nullable ThreadState thread,
      @Nullable User recipient,
      @Nullable Bot directBot) {
    this.id = id;
    this.type = type;
    this.name = name;
    this.guild = guild;
    this.thread = thread;
    this.recipient = recipient;
    this.directBot = directBot;
  }

  static Channel inGuild(long id, ChannelType type, String name, Guild guild) {
    return new Channel(id, type, name, guild, null, null, null);
  }

  static Channel ofThread(long id, ChannelType type, String name, Guild guild, ThreadState thread) {
    return new Channel(id, type, name, guild, thread, null, null);
  }

  static Channel direct(long id, Bot bot, User recipient) {
    return new Channel(id, ChannelType.DM, "", null, null, recipient, bot);
  }

  @Override
  public long id() {
    return id;
  }

  public ChannelType type() {
    return type;
  }

  /// Only text and announcement channels can be converted into each other.
  public Channel type(ChannelType type) {
    this.type = type;
    return this;
  }

  /// Null for a DM.
  public @Nullable Guild guild() {
    return guild;
  }

  /// The guild's id, or 0 for a DM.
  public long guildId() {
    return guild == null ? 0 : guild.id();
  }

  /// Null unless this is a thread.
  public @Nullable ThreadState thread() {
    return thread;
  }

  /// The other user of a DM, otherwise null.
  public @Nullable User recipient() {
    return recipient;
  }

  /// The bots that can be in it: the guild's, or the one of a DM.
  public List<Bot> bots() {
    return guild != null ? guild.bots() : directBot == null ? List.of() : List.of(directBot);
  }

  /// The messages; beyond [Messages#KEPT] the oldest are dropped.
  public ById<Message> messages() {
    return messages;
  }

  /// Empty for a DM.
  public String name() {
    return name;
  }

  public Channel name(String name) {
    this.name = name;
    return this;
  }

  public @Nullable String topic() {
    return topic;
  }

  public Channel topic(@Nullable String topic) {
    this.topic = topic;
    return this;
  }

  /// The category, or the thread's channel; 0 if there is none.
  public long parentId() {
    return parentId;
  }

  public Channel parentId(long parentId) {
    this.parentId = parentId;
    return this;
  }

  public int position() {
    return position;
  }

  public Channel position(int position) {
    this.position = position;
    return this;
  }

  public List<PermissionOverwrite> overwrites() {
    return overwrites;
  }

  public Channel overwrites(List<PermissionOverwrite> overwrites) {
    this.overwrites = List.copyOf(overwrites);
    return this;
  }

  /// Slow mode, in seconds.
  public int rateLimitPerUser() {
    return rateLimitPerUser;
  }

  public Channel rateLimitPerUser(int seconds) {
    this.rateLimitPerUser = seconds;
    return this;
  }

  public int bitrate() {
    return bitrate;
  }

  public Channel bitrate(int bitrate) {
    this.bitrate = bitrate;
    return this;
  }

  public int userLimit() {
    return userLimit;
  }

  public Channel userLimit(int userLimit) {
    this.userLimit = userLimit;
    return this;
  }

  public int flags() {
    return flags;
  }

  public Channel flags(int flags) {
    this.flags = flags;
    return this;
  }

  public boolean nsfw() {
    return nsfw;
  }

  public Channel nsfw(boolean nsfw) {
    this.nsfw = nsfw;
    return this;
  }

  /// A forum's tags, a JSON array of tag objects.
  public Channel availableTags(String json) {
    this.availableTags = json;
    return this;
  }

  /// Sets a field that has no effect in the sim.
  ///
  /// @param json the value
  public Channel setting(String field, String json) {
    settings.put(field, json);
    return this;
  }

  /// The initial slow mode of threads in it, in seconds.
  int threadRateLimitPerUser() {
    String seconds = settings.get("default_thread_rate_limit_per_user");
    return seconds == null ? 0 : Integer.parseInt(seconds);
  }

  /// The status of a voice channel, or null.
  public @Nullable String voiceStatus() {
    return voiceStatus;
  }

  void voiceStatus(@Nullable String status) {
    this.voiceStatus = status;
  }

  /// 0 if there never was a message.
  public long lastMessageId() {
    return lastMessageId;
  }

  Channel lastMessageId(long id) {
    this.lastMessageId = id;
    return this;
  }

  /// Milliseconds since 1970; 0 if nothing was ever pinned.
  public long lastPinAt() {
    return lastPinAt;
  }

  Channel lastPinAt(long millis) {
    this.lastPinAt = millis;
    return this;
  }

  /// Writes the channel object.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeEndObject();
  }

  /// Writes the fields of a channel in the resolved data of interactions.
  void partialFields(JsonGenerator json) throws IOException {
    Json.id(json, "id", id);
    json.writeStringField("name", name);
    json.writeNumberField("type", type.number());
    Json.nullableId(json, "last_message_id", lastMessageId);
    Json.time(json, "last_pin_timestamp", lastPinAt);
    json.writeBooleanField("nsfw", nsfw);
    Json.nullableId(json, "parent_id", parentId);
    Json.id(json, "guild_id", guildId());
    json.writeNumberField("flags", flags);
    json.writeNumberField("rate_limit_per_user", rateLimitPerUser);
    if (thread != null) {
      thread.metadata(json, this);
    } else {
      json.writeStringField("topic", topic);
      json.writeNumberField("position", position);
    }
  }

  void fields(JsonGenerator json) throws IOException {
    Json.id(json, "id", id);
    json.writeNumberField("type", type.number());
    if (type != ChannelType.GUILD_CATEGORY) {
      Json.nullableId(json, "last_message_id", lastMessageId);
    }
    json.writeNumberField("flags", flags);
    if (recipient != null) {
      json.writeArrayFieldStart("recipients");
      recipient.write(json);
      json.writeEndArray();
      return;
    }
    Json.id(json, "guild_id", guildId());
    json.writeStringField("name", name);
    Json.nullableId(json, "parent_id", parentId);
    json.writeNumberField("rate_limit_per_user", rateLimitPerUser);
    if (thread != null) {
      Json.time(json, "last_pin_timestamp", lastPinAt);
      thread.fields(json, this);
      return;
    }
    json.writeStringField("topic", topic);
    json.writeNumberField("position", position);
    json.writeArrayFieldStart("permission_overwrites");
    for (var overwrite : overwrites) {
      overwrite.write(json);
    }
    json.writeEndArray();
    json.writeBooleanField("nsfw", nsfw);
    if (type.isVoice()) {
      json.writeNumberField("bitrate", bitrate);
      json.writeNumberField("user_limit", userLimit);
      settings.write(json, "rtc_region", "null");
      settings.writeIfSet(json, "video_quality_mode");
    } else if (type.isForum()) {
      Json.raw(json, "available_tags", availableTags, "[]");
      settings.write(json, "default_reaction_emoji", "null");
      settings.write(json, "default_sort_order", "null");
      if (type == ChannelType.GUILD_FORUM) {
        settings.write(json, "default_forum_layout", "0");
      }
    } else if (type != ChannelType.GUILD_CATEGORY) {
      Json.time(json, "last_pin_timestamp", lastPinAt);
    }
    settings.writeIfSet(json, "default_auto_archive_duration");
    settings.writeIfSet(json, "default_thread_rate_limit_per_user");
  }
}

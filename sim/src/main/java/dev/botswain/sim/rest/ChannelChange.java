package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a body changes about a channel of a guild, parsed and checked before anything is changed
/// ([Modify Channel](https://discord.com/developers/docs/resources/channel#modify-channel)).
final class ChannelChange {
  private static final int MAX_IN_CATEGORY = 50;
  private static final Set<ChannelType> PLAIN_NAMES =
      Set.of(
          ChannelType.GUILD_TEXT,
          ChannelType.GUILD_ANNOUNCEMENT,
          ChannelType.GUILD_FORUM,
          ChannelType.GUILD_MEDIA);

  private final List<Consumer<Channel>> steps = new ArrayList<>();

  private ChannelChange() {}

  void apply(Channel channel) {
    steps.forEach(step -> step.accept(channel));
  }

  /// Parses everything except the name and the type.
  ///
  /// @param channel null for one that is about to be created
  static ChannelChange read(
      Call call, Form form, Guild guild, ChannelType type, @Nullable Channel channel) {
    var change = new ChannelChange();
    change.readText(call, form, type);
    change.readVoice(form, type);
    Long position = form.number("position", 0, Integer.MAX_VALUE);
    if (position != null) {
      change.steps.add(changed -> changed.position(position.intValue()));
    }
    Long flags = form.number("flags", 0, Integer.MAX_VALUE);
    if (flags != null) {
      change.steps.add(changed -> changed.flags(flags.intValue()));
    }
    long parentId = channel == null ? 0 : channel.parentId();
    if (form.has("parent_id")) {
      Long parent = form.snowflake("parent_id");
      checkParent(form, guild, parent);
      parentId = parent == null ? 0 : parent;
      long under = parentId;
      change.steps.add(changed -> changed.parentId(under));
    }
    form.check();
    JsonNode listed = form.raw("permission_overwrites");
    if (listed != null) {
      if (!listed.isEmpty()) {
        (channel == null ? call.rights(guild) : call.rights(channel))
            .need(Permissions.MANAGE_ROLES);
      }
      Rights rights =
          channel == null
              ? call.rights(guild)
              : Overwrites.grantable(call, guild, channel, parentId);
      List<PermissionOverwrite> overwrites = Overwrites.read(form, guild, rights);
      boolean givesRoles =
          overwrites.stream()
              .anyMatch(one -> ((one.allow() | one.deny()) & Permissions.MANAGE_ROLES) != 0);
      if (channel == null && givesRoles) {
        rights.need(Permissions.ADMINISTRATOR);
      }
      change.steps.add(changed -> changed.overwrites(overwrites));
    }
    return change;
  }

  private void readText(Call call, Form form, ChannelType type) {
    if (form.has("topic")) {
      String topic = form.text("topic", 0, type.isForum() ? 4_096 : 1_024);
      steps.add(channel -> channel.topic(topic));
    }
    Boolean nsfw = form.bool("nsfw");
    if (nsfw != null) {
      steps.add(channel -> channel.nsfw(nsfw));
    }
    if (form.has("rate_limit_per_user")) {
      int seconds = form.number("rate_limit_per_user", 0, 21_600, 0);
      steps.add(channel -> channel.rateLimitPerUser(seconds));
    }
    set(
        "default_auto_archive_duration",
        form.choice("default_auto_archive_duration", 60, 1_440, 4_320, 10_080));
    set(
        "default_thread_rate_limit_per_user",
        form.number("default_thread_rate_limit_per_user", 0, 21_600));
    if (type.isForum() && form.hasValue("available_tags")) {
      String tags = readTags(call, form);
      steps.add(channel -> channel.availableTags(tags));
    }
    if (type.isForum()) {
      readForum(form);
    }
  }

  private void readForum(Form form) {
    set("default_sort_order", form.choice("default_sort_order", 0, 1));
    set("default_forum_layout", form.choice("default_forum_layout", 0, 1, 2));
    if (form.has("default_reaction_emoji")) {
      Form emoji = form.object("default_reaction_emoji");
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      if (emoji != null) {
        kept.set("emoji_id", orNull(emoji.raw("emoji_id")));
        kept.set("emoji_name", orNull(emoji.raw("emoji_name")));
      }
      String json = emoji == null ? "null" : kept.toString();
      steps.add(channel -> channel.setting("default_reaction_emoji", json));
    }
  }

  /// Sets a field that has no effect in the sim, if it is present.
  private void set(String field, @Nullable Number value) {
    if (value != null) {
      steps.add(channel -> channel.setting(field, value.toString()));
    }
  }

  private void readVoice(Form form, ChannelType type) {
    if (!type.isVoice()) {
      return;
    }
    Long bitrate = form.number("bitrate", 8_000, type == ChannelType.GUILD_VOICE ? 96_000 : 64_000);
    if (bitrate != null) {
      steps.add(channel -> channel.bitrate(bitrate.intValue()));
    }
    Long users = form.number("user_limit", 0, type == ChannelType.GUILD_VOICE ? 99 : 10_000);
    set("video_quality_mode", form.choice("video_quality_mode", 1, 2));
    if (form.has("rtc_region")) {
      String region = form.text("rtc_region", 1, 100);
      String json = region == null ? "null" : TextNode.valueOf(region).toString();
      steps.add(channel -> channel.setting("rtc_region", json));
    }
    if (users != null) {
      steps.add(channel -> channel.userLimit(users.intValue()));
    }
  }

  /// A forum's tags, complete; a new one gets an id.
  private static String readTags(Call call, Form form) {
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    var names = new HashSet<String>();
    for (Form entry : form.objects("available_tags", 20)) {
      String name = entry.require("name").text("name", 0, 20);
      if (name != null && !names.add(name)) {
        throw ErrorCode.TAG_NAME_TAKEN.refusal();
      }
      Long id = entry.snowflake("id");
      ObjectNode tag = tags.addObject();
      tag.put("id", Long.toString(id == null ? call.world().newId() : id));
      tag.put("name", name);
      tag.put("moderated", entry.isTrue("moderated"));
      tag.set("emoji_id", orNull(entry.raw("emoji_id")));
      tag.set("emoji_name", orNull(entry.raw("emoji_name")));
    }
    return tags.toString();
  }

  private static JsonNode orNull(@Nullable JsonNode value) {
    return value == null ? JsonNodeFactory.instance.nullNode() : value;
  }

  /// Records an error if `parent` is not a category with room; null removes the channel from its
  /// category.
  static void checkParent(Form form, Guild guild, @Nullable Long parent) {
    if (parent == null) {
      return;
    }
    Channel category = guild.channels().get(parent);
    if (category == null) {
      form.wrong("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist");
    } else if (category.type() != ChannelType.GUILD_CATEGORY) {
      form.wrong("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Not a category");
    } else if (guild.channels().stream().filter(child -> child.parentId() == parent).count()
        >= MAX_IN_CATEGORY) {
      form.wrong(
          "parent_id",
          "CHANNEL_PARENT_MAX_CHANNELS",
          "Maximum number of channels in category reached (50)");
    }
  }

  /// A name as Discord stores it: those of text channels in lower case, with `-` for spaces.
  static String named(ChannelType type, String name) {
    return PLAIN_NAMES.contains(type)
        ? name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-")
        : name.strip();
  }
}

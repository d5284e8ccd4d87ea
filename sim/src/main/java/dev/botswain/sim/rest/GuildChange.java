package dev.botswain.sim.rest;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What a body changes about a guild, parsed and checked before anything is changed ([Modify
/// Guild](https://discord.com/developers/docs/resources/guild#modify-guild)).
final class GuildChange {
  private final Form form;
  private final Guild guild;
  private final List<Consumer<Guild>> steps = new ArrayList<>();

  private GuildChange(Form form, Guild guild) {
    this.form = form;
    this.guild = guild;
  }

  /// @throws RequestRefused 50035 with all errors
  static Consumer<Guild> read(Form form, Guild guild) {
    var change = new GuildChange(form, guild);
    change.readFace();
    change.readLevels();
    change.readChannels();
    form.check();
    return changed -> change.steps.forEach(step -> step.accept(changed));
  }

  private void readFace() {
    String name = form.text("name", 2, 100);
    if (name != null) {
      steps.add(changed -> changed.name(name));
    }
    if (form.has("icon")) {
      String icon = ImageData.hash(form, "icon");
      steps.add(changed -> changed.icon(icon));
    }
    if (form.has("description")) {
      String description = form.text("description", 0, 300);
      steps.add(changed -> changed.description(description));
    }
    String locale = form.text("preferred_locale", 2, 8);
    if (form.has("preferred_locale")) {
      set("preferred_locale", "\"" + (locale == null ? "en-US" : locale) + "\"");
    }
    Boolean bar = form.bool("premium_progress_bar_enabled");
    if (bar != null) {
      set("premium_progress_bar_enabled", bar.toString());
    }
  }

  private void readLevels() {
    level("verification_level", 0, 1, 2, 3, 4);
    level("default_message_notifications", 0, 1);
    level("explicit_content_filter", 0, 1, 2);
    level("afk_timeout", 60, 300, 900, 1_800, 3_600);
    Long flags = form.number("system_channel_flags", 0, Integer.MAX_VALUE);
    if (flags != null) {
      set("system_channel_flags", flags.toString());
    }
  }

  private void level(String field, int... choices) {
    Integer level = form.choice(field, choices);
    if (level != null) {
      set(field, level.toString());
    }
  }

  private void readChannels() {
    channel("afk_channel_id", channel -> channel.type().isVoice());
    for (String field :
        List.of(
            "system_channel_id",
            "rules_channel_id",
            "public_updates_channel_id",
            "safety_alerts_channel_id")) {
      channel(field, channel -> channel.type().hasMessages() && !channel.type().isVoice());
    }
  }

  private void channel(String field, Predicate<Channel> fits) {
    if (!form.has(field)) {
      return;
    }
    Long id = form.snowflake(field);
    Channel channel = id == null ? null : guild.channels().get(id);
    if (id != null && (channel == null || !fits.test(channel))) {
      form.wrong(field, "CHANNEL_NOT_FOUND", "Not a channel of this guild that fits.");
    }
    set(field, id == null ? "null" : "\"" + id + "\"");
  }

  private void set(String field, String json) {
    steps.add(changed -> changed.setting(field, json));
  }
}

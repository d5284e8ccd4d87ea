package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The emojis and stickers of guilds, and the emojis of applications (Emoji and Sticker resources).
public final class Expressions {
  private final World world;

  Expressions(World world) {
    this.world = world;
  }

  /// Creates an emoji of a guild: GUILD_EMOJIS_UPDATE.
  ///
  /// @param roleIds the roles that may use it, none for everyone
  public CustomEmoji createEmoji(
      Guild guild, User creator, String name, boolean animated, long... roleIds) {
    var emoji = new CustomEmoji(world.newId(), creator, name, animated, roleIds);
    guild.emojis().add(emoji);
    publishEmojis(guild);
    return emoji;
  }

  /// Changes an emoji of a guild: GUILD_EMOJIS_UPDATE.
  public void updateEmoji(Guild guild, CustomEmoji emoji, Consumer<CustomEmoji> change) {
    change.accept(emoji);
    publishEmojis(guild);
  }

  /// Deletes an emoji of a guild: GUILD_EMOJIS_UPDATE.
  public void deleteEmoji(Guild guild, CustomEmoji emoji) {
    guild.emojis().remove(emoji.id());
    publishEmojis(guild);
  }

  /// Creates an emoji of a bot's application, without an event.
  public CustomEmoji createEmoji(Bot bot, String name, boolean animated) {
    var emoji = new CustomEmoji(world.newId(), bot.user(), name, animated);
    bot.emojis().add(emoji);
    return emoji;
  }

  /// The emoji with this id that a bot can see: of its application or of one of its guilds. Null if
  /// there is none.
  public @Nullable CustomEmoji emoji(Bot bot, long id) {
    var own = bot.emojis().get(id);
    if (own != null) {
      return own;
    }
    for (var guild : bot.guilds()) {
      var emoji = guild.emojis().get(id);
      if (emoji != null) {
        return emoji;
      }
    }
    return null;
  }

  /// Creates a sticker: GUILD_STICKERS_UPDATE.
  ///
  /// @param format one of the sticker format types
  public Sticker createSticker(
      Guild guild,
      User creator,
      int format,
      String name,
      String tags,
      @Nullable String description) {
    var sticker = new Sticker(world.newId(), guild.id(), creator, format, name, tags);
    guild.stickers().add(sticker.description(description));
    publishStickers(guild);
    return sticker;
  }

  /// Changes a sticker: GUILD_STICKERS_UPDATE.
  public void updateSticker(Guild guild, Sticker sticker, Consumer<Sticker> change) {
    change.accept(sticker);
    publishStickers(guild);
  }

  /// Deletes a sticker: GUILD_STICKERS_UPDATE.
  public void deleteSticker(Guild guild, Sticker sticker) {
    guild.stickers().remove(sticker.id());
    publishStickers(guild);
  }

  /// The sticker with this id in any guild, or null.
  public @Nullable Sticker sticker(long id) {
    for (var guild : world.guilds().all()) {
      var sticker = guild.stickers().get(id);
      if (sticker != null) {
        return sticker;
      }
    }
    return null;
  }

  private void publishEmojis(Guild guild) {
    publish(
        "GUILD_EMOJIS_UPDATE",
        guild,
        json -> {
          json.writeArrayFieldStart("emojis");
          for (var emoji : guild.emojis()) {
            emoji.writeShort(json);
          }
          json.writeEndArray();
        });
  }

  private void publishStickers(Guild guild) {
    publish(
        "GUILD_STICKERS_UPDATE",
        guild,
        json -> {
          json.writeArrayFieldStart("stickers");
          for (var sticker : guild.stickers()) {
            sticker.writeShort(json);
          }
          json.writeEndArray();
        });
  }

  private void publish(String type, Guild guild, Json.Writer list) {
    world.publish(
        Dispatch.inGuild(type, guild, Intents.GUILD_EXPRESSIONS, json -> write(json, guild, list)));
  }

  private static void write(JsonGenerator json, Guild guild, Json.Writer list) throws IOException {
    json.writeStartObject();
    Json.id(json, "guild_id", guild.id());
    list.write(json);
    json.writeEndObject();
  }
}

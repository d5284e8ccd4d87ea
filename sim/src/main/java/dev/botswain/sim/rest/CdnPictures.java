package dev.botswain.sim.rest;

import dev.botswain.sim.picture.Pictures;
import dev.botswain.sim.world.CustomEmoji;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.World;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Avatars, icons, emojis and stickers, in place of Discord's CDN: drawn when they are asked for,
/// in PNG whatever the ending says, and kept while they are in demand. Uploaded images are not
/// kept: their hash gives a picture of its own. What belongs to nobody in the world is not found.
///
/// Source: <https://discord.com/developers/docs/reference#image-formatting-cdn-endpoints>.
final class CdnPictures {
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:(?<kind>avatars|icons|splashes|discovery-splashes|banners|app-icons|role-icons)"
              + "/(?<id>[0-9]{1,19})/(?<hash>[0-9a-z_]+)"
              + "|embed/avatars/(?<standard>[0-5])"
              + "|guilds/(?<guild>[0-9]{1,19})/users/(?<user>[0-9]{1,19})/(?<what>avatars|banners)"
              + "/(?<own>[0-9a-z_]+)"
              + "|emojis/(?<emoji>[0-9]{1,19})"
              + "|stickers/(?<sticker>[0-9]{1,19}))\\.(?:png|jpe?g|webp|gif|avif)");

  /// The longest side if none is asked for, and the longest that is drawn: an original is rarely
  /// larger, and the CDN enlarges none.
  private static final int USUAL = 128;

  private static final int LARGEST = 512;
  private static final int SMALLEST_SIZE = 16;
  private static final int LARGEST_SIZE = 4_096;
  private static final int KEPT = 512;
  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "image/png", "Cache-Control", "public, max-age=31536000");

  private final World world;
  private final Map<String, Buffer> kept = Collections.synchronizedMap(new Newest());

  private static final class Newest extends LinkedHashMap<String, Buffer> {
    private static final long serialVersionUID = 1;

    Newest() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Buffer> eldest) {
      return size() > KEPT;
    }
  }

  CdnPictures(World world) {
    this.world = world;
  }

  static boolean has(String path) {
    return PATH.matcher(path).matches();
  }

  /// The picture at a path.
  ///
  /// @param size the longest side that is wanted, a power of two from 16 to 4,096; null for the
  ///   usual one
  Served get(String path, @Nullable String size) {
    Matcher named = PATH.matcher(path);
    int side = side(size);
    if (side == 0) {
      return new Served.Now(Answer.plain(400, "Invalid size"));
    }
    if (!named.matches() || !isThere(named)) {
      return new Served.Now(Answer.plain(404, "Not Found"));
    }
    String name = path.substring(0, path.lastIndexOf('.'));
    String key = name + " " + side;
    Buffer there = kept.get(key);
    if (there != null) {
      return new Served.Now(new Answer(200, HEADERS, there));
    }
    Supplier<byte[]> drawing = drawing(named, name, side);
    return new Served.Made(
        HEADERS,
        () -> {
          byte[] picture = drawing.get();
          kept.put(key, Buffer.buffer(picture));
          return picture;
        });
  }

  private static int side(@Nullable String size) {
    if (size == null) {
      return USUAL;
    }
    int wanted = size.matches("\\d{2,4}") ? Integer.parseInt(size) : 0;
    boolean known =
        wanted >= SMALLEST_SIZE && wanted <= LARGEST_SIZE && Integer.bitCount(wanted) == 1;
    return known ? Math.min(wanted, LARGEST) : 0;
  }

  private boolean isThere(Matcher named) {
    String kind = named.group("kind");
    if (kind != null) {
      long id = id(named, "id");
      return switch (kind) {
        case "avatars" -> world.users().get(id) != null || world.webhooks().get(id) != null;
        case "banners" -> world.users().get(id) != null || world.guilds().get(id) != null;
        case "app-icons" -> world.bots().all().stream().anyMatch(bot -> bot.applicationId() == id);
        case "role-icons" ->
            world.guilds().all().stream().anyMatch(guild -> guild.roles().contains(id));
        default -> world.guilds().get(id) != null;
      };
    }
    if (named.group("guild") != null) {
      Guild guild = world.guilds().get(id(named, "guild"));
      return guild != null && guild.members().contains(id(named, "user"));
    }
    if (named.group("emoji") != null) {
      return emoji(id(named, "emoji")) != null;
    }
    return named.group("standard") != null
        || world.expressions().sticker(id(named, "sticker")) != null;
  }

  /// How to draw it, which needs the world no longer.
  private Supplier<byte[]> drawing(Matcher named, String name, int side) {
    String standard = named.group("standard");
    if (standard != null) {
      int number = Integer.parseInt(standard);
      return () -> Pictures.defaultAvatar(number, side);
    }
    if (named.group("emoji") != null) {
      CustomEmoji emoji = emoji(id(named, "emoji"));
      String called = emoji == null ? name : emoji.name();
      return () -> Pictures.emoji(called, side);
    }
    if (named.group("sticker") != null) {
      var sticker = world.expressions().sticker(id(named, "sticker"));
      String called = sticker == null ? name : sticker.name().replace(' ', '_');
      return () -> Pictures.emoji(called, side);
    }
    String kind = named.group("kind") == null ? named.group("what") : named.group("kind");
    return switch (kind) {
      case "avatars", "role-icons" -> () -> Pictures.avatar(name, side);
      case "icons", "app-icons" -> () -> Pictures.icon(name, side);
      default -> () -> Pictures.banner(name, side);
    };
  }

  private @Nullable CustomEmoji emoji(long id) {
    for (Guild guild : world.guilds().all()) {
      CustomEmoji emoji = guild.emojis().get(id);
      if (emoji != null) {
        return emoji;
      }
    }
    for (var bot : world.bots().all()) {
      CustomEmoji emoji = bot.emojis().get(id);
      if (emoji != null) {
        return emoji;
      }
    }
    return null;
  }

  private static long id(Matcher named, String group) {
    try {
      return Long.parseLong(named.group(group));
    } catch (NumberFormatException tooLong) {
      return 0;
    }
  }
}

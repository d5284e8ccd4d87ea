package dev.botswain.action;

import dev.botswain.guild.Guild;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// URLs of images on Discord's CDN.
///
/// Source: <https://discord.com/developers/docs/reference#image-formatting>.
public final class CdnUrl {
  private static final URI DISCORDS = URI.create("https://cdn.discordapp.com");

  /// The CDN of the images in the current answer.
  private static final ScopedValue<URI> BASE = ScopedValue.newInstance();

  /// How many avatars Discord has for users without one.
  private static final int DEFAULT_AVATARS = 6;

  private CdnUrl() {}

  /// Runs an action whose answer has its images on another CDN.
  public static <T, X extends Throwable> T from(URI base, ScopedValue.CallableOp<T, X> answer)
      throws X {
    return ScopedValue.where(BASE, base).call(answer);
  }

  public static @Nullable String icon(Guild guild) {
    return guild.icon() == null ? null : image("/icons/" + guild.id(), guild.icon());
  }

  /// The user's own avatar, or the one that Discord shows instead.
  public static String avatar(long userId, @Nullable String hash) {
    return hash == null
        ? BASE.orElse(DISCORDS) + "/embed/avatars/" + ((userId >>> 22) % DEFAULT_AVATARS) + ".png"
        : image("/avatars/" + userId, hash);
  }

  /// A member's avatar for one guild.
  static String memberAvatar(long guildId, long userId, String hash) {
    return image("/guilds/" + guildId + "/users/" + userId + "/avatars", hash);
  }

  /// Hashes of animated images begin with `a_`.
  private static String image(String path, String hash) {
    return BASE.orElse(DISCORDS) + path + "/" + hash + (hash.startsWith("a_") ? ".gif" : ".png");
  }
}

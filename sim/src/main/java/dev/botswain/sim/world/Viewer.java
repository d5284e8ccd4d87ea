package dev.botswain.sim.world;

/// A bot that views the world: through the intents of one gateway session, or over HTTP.
///
/// @param intents bits of [Intents]
/// @param largeThreshold the number of members from which a guild comes without those who are
///   offline, 50 to 250
public record Viewer(Bot bot, int intents, int largeThreshold) {
  /// The highest threshold that a client can request.
  public static final int MAX_LARGE_THRESHOLD = 250;

  /// Whether it has all these intents.
  public boolean has(int intent) {
    return (intents & intent) == intent;
  }

  /// Whether the bot may view a channel, thread or DM.
  public boolean sees(Channel channel) {
    return Permissions.has(permissions(channel, Long.MAX_VALUE), Permissions.VIEW_CHANNEL);
  }

  /// The bot's permissions in a channel; 0 if it has no access at all.
  ///
  /// @param now milliseconds since 1970
  public long permissions(Channel channel, long now) {
    var guild = channel.guild();
    return guild == null
        ? channel.bots().contains(bot) ? Permissions.inChannel(channel, null, now) : 0
        : Permissions.inChannel(channel, guild.members().get(bot.id()), now);
  }
}

package dev.botswain.sim.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The channels that bots could not view before a change, so that they can be sent the threads of
/// those that they can view after it (Threads, "Gaining Access to Channels").
final class Sight {
  private final World world;
  private final Guild guild;
  private final Map<Bot, List<Channel>> unseen = new HashMap<>();

  private Sight(World world, Guild guild) {
    this.world = world;
    this.guild = guild;
  }

  /// The channels that these bots cannot view now.
  static Sight of(World world, Guild guild, Collection<Bot> bots, Collection<Channel> channels) {
    var sight = new Sight(world, guild);
    for (var bot : bots) {
      var viewer = bot.overHttp();
      var list = channels.stream().filter(channel -> !viewer.sees(channel)).toList();
      if (!list.isEmpty()) {
        sight.unseen.put(bot, list);
      }
    }
    return sight;
  }

  /// Sends each bot the threads of the channels that it can view now: THREAD_LIST_SYNC.
  void tellGained() {
    unseen.forEach((bot, channels) -> {
      var viewer = bot.overHttp();
      var gained = new ArrayList<Channel>();
      for (var channel : channels) {
        if (viewer.sees(channel)) {
          gained.add(channel);
        }
      }
      if (!gained.isEmpty()) {
        world.threads().sync(guild, gained, bot);
      }
    });
  }
}

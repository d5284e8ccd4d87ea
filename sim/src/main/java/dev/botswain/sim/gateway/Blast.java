package dev.botswain.sim.gateway;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.World;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/// A steady stream of numbered messages, for load and for measuring latencies.
///
/// Paced by the machine's clock: a tick makes up for what a late one missed.
public final class Blast {
  private static final long TICK_MS = 5;

  private record Target(Channel channel, User author) {}

  private final World world;
  private final List<Target> targets;
  private final long total;
  private final int rate;
  private long sent;
  private boolean ended;

  Blast(World world, Iterable<Bot> bots, long total, int rate) {
    this.world = world;
    this.total = total;
    this.rate = rate;
    this.targets = Blast.targets(bots);
  }

  private static List<Target> targets(Iterable<Bot> bots) {
    var targets = new ArrayList<Target>();
    for (var bot : bots) {
      var viewer = bot.overHttp();
      bot.guilds().stream()
          .flatMap(guild -> guild.channels().stream())
          .filter(channel -> channel.type() == ChannelType.GUILD_TEXT && viewer.sees(channel))
          .findFirst()
          .ifPresent(channel -> targets.add(new Target(channel, author(channel, bot))));
    }
    return targets;
  }

  private static User author(Channel channel, Bot bot) {
    var guild = channel.guild();
    var owner = guild == null ? null : guild.members().get(guild.ownerId());
    return owner == null ? bot.user() : owner.user();
  }

  void start(Vertx vertx) {
    goOn(vertx, System.nanoTime());
  }

  private void goOn(Vertx vertx, long from) {
    vertx.setTimer(
        TICK_MS,
        late -> {
          double seconds = (System.nanoTime() - from) / 1e9;
          long due = targets.isEmpty() || ended ? 0 : Math.min(total, (long) (seconds * rate));
          while (sent < due) {
            var target = targets.get((int) (sent % targets.size()));
            sent++;
            world
                .messages()
                .pass(target.channel(), target.author(), "blast " + sent + " " + world.now());
          }
          if (!isDone()) {
            goOn(vertx, from);
          }
        });
  }

  /// The number of messages sent.
  public long sent() {
    return sent;
  }

  /// Sends no more.
  public void end() {
    ended = true;
  }

  /// Whether all have been sent, or no more will be, or there was nowhere to send them.
  public boolean isDone() {
    return ended || sent >= total || targets.isEmpty();
  }
}

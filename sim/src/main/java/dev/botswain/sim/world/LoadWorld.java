package dev.botswain.sim.world;

import java.util.ArrayList;
import java.util.List;

/// A world of any size: a number of bots, each in its own guild, with all guilds alike.
///
/// Made for load: the guilds share their users, so a guild costs little more than its channels,
/// roles and memberships. Tokens are `load-token-1`, `load-token-2`, ….
public final class LoadWorld {
  private static final int ROLES = 10;
  private static final List<String> NAMES =
      List.of(
          "general",
          "talk",
          "help",
          "news",
          "photos",
          "off-topic",
          "music",
          "events",
          "log",
          "bots");
  private static final int SPREAD = 1 << 12;

  private LoadWorld() {}

  /// Fills an empty world.
  ///
  /// @param bots at least 1
  /// @param members of each guild, its bot included; at least 2
  /// @param channels of each guild, at least 1
  /// @param messages in the first channel of each guild, 0 to [Messages#KEPT]
  public static void fill(World world, int bots, int members, int channels, int messages) {
    var people = new ArrayList<User>(members);
    for (int i = 0; i < members - 1; i++) {
      people.add(Demo.person(world, i));
    }
    for (int i = 0; i < bots; i++) {
      guild(world, i, people, channels, messages);
    }
  }

  private static void guild(World world, int n, List<User> people, int channels, int messages) {
    var owner = people.getFirst();
    var guild = world.guilds().create(Demo.id(n, 0), "Guild " + (n + 1), owner, Demo.EVERYONE);
    for (int i = 0; i < ROLES; i++) {
      int position = i + 1;
      world
          .roles()
          .create(
              guild, Demo.id(n, SPREAD + i), "Role " + position, role -> role.position(position));
    }
    long joined = Demo.START + n;
    for (int i = 1; i < people.size(); i++) {
      var member = new Member(people.get(i), joined);
      if (i % 4 == 0) {
        member.roleIds(Demo.id(n, SPREAD + i % ROLES));
      }
      guild.members().add(member);
    }
    var bot =
        world
            .bots()
            .create(
                Demo.id(Demo.DAY + n, 0),
                "load-bot-" + (n + 1),
                "load-token-" + (n + 1),
                Intents.PRIVILEGED);
    world.bots().join(bot, guild, 0, 0, joined);
    for (int i = 0; i < channels; i++) {
      var name = NAMES.get(i % NAMES.size()) + (i < NAMES.size() ? "" : "-" + i / NAMES.size());
      var type = i % 5 == 4 ? ChannelType.GUILD_VOICE : ChannelType.GUILD_TEXT;
      world.channels().create(guild, Demo.id(n, 2 * SPREAD + i), type, name, channel -> {});
    }
    var first = guild.channels().at(0);
    for (int i = 0; i < messages; i++) {
      long id = Demo.id(2 * Demo.DAY + i * Demo.MINUTE, n & 0x3FFFFF);
      var author = people.get(i % people.size());
      world
          .messages()
          .keep(
              first, new Message(id, first, author).content(Demo.TEXTS.get(i % Demo.TEXTS.size())));
    }
  }
}

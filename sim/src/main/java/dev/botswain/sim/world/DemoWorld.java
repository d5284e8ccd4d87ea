package dev.botswain.sim.world;

import java.util.List;
import java.util.Locale;

/// The default world of the sim. Everything in it, including ids and tokens, is the same in every
/// run.
///
/// Four bots. `demo-token` is in one guild, "The Harbour", with 1,204 members, 30 channels of all
/// types and 540 messages in #general. `demo-token-no-intents`, whose application has no privileged
/// intent enabled, is there too. `demo-token-three-guilds` is in three smaller guilds, and
/// `demo-token-admin` is an administrator of The Dry Dock. In The Harbour neither bot may view
/// #captains-table, and neither may send in #announcements and #rules.
public final class DemoWorld {
  public static final String TOKEN = "demo-token";
  public static final String TOKEN_THREE_GUILDS = "demo-token-three-guilds";
  public static final String TOKEN_NO_INTENTS = "demo-token-no-intents";
  public static final String TOKEN_ADMIN = "demo-token-admin";

  private static final long MODERATOR =
      Permissions.KICK_MEMBERS
          | Permissions.BAN_MEMBERS
          | Permissions.MODERATE_MEMBERS
          | Permissions.MANAGE_NICKNAMES
          | Permissions.MANAGE_MESSAGES
          | Permissions.PIN_MESSAGES
          | Permissions.MANAGE_THREADS
          | Permissions.CREATE_PRIVATE_THREADS
          | Permissions.VIEW_AUDIT_LOG;

  private static final long DEMO_BOT =
      MODERATOR
          | Permissions.MANAGE_CHANNELS
          | Permissions.MANAGE_ROLES
          | Permissions.MANAGE_WEBHOOKS
          | Permissions.CREATE_GUILD_EXPRESSIONS
          | Permissions.CREATE_EVENTS
          | Permissions.MENTION_EVERYONE;

  private static final List<String> RANKS =
      List.of("Ship's Boy", "Deckhand", "Able Seaman", "Cook", "Rigger", "Navigator", "Bosun");

  private DemoWorld() {}

  /// Fills an empty world.
  public static void fill(World world) {
    var bots = world.bots();
    var demo = bots.create(Demo.id(0, 1), "Harbour Pilot", TOKEN, Intents.PRIVILEGED);
    var fleet = bots.create(Demo.id(0, 2), "Fleet Radio", TOKEN_THREE_GUILDS, Intents.PRIVILEGED);
    var quiet = bots.create(Demo.id(0, 3), "Quiet Gull", TOKEN_NO_INTENTS, 0);
    var admin = bots.create(Demo.id(0, 4), "Shipwright", TOKEN_ADMIN, Intents.PRIVILEGED);
    for (int i = 0; i < 1_202; i++) {
      Demo.person(world, i);
    }
    var harbour = guild(world, 0, "The Harbour", 1_202);
    var pilot = bots.join(demo, harbour, roleId(0, 50), DEMO_BOT, joinedAt(0));
    // Above all ranks and below the Harbour Masters, to show the role hierarchy.
    harbour.highestRole(pilot).position(8);
    bots.join(quiet, harbour, roleId(0, 51), Permissions.VIEW_CHANNEL, joinedAt(1));
    new HarbourChannels(world, harbour, demo.user()).fill();

    var sizes = List.of(24, 310, 75);
    var names = List.of("Lighthouse Keepers", "The Ropewalk", "Tidal Chess Club");
    for (int i = 0; i < names.size(); i++) {
      var guild = guild(world, i + 1, names.get(i), sizes.get(i));
      bots.join(fleet, guild, roleId(i + 1, 50), MODERATOR, joinedAt(2));
      smallChannels(world, guild, i + 1);
    }
    var dock = guild(world, names.size() + 1, "The Dry Dock", 12);
    bots.join(admin, dock, roleId(names.size() + 1, 50), Permissions.ADMINISTRATOR, joinedAt(3));
    smallChannels(world, dock, names.size() + 1);
    for (var bot : bots.all()) {
      bot.user().avatar(String.format(Locale.ROOT, "%016x%016x", bot.id(), ~bot.id()));
    }
  }

  /// The id of a ready-made command.
  public static long commandId(String name) {
    return Demo.commandId(name);
  }

  /// What people say in a harbour.
  public static List<String> texts() {
    return Demo.TEXTS;
  }

  /// A guild with roles by rank and the first `people` users of the world as members.
  private static Guild guild(World world, int n, String name, int people) {
    var all = world.users().all();
    var guild =
        world.guilds().create(Demo.id(-1_000L * Demo.DAY + n, 0), name, all.at(0), Demo.EVERYONE);
    guild.icon(String.format(Locale.ROOT, "%016x%016x", guild.id(), ~guild.id()));
    guild.description("A friendly place for people and boats.");
    for (int i = 0; i < RANKS.size(); i++) {
      role(world, guild, n, i, RANKS.get(i), 0x2A6F97 + i * 0x1C0B03, 0);
    }
    var moderator = role(world, guild, n, 8, "Harbour Master", 0xE07A5F, MODERATOR);
    var captain = role(world, guild, n, 9, "Captain", 0xF2CC8F, Permissions.ADMINISTRATOR);
    var random = Demo.random();
    for (int i = 0; i < people; i++) {
      var user = all.at(i);
      var member = new Member(user, Snowflakes.millis(guild.id()) + i * 13L * Demo.MINUTE);
      if (i == 0) {
        member.roleIds(captain.id());
      } else if (i < 6) {
        member.roleIds(moderator.id());
      } else if (random.nextInt(3) > 0) {
        member.roleIds(roleId(n, random.nextInt(RANKS.size())));
      }
      if (random.nextInt(8) == 0 && user.globalName() != null) {
        member.nick(user.globalName().split(" ")[0] + " ⚓");
      }
      guild.members().add(member);
    }
    return guild;
  }

  private static Role role(
      World world, Guild guild, int n, int rank, String name, int color, long extra) {
    return world
        .roles()
        .create(
            guild,
            roleId(n, rank),
            name,
            role ->
                role.color(color)
                    .position(rank + 1)
                    .hoist(rank > 3)
                    .mentionable(rank < RANKS.size())
                    .permissions(Demo.EVERYONE | extra));
  }

  static long roleId(int guild, int rank) {
    return Demo.id(-900 * Demo.DAY, guild * 100 + rank);
  }

  private static long joinedAt(int days) {
    return Demo.START - (40 - days) * Demo.DAY;
  }

  private static void smallChannels(World world, Guild guild, int n) {
    var text = channel(world, guild, n, 0, ChannelType.GUILD_CATEGORY, "Text", 0);
    channel(world, guild, n, 1, ChannelType.GUILD_TEXT, "general", text.id());
    channel(world, guild, n, 2, ChannelType.GUILD_TEXT, "off-topic", text.id());
    channel(world, guild, n, 3, ChannelType.GUILD_ANNOUNCEMENT, "news", text.id());
    var voice = channel(world, guild, n, 4, ChannelType.GUILD_CATEGORY, "Voice", 0);
    channel(world, guild, n, 5, ChannelType.GUILD_VOICE, "Lounge", voice.id());
    var general = guild.channels().at(1);
    for (int i = 0; i < 30; i++) {
      long id = Demo.id(Demo.DAY + i * 11 * Demo.MINUTE, n);
      var author = guild.members().at(i % guild.members().size()).user();
      world
          .messages()
          .keep(
              general,
              new Message(id, general, author).content(Demo.TEXTS.get(i % Demo.TEXTS.size())));
    }
  }

  static Channel channel(
      World world, Guild guild, int n, int index, ChannelType type, String name, long parentId) {
    return world
        .channels()
        .create(
            guild,
            Demo.id(-800 * Demo.DAY, n * 100 + index),
            type,
            name,
            channel -> channel.parentId(parentId).position(index));
  }
}

package dev.botswain.sim.world;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bots of the world and their guilds.
public final class Bots {
  private final World world;
  private final ById<Bot> all = new ById<>();
  private final Map<String, Bot> byToken = new HashMap<>();

  Bots(World world) {
    this.world = world;
  }

  /// The bot with this id, or null.
  public @Nullable Bot get(long id) {
    return all.get(id);
  }

  /// The bot that logs in with this token, or null.
  public @Nullable Bot byToken(String token) {
    return byToken.get(token);
  }

  /// Every bot.
  public ById<Bot> all() {
    return all;
  }

  /// Creates a bot and its user. Its token has Discord's form and is derived from the id.
  ///
  /// @param alias an alternative to the token that is easier to remember
  /// @param privileged the privileged intents that are enabled for its application
  public Bot create(long id, String username, String alias, int privileged) {
    var user = world.users().add(new User(id, true, username, null));
    var bot = new Bot(user, BotToken.of(id, ""), alias, privileged);
    all.add(bot);
    byToken.put(bot.token(), bot);
    byToken.put(alias, bot);
    return bot;
  }

  /// Replaces the token, as Discord does when a bot has identified too often: the old token and its
  /// alias no longer work.
  public void resetToken(Bot bot, String token) {
    restoreToken(bot, token, null);
  }

  /// Gives it back a token that it had, with its alias.
  public void restoreToken(Bot bot, String token, @Nullable String alias) {
    byToken.values().removeIf(other -> other == bot);
    bot.token(token, alias);
    byToken.put(token, bot);
    if (alias != null) {
      byToken.put(alias, bot);
    }
  }

  /// Lets the tokens of one bot log in another.
  public void mistake(Bot bot, Bot other) {
    byToken.replaceAll((token, owner) -> owner == bot ? other : owner);
  }

  /// Makes it a bot whose application has a different id, as those from before 2016 have.
  public void applicationId(Bot bot, long id) {
    bot.applicationId(id);
  }

  /// Switches privileged intents of its application on and off, as its owner does in Discord's
  /// portal. Existing sessions keep their intents.
  public void privileged(Bot bot, int intents) {
    bot.privileged(intents);
  }

  /// Adds a bot to a guild, with a managed role of its own if it is given permissions: GUILD_CREATE
  /// to it, GUILD_MEMBER_ADD to the others.
  ///
  /// @param permissions of its role; 0 for none
  public Member join(Bot bot, Guild guild, long permissions) {
    return join(bot, guild, world.newId(), permissions, world.now());
  }

  Member join(Bot bot, Guild guild, long roleId, long permissions, long joinedAt) {
    var member = new Member(bot.user(), joinedAt);
    if (permissions != 0) {
      var role =
          world
              .roles()
              .create(
                  guild,
                  roleId,
                  bot.user().username(),
                  own -> own.permissions(permissions).botId(bot.id()));
      member.addRole(role.id());
    }
    world.members().add(guild, member);
    guild.bots().add(bot);
    bot.guilds().add(guild);
    world.publish(
        Dispatch.toBot("GUILD_CREATE", bot, guild.id(), Intents.GUILDS, GuildSnapshot.of(guild)));
    return member;
  }

  /// Removes a bot from a guild: GUILD_DELETE to it, GUILD_MEMBER_REMOVE and, for its own role,
  /// GUILD_ROLE_DELETE to the others.
  public void leave(Bot bot, Guild guild) {
    if (bot.guilds().remove(guild.id()) == null) {
      return;
    }
    guild.bots().remove(bot);
    world.members().remove(guild, bot.user());
    for (var role : guild.roles().list()) {
      if (role.botId() == bot.id()) {
        world.roles().delete(guild, role);
      }
    }
    world.publish(
        Dispatch.toBot(
            "GUILD_DELETE",
            bot,
            guild.id(),
            Intents.GUILDS,
            (json, viewer) -> {
              json.writeStartObject();
              Json.id(json, "id", guild.id());
              json.writeEndObject();
            }));
  }
}

package dev.botswain.sim.world;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The users of the world.
public final class Users {
  private final World world;
  private final ById<User> all = new ById<>();

  Users(World world) {
    this.world = world;
  }

  /// The user with this id, or null.
  public @Nullable User get(long id) {
    return all.get(id);
  }

  /// Every user.
  public ById<User> all() {
    return all;
  }

  /// Creates a user.
  public User create(long id, String username, @Nullable String globalName) {
    return add(new User(id, false, username, globalName));
  }

  User add(User user) {
    all.add(user);
    return user;
  }

  /// Changes a user: USER_UPDATE to the bot itself, GUILD_MEMBER_UPDATE to the bots that share a
  /// guild.
  public User update(User user, Consumer<User> change) {
    change.accept(user);
    var bot = world.bots().get(user.id());
    if (bot != null) {
      world.publish(
          Dispatch.toBot("USER_UPDATE", bot, 0, 0, (json, viewer) -> user.writeSelf(json)));
    }
    for (var guild : world.guilds().all()) {
      var member = guild.members().get(user.id());
      if (member != null) {
        world.members().publishUpdate(guild, member);
      }
    }
    return user;
  }

  /// Changes a user's presence: PRESENCE_UPDATE in all guilds.
  public void presence(User user, Presence presence) {
    if (user.presence().equals(presence)) {
      return;
    }
    user.presence(presence);
    var bot = world.bots().get(user.id());
    for (var guild : bot == null ? world.guilds().all() : bot.guilds()) {
      if (guild.members().contains(user.id())) {
        world.publish(
            Dispatch.inGuild(
                "PRESENCE_UPDATE",
                guild,
                Intents.GUILD_PRESENCES,
                json -> presence.write(json, user, guild.id())));
      }
    }
  }
}

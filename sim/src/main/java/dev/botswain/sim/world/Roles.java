package dev.botswain.sim.world;

import java.util.function.Consumer;

/// Creates, changes and deletes roles.
public final class Roles {
  private final World world;

  Roles(World world) {
    this.world = world;
  }

  /// Creates a role just above @everyone unless `setup` moves it: GUILD_ROLE_CREATE.
  public Role create(Guild guild, String name, Consumer<Role> setup) {
    return create(guild, world.newId(), name, setup);
  }

  Role create(Guild guild, long id, String name, Consumer<Role> setup) {
    var role = new Role(id, name, guild.everyone().permissions()).position(1);
    setup.accept(role);
    guild.roles().add(role);
    publish("GUILD_ROLE_CREATE", guild, role);
    return role;
  }

  /// Changes a role: GUILD_ROLE_UPDATE.
  public Role update(Guild guild, Role role, Consumer<Role> change) {
    var sight = Sight.of(world, guild, guild.bots(), guild.channels().list());
    change.accept(role);
    publish("GUILD_ROLE_UPDATE", guild, role);
    sight.tellGained();
    return role;
  }

  /// Deletes a role and removes it from all members: GUILD_ROLE_DELETE. The role @everyone stays.
  public void delete(Guild guild, Role role) {
    if (role == guild.everyone() || guild.roles().remove(role.id()) == null) {
      return;
    }
    for (var member : guild.members()) {
      if (member.hasRole(role.id())) {
        member.removeRole(role.id());
      }
    }
    world.publish(
        Dispatch.inGuild(
            "GUILD_ROLE_DELETE",
            guild,
            Intents.GUILDS,
            json -> {
              json.writeStartObject();
              Json.id(json, "guild_id", guild.id());
              Json.id(json, "role_id", role.id());
              json.writeEndObject();
            }));
  }

  private void publish(String type, Guild guild, Role role) {
    world.publish(
        Dispatch.inGuild(
            type,
            guild,
            Intents.GUILDS,
            json -> {
              json.writeStartObject();
              Json.id(json, "guild_id", guild.id());
              json.writeFieldName("role");
              role.write(json);
              json.writeEndObject();
            }));
  }
}

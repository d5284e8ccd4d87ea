package dev.botswain.sim.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Role;
import dev.botswain.sim.world.World;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Roles and their members, as a guild's owner manages them in Discord's settings, without
/// permission checks.
final class RoleActions {
  private static final int MOST = 250;

  private final World world;

  RoleActions(World world) {
    this.world = world;
  }

  void addTo(Control control) {
    control.get("/sim/guilds/{guildId}/roles", this::list);
    control.post("/sim/guilds/{guildId}/roles", this::create);
    control.patch("/sim/guilds/{guildId}/roles/{roleId}", this::change);
    control.delete("/sim/guilds/{guildId}/roles/{roleId}", this::delete);
    control.patch("/sim/guilds/{guildId}/members/{userId}", this::changeMember);
  }

  private Guild guild(Request request) {
    return GuildActions.guild(world, request);
  }

  private static Role role(Guild guild, Request request) {
    long id = request.id("roleId");
    Role role = guild.roles().get(id);
    if (role == null) {
      throw Refused.unknown("There is no role " + id + " in guild " + guild.id() + ".");
    }
    return role;
  }

  private Done list(Request request) {
    Guild guild = guild(request);
    return Done.ok(json -> {
      json.writeStartArray();
      for (Role role : guild.roles()) {
        write(json, role);
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, Role role) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", role.id());
    json.writeStringField("name", role.name());
    json.writeStringField("permissions", Long.toString(role.permissions()));
    json.writeNumberField("position", role.position());
    if (role.botId() != 0) {
      Json.id(json, "botId", role.botId());
    }
    json.writeEndObject();
  }

  private Done create(Request request) {
    Guild guild = guild(request);
    if (guild.roles().size() >= MOST) {
      throw Refused.bad("The guild has " + MOST + " roles, and no room for more.");
    }
    Input input = request.input("name", "permissions", "position");
    String name = input.requiredText("name");
    Role role = world.roles().create(guild, name, read(input));
    return Done.created(json -> write(json, role));
  }

  private Done change(Request request) {
    Guild guild = guild(request);
    Role role = role(guild, request);
    Input input = request.input("name", "permissions", "position");
    world.roles().update(guild, role, read(input));
    return Done.ok(json -> write(json, role));
  }

  private static Consumer<Role> read(Input input) {
    String name = input.text("name");
    Long permissions = permissions(input);
    int position = (int) input.number("position", 1, MOST, 0);
    return role -> {
      if (name != null) {
        role.name(name);
      }
      if (permissions != null) {
        role.permissions(permissions);
      }
      if (position != 0) {
        role.position(position);
      }
    };
  }

  /// A decimal string, as Discord writes permissions.
  private static @Nullable Long permissions(Input input) {
    String text = input.text("permissions");
    if (text == null) {
      return null;
    }
    try {
      long permissions = Long.parseLong(text);
      if ((permissions & ~Permissions.ALL) == 0) {
        return permissions;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Refused.bad("permissions must be a decimal string of Discord's permission bits.");
  }

  private Done delete(Request request) {
    Guild guild = guild(request);
    Role role = role(guild, request);
    if (role == guild.everyone()) {
      throw Refused.bad("The role @everyone stays.");
    }
    world.roles().delete(guild, role);
    return Done.NOTHING_TO_SAY;
  }

  private Done changeMember(Request request) {
    Guild guild = guild(request);
    Member member = guild.members().get(request.id("userId"));
    if (member == null) {
      throw Refused.unknown("There is no such member in guild " + guild.id() + ".");
    }
    Input input = request.input("nick", "roleIds");
    String nick = input.text("nick");
    List<Long> roles = input.ids("roleIds");
    for (long id : roles) {
      if (!guild.roles().contains(id)) {
        throw Refused.bad("roleIds: there is no role " + id + " in the guild.");
      }
    }
    world
        .members()
        .update(
            guild,
            member,
            changed -> {
              if (nick != null) {
                changed.nick(nick.isEmpty() ? null : nick);
              }
              if (input.has("roleIds")) {
                changed.roleIds(roles.stream().mapToLong(Long::longValue).toArray());
              }
            });
    return Done.ok(json -> {
      json.writeStartObject();
      Json.id(json, "userId", member.id());
      json.writeStringField("nick", member.nick());
      Json.ids(json, "roleIds", member.roleIds());
      json.writeEndObject();
    });
  }
}

package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The roles of a guild ([Get Guild
/// Roles](https://discord.com/developers/docs/resources/guild#get-guild-roles)).
final class RoleRoutes {
  private static final int MAX_ROLES = 250;

  void addTo(Router router) {
    router.get("/guilds/{guild_id}/roles", this::list);
    router.post("/guilds/{guild_id}/roles", this::create);
    router.patch("/guilds/{guild_id}/roles", this::move);
    router.get("/guilds/{guild_id}/roles/member-counts", this::counts);
    router.get("/guilds/{guild_id}/roles/{role_id}", this::get);
    router.patch("/guilds/{guild_id}/roles/{role_id}", this::modify);
    router.delete("/guilds/{guild_id}/roles/{role_id}", this::delete);
  }

  private Answer list(Call call) {
    return Answer.list(call.guild().roles(), Role::write);
  }

  private Answer get(Call call) {
    return Answer.ok(call.role(call.guild())::write);
  }

  private Answer counts(Call call) {
    Guild guild = call.guild();
    return Answer.ok(json -> {
      json.writeStartObject();
      for (Role role : guild.roles()) {
        if (role != guild.everyone()) {
          json.writeNumberField(
              Long.toString(role.id()),
              guild.members().stream().filter(member -> member.hasRole(role.id())).count());
        }
      }
      json.writeEndObject();
    });
  }

  private Answer create(Call call) {
    Guild guild = call.guild();
    Rights rights = call.rights(guild).need(Permissions.MANAGE_ROLES);
    Consumer<Role> change = read(call.form(), rights);
    if (guild.roles().size() >= MAX_ROLES) {
      throw ErrorCode.TOO_MANY_ROLES.refusal();
    }
    Role role =
        call.audit(guild)
            .created(
                AuditAction.ROLE_CREATE,
                () -> call.world().roles().create(guild, "new role", change),
                Role::write);
    return Answer.ok(role::write);
  }

  private Answer modify(Call call) {
    Guild guild = call.guild();
    Role role = call.role(guild);
    Rights rights = call.rights(guild).need(Permissions.MANAGE_ROLES).needAbove(role);
    Consumer<Role> change = read(call.form(), rights);
    call.audit(guild)
        .changed(
            AuditAction.ROLE_UPDATE,
            role,
            Role::write,
            () -> call.world().roles().update(guild, role, change));
    return Answer.ok(role::write);
  }

  /// Parses a role's fields; the bot may only grant permissions that it has.
  private static Consumer<Role> read(Form form, Rights rights) {
    String name = form.text("name", 0, 100);
    Long permissions = form.permissions("permissions");
    Long color = form.number("color", 0, 0xFFFFFF);
    Form colors = form.object("colors");
    Long primary = colors == null ? null : colors.number("primary_color", 0, 0xFFFFFF);
    Boolean hoist = form.bool("hoist");
    Boolean mentionable = form.bool("mentionable");
    form.check();
    if (form.hasValue("icon") || form.hasValue("unicode_emoji")) {
      throw ErrorCode.NEEDS_BOOSTS.refusal();
    }
    if (permissions != null) {
      rights.need(permissions & Permissions.ALL);
    }
    Long painted = primary != null ? primary : color;
    return role -> {
      if (name != null && !name.isEmpty()) {
        role.name(name);
      }
      if (permissions != null) {
        role.permissions(permissions & Permissions.ALL);
      }
      if (painted != null) {
        role.color(painted.intValue());
      }
      if (hoist != null) {
        role.hoist(hoist);
      }
      if (mentionable != null) {
        role.mentionable(mentionable);
      }
    };
  }

  private Answer move(Call call) {
    Guild guild = call.guild();
    Rights rights = call.rights(guild).need(Permissions.MANAGE_ROLES);
    Map<Role, Integer> moves = new LinkedHashMap<>();
    List<Form> entries = call.forms();
    for (Form entry : entries) {
      Long id = entry.require("id").snowflake("id");
      Long position = entry.number("position", 0, MAX_ROLES);
      Role role = id == null ? null : guild.roles().get(id);
      if (id != null && role == null) {
        throw ErrorCode.UNKNOWN_ROLE.refusal();
      }
      if (role != null && position != null && position != role.position()) {
        moves.put(role, position.intValue());
      }
    }
    entries.forEach(Form::check);
    moves.forEach((role, position) -> rights.needAbove(role).needAbove(position));
    Audit audit = call.audit(guild);
    moves.forEach((role, position) ->
        audit.changed(
            AuditAction.ROLE_UPDATE,
            role,
            Role::write,
            () -> call.world().roles().update(guild, role, moved -> moved.position(position))));
    return list(call);
  }

  private Answer delete(Call call) {
    Guild guild = call.guild();
    Role role = call.role(guild);
    Rights rights = call.rights(guild).need(Permissions.MANAGE_ROLES);
    if (role == guild.everyone() || role.botId() != 0) {
      throw ErrorCode.INVALID_ROLE.refusal();
    }
    rights.needAbove(role);
    call.audit(guild)
        .deleted(
            AuditAction.ROLE_DELETE,
            role,
            Role::write,
            () -> call.world().roles().delete(guild, role));
    return Answer.NO_CONTENT;
  }
}

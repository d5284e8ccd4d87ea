package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.AuditEntry;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Entity;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.ScheduledEvent;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.Webhook;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The audit log of a guild ([Get Guild Audit
/// Log](https://discord.com/developers/docs/resources/audit-log#get-guild-audit-log)).
final class AuditLogRoutes {
  void addTo(Router router) {
    router.get("/guilds/{guild_id}/audit-logs", this::list);
  }

  private Answer list(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.VIEW_AUDIT_LOG);
    Form query = call.query();
    Long userId = query.snowflake("user_id");
    Long type = query.number("action_type", 0, Integer.MAX_VALUE);
    Long before = query.snowflake("before");
    Long after = query.snowflake("after");
    int limit = query.number("limit", 1, 100, 50);
    query.check();
    List<AuditEntry> wanted =
        guild.auditLog().stream()
            .filter(entry -> userId == null || entry.by().id() == userId)
            .filter(entry -> type == null || entry.action().number() == type)
            .filter(entry -> before == null || entry.id() < before)
            .filter(entry -> after == null || entry.id() > after)
            .toList();
    boolean oldestFirst = after != null && before == null;
    List<AuditEntry> page =
        (oldestFirst ? wanted : wanted.reversed()).stream().limit(limit).toList();
    return Answer.ok(json -> write(json, call, guild, page));
  }

  private static void write(JsonGenerator json, Call call, Guild guild, List<AuditEntry> page)
      throws IOException {
    Set<User> users = new LinkedHashSet<>();
    Set<Long> targets = new LinkedHashSet<>();
    for (AuditEntry entry : page) {
      users.add(entry.by());
      targets.add(entry.targetId());
      User target = call.world().users().get(entry.targetId());
      if (target != null) {
        users.add(target);
      }
    }
    json.writeStartObject();
    json.writeFieldName("audit_log_entries");
    Answer.array(json, page, AuditEntry::write);
    json.writeFieldName("users");
    Answer.array(json, users, User::write);
    json.writeFieldName("webhooks");
    Answer.array(json, among(targets, call.world().webhooks().in(guild)), Webhook::write);
    json.writeFieldName("guild_scheduled_events");
    Answer.array(json, among(targets, guild.scheduledEvents().list()), ScheduledEvent::write);
    json.writeFieldName("threads");
    Answer.array(json, among(targets, guild.threads().list()), Channel::write);
    for (String none : List.of("integrations", "application_commands", "auto_moderation_rules")) {
      json.writeArrayFieldStart(none);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static <E extends Entity> List<E> among(Set<Long> ids, List<E> all) {
    return all.stream().filter(one -> ids.contains(one.id())).toList();
  }
}

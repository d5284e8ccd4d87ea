package dev.botswain.sim.world;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The audit logs of guilds (Audit Logs resource): entries are kept for 45 days, and at most a
/// thousand for each guild.
public final class AuditLogs {
  static final int KEPT = 1_000;

  private static final long KEPT_MS = Duration.ofDays(45).toMillis();

  private final World world;

  AuditLogs(World world) {
    this.world = world;
  }

  /// Records an action of a user: GUILD_AUDIT_LOG_ENTRY_CREATE to the bots that may view the log.
  ///
  /// @param targetId 0 for none
  /// @param changes a JSON array of change objects, or null
  public void add(
      Guild guild,
      AuditAction action,
      User by,
      long targetId,
      @Nullable String changes,
      Map<String, String> options,
      @Nullable String reason) {
    var entry =
        new AuditEntry(world.newId(), action, by, targetId, changes, Map.copyOf(options), reason);
    var log = guild.auditLog();
    log.add(entry);
    long oldest = Snowflakes.at(world.now() - KEPT_MS);
    while (log.size() > KEPT || log.at(0).id() < oldest) {
      log.remove(log.at(0).id());
    }
    world.publish(
        Dispatch.inGuild(
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
            guild,
            viewer -> viewer.has(Intents.GUILD_MODERATION) && mayView(guild, viewer),
            (json, viewer) -> {
              json.writeStartObject();
              Json.id(json, "guild_id", guild.id());
              entry.fields(json);
              json.writeEndObject();
            }));
  }

  private boolean mayView(Guild guild, Viewer viewer) {
    var member = guild.members().get(viewer.bot().id());
    return member != null
        && Permissions.has(
            Permissions.inGuild(guild, member, world.now()), Permissions.VIEW_AUDIT_LOG);
  }
}

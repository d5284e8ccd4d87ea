package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Entity;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Records what one call does in the audit log of a guild, with its reason. It finds changes by
/// comparing the object before and after ([Audit Log Change
/// Object](https://discord.com/developers/docs/resources/audit-log#audit-log-change-object)).
final class Audit {
  /// Fields that are not settings of an object, or that an action of their own records.
  private static final Set<String> UNTOLD =
      Set.of(
          "id",
          "guild_id",
          "user",
          "creator",
          "creator_id",
          "token",
          "roles",
          "colors",
          "tags",
          "permission_overwrites",
          "last_message_id",
          "last_pin_timestamp",
          "message_count",
          "total_message_sent",
          "member_count",
          "member",
          "archive_timestamp",
          "create_timestamp",
          "guild_scheduled_event_exceptions");

  private static final Map<String, String> RENAMED =
      Map.of("avatar", "avatar_hash", "icon", "icon_hash");

  private final Call call;
  private final Guild guild;
  private final @Nullable String reason;

  /// @throws RequestRefused 50035 if the reason is too long
  Audit(Call call, Guild guild) {
    this.call = call;
    this.guild = guild;
    this.reason = call.reason();
  }

  /// Creates an object and records that.
  <E extends Entity> E created(
      AuditAction action, Supplier<E> make, Answer.ElementWriter<? super E> writer) {
    E made = make.get();
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    add(action, made.id(), changes(nothing, tree(made, writer)), Map.of());
    return made;
  }

  /// Changes an object, and records the differences, if there are any.
  <E extends Entity> void changed(
      AuditAction action, E target, Answer.ElementWriter<? super E> writer, Runnable change) {
    ObjectNode before = tree(target, writer);
    change.run();
    ArrayNode changes = changes(before, tree(target, writer));
    if (!changes.isEmpty()) {
      add(action, target.id(), changes, Map.of());
    }
  }

  /// Deletes an object and records what it was.
  <E extends Entity> void deleted(
      AuditAction action, E target, Answer.ElementWriter<? super E> writer, Runnable deletion) {
    ObjectNode before = tree(target, writer);
    deletion.run();
    add(action, target.id(), changes(before, JsonNodeFactory.instance.objectNode()), Map.of());
  }

  /// Records an action that changes no object.
  void note(AuditAction action, long targetId, Map<String, String> options) {
    add(action, targetId, null, options);
  }

  /// Records an action with changes that the caller knows.
  void note(AuditAction action, long targetId, ArrayNode changes, Map<String, String> options) {
    add(action, targetId, changes, options);
  }

  /// The differences of a permission overwrite; null for one that does not exist.
  static ArrayNode changes(
      @Nullable PermissionOverwrite before, @Nullable PermissionOverwrite after) {
    return changes(tree(before), tree(after));
  }

  private static ObjectNode tree(@Nullable PermissionOverwrite overwrite) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    if (overwrite != null) {
      tree.put("type", overwrite.member() ? 1 : 0);
      tree.put("allow", Long.toString(overwrite.allow()));
      tree.put("deny", Long.toString(overwrite.deny()));
    }
    return tree;
  }

  /// Records which roles a member has gained and lost, if any.
  void roles(Member member, long[] before) {
    ArrayNode changes = JsonNodeFactory.instance.arrayNode();
    difference(changes, "$add", member.roleIds(), before);
    difference(changes, "$remove", before, member.roleIds());
    if (!changes.isEmpty()) {
      add(AuditAction.MEMBER_ROLE_UPDATE, member.id(), changes, Map.of());
    }
  }

  private void difference(ArrayNode changes, String key, long[] these, long[] butNotThose) {
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    for (long id : these) {
      Role role = guild.roles().get(id);
      if (role != null && Arrays.stream(butNotThose).noneMatch(other -> other == id)) {
        roles.addObject().put("id", Long.toString(id)).put("name", role.name());
      }
    }
    if (!roles.isEmpty()) {
      changes.addObject().put("key", key).set("new_value", roles);
    }
  }

  private void add(
      AuditAction action, long targetId, @Nullable ArrayNode changes, Map<String, String> options) {
    call.world()
        .auditLogs()
        .add(
            guild,
            action,
            call.bot().user(),
            targetId,
            changes == null ? null : changes.toString(),
            options,
            reason);
  }

  /// The fields of an object, including those of its thread metadata.
  private static <E> ObjectNode tree(E target, Answer.ElementWriter<? super E> writer) {
    try {
      ObjectNode tree =
          (ObjectNode) Bodies.JSON.readTree(Json.bytes(json -> writer.write(target, json)));
      JsonNode metadata = tree.remove("thread_metadata");
      if (metadata instanceof ObjectNode inner) {
        tree.setAll(inner);
      }
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException("what was just written cannot be read", e);
    }
  }

  private static ArrayNode changes(ObjectNode before, ObjectNode after) {
    var keys = new LinkedHashSet<String>();
    before.fieldNames().forEachRemaining(keys::add);
    after.fieldNames().forEachRemaining(keys::add);
    keys.removeAll(UNTOLD);
    ArrayNode changes = JsonNodeFactory.instance.arrayNode();
    for (String key : keys) {
      JsonNode old = before.path(key);
      JsonNode made = after.path(key);
      if (isNothing(old) && isNothing(made) || old.equals(made)) {
        continue;
      }
      ObjectNode change = changes.addObject().put("key", RENAMED.getOrDefault(key, key));
      if (!isNothing(old)) {
        change.set("old_value", old);
      }
      if (!isNothing(made)) {
        change.set("new_value", made);
      }
    }
    return changes;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}

package dev.botswain.relay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.json.DiscordJson;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Parts of events, for clients that do not get the whole event.
final class EventParts {
  private EventParts() {}

  /// The id of the event's user; 0 if it has none.
  static long userId(byte[] data) {
    return DiscordJson.read(data, OfUser.class).user().id();
  }

  /// The shard that one of Botswain's own events is about; null if it is about none.
  static @Nullable ShardId shard(byte[] data) {
    JsonNode about = DiscordJson.tree(data);
    int id = about.path("shard").asInt(-1);
    int count = about.path("shards").asInt();
    return id < 0 || id >= count ? null : new ShardId(id, count);
  }

  /// Whether a user is among those whom a THREAD_MEMBERS_UPDATE adds and removes.
  static boolean concernsMember(byte[] data, long userId) {
    JsonNode update = DiscordJson.tree(data);
    return !only(update.path("added_members"), member -> isOf(member.path("user_id"), userId))
            .isEmpty()
        || !only(update.path("removed_member_ids"), id -> isOf(id, userId)).isEmpty();
  }

  /// A THREAD_MEMBERS_UPDATE about one user only.
  static byte[] ownThreadMember(byte[] data, long userId) {
    var update = (ObjectNode) DiscordJson.tree(data);
    update.set(
        "added_members",
        only(update.path("added_members"), member -> isOf(member.path("user_id"), userId)));
    update.set(
        "removed_member_ids", only(update.path("removed_member_ids"), id -> isOf(id, userId)));
    return DiscordJson.bytes(update);
  }

  private static ArrayNode only(JsonNode list, Predicate<JsonNode> wanted) {
    ArrayNode found = DiscordJson.list();
    list.forEach(item -> {
      if (wanted.test(item)) {
        found.add(item);
      }
    });
    return found;
  }

  private static boolean isOf(JsonNode id, long userId) {
    return id.asText().equals(Long.toUnsignedString(userId));
  }

  record OfUser(User user) {
    @SuppressWarnings("NullAway") // Jackson passes null if Discord omits a field.
    OfUser {
      user = user == null ? new User(0) : user;
    }
  }

  record User(long id) {}
}

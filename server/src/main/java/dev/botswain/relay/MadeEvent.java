package dev.botswain.relay;

import dev.botswain.discord.rest.ApiPath;
import dev.botswain.json.JsonField;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which event a request to Discord causes, and how the two are matched: by an id in the request's
/// path or its answer, and in the event.
///
/// @param types the possible types: an event about a channel has a different type for a thread
/// @param kind the path segment before the id, such as `channels`; null if the id is in the answer
record MadeEvent(List<String> types, @Nullable String kind) {
  /// A request that causes it.
  record Request(MadeEvent made, ApiPath path, long botId) {

    /// The id by which the event is known, or null if the answer does not tell.
    ///
    /// @param answer the body of Discord's answer
    @Nullable String idOfEvent(byte[] answer) {
      return made.id(path, answer, botId);
    }
  }

  private static final String ME = "@me";
  private static final Map<String, MadeEvent> BY_ROUTE = new HashMap<>();

  /// Where an event, and an answer too, has the id, if not in `id`.
  private static final Map<String, List<String>> PLACES = new HashMap<>();

  private static final List<String> ID = List.of("id");

  static {
    var message = "/channels/{id}/messages/{id}";
    var reactions = message + "/reactions";
    made("POST /channels/{id}/messages", null, "MESSAGE_CREATE");
    made("PATCH " + message, "messages", "MESSAGE_UPDATE");
    made("POST " + message + "/crosspost", "messages", "MESSAGE_UPDATE");
    made("POST /channels/{id}/polls/{id}/expire", "polls", "MESSAGE_UPDATE");
    made("DELETE " + message, "messages", "MESSAGE_DELETE");
    made("POST /channels/{id}/messages/bulk-delete", "channels", "MESSAGE_DELETE_BULK");
    made("PUT " + reactions + "/{name}/@me", "messages", "MESSAGE_REACTION_ADD");
    made("DELETE " + reactions + "/{name}/@me", "messages", "MESSAGE_REACTION_REMOVE");
    made("DELETE " + reactions + "/{name}/{id}", "messages", "MESSAGE_REACTION_REMOVE");
    made("DELETE " + reactions + "/{name}", "messages", "MESSAGE_REACTION_REMOVE_EMOJI");
    made("DELETE " + reactions, "messages", "MESSAGE_REACTION_REMOVE_ALL");
    for (var pins : List.of("/channels/{id}/messages/pins/{id}", "/channels/{id}/pins/{id}")) {
      made("PUT " + pins, "channels", "CHANNEL_PINS_UPDATE");
      made("DELETE " + pins, "channels", "CHANNEL_PINS_UPDATE");
    }
    made("POST /guilds/{id}/channels", null, "CHANNEL_CREATE");
    made("PATCH /channels/{id}", "channels", "CHANNEL_UPDATE", "THREAD_UPDATE");
    made("DELETE /channels/{id}", "channels", "CHANNEL_DELETE", "THREAD_DELETE");
    made("PUT /channels/{id}/permissions/{id}", "channels", "CHANNEL_UPDATE");
    made("DELETE /channels/{id}/permissions/{id}", "channels", "CHANNEL_UPDATE");
    made("POST /channels/{id}/webhooks", "channels", "WEBHOOKS_UPDATE");
    made("POST /channels/{id}/invites", null, "INVITE_CREATE");
    made("POST /channels/{id}/threads", null, "THREAD_CREATE");
    made("POST " + message + "/threads", null, "THREAD_CREATE");
    for (var member : List.of(ME, "{id}")) {
      made("PUT /channels/{id}/thread-members/" + member, "channels", "THREAD_MEMBERS_UPDATE");
      made("DELETE /channels/{id}/thread-members/" + member, "channels", "THREAD_MEMBERS_UPDATE");
      made("PATCH /guilds/{id}/members/" + member, "members", "GUILD_MEMBER_UPDATE");
    }
    made("PUT /guilds/{id}/members/{id}/roles/{id}", "members", "GUILD_MEMBER_UPDATE");
    made("DELETE /guilds/{id}/members/{id}/roles/{id}", "members", "GUILD_MEMBER_UPDATE");
    made("DELETE /guilds/{id}/members/{id}", "members", "GUILD_MEMBER_REMOVE");
    made("PUT /guilds/{id}/bans/{id}", "bans", "GUILD_BAN_ADD");
    made("DELETE /guilds/{id}/bans/{id}", "bans", "GUILD_BAN_REMOVE");
    made("PATCH /guilds/{id}", "guilds", "GUILD_UPDATE");
    madeOf("/guilds/{id}/roles", "GUILD_ROLE_", "roles");
    madeOf("/guilds/{id}/scheduled-events", "GUILD_SCHEDULED_EVENT_", "scheduled-events");
    madeOf("/guilds/{id}/auto-moderation/rules", "AUTO_MODERATION_RULE_", "rules");
    for (var method : List.of("POST", "PATCH", "DELETE")) {
      var one = method.equals("POST") ? "" : "/{id}";
      made(method + " /guilds/{id}/emojis" + one, "guilds", "GUILD_EMOJIS_UPDATE");
      made(method + " /guilds/{id}/stickers" + one, "guilds", "GUILD_STICKERS_UPDATE");
    }
    made("POST /stage-instances", null, "STAGE_INSTANCE_CREATE");
    made("PATCH /stage-instances/{id}", null, "STAGE_INSTANCE_UPDATE");
    made("PATCH /users/@me", null, "USER_UPDATE");

    within("message_id", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE");
    within("message_id", "MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_REACTION_REMOVE_EMOJI");
    within("channel_id", "MESSAGE_DELETE_BULK", "CHANNEL_PINS_UPDATE", "WEBHOOKS_UPDATE");
    within("guild_id", "GUILD_EMOJIS_UPDATE", "GUILD_STICKERS_UPDATE");
    within("user/id", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE");
    within("user/id", "GUILD_BAN_ADD", "GUILD_BAN_REMOVE");
    within("role/id", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE");
    within("role_id", "GUILD_ROLE_DELETE");
    within("code", "INVITE_CREATE");
  }

  private static void made(String route, @Nullable String kind, String... types) {
    BY_ROUTE.put(route, new MadeEvent(List.of(types), kind));
  }

  private static void madeOf(String path, String type, String kind) {
    made("POST " + path, null, type + "CREATE");
    made("PATCH " + path + "/{id}", kind, type + "UPDATE");
    made("DELETE " + path + "/{id}", kind, type + "DELETE");
  }

  private static void within(String place, String... types) {
    for (var type : types) {
      PLACES.put(type, List.of(place.split("/")));
    }
  }

  /// Null if a request causes no event, or none that would be missed.
  static @Nullable MadeEvent of(HttpMethod method, ApiPath path) {
    return BY_ROUTE.get(method + " " + path.template());
  }

  /// The id of an event of this type, or null.
  static @Nullable String idIn(String type, byte[] data) {
    return JsonField.text(data, PLACES.getOrDefault(type, ID));
  }

  /// Whether it is about the bot itself, so that it arrives without the intent for others.
  static boolean isOfSelf(ApiPath path, long botId) {
    var last = path.segments().getLast();
    return last.equals(ME) || last.equals(Long.toUnsignedString(botId));
  }

  /// The id of the event, or null.
  ///
  /// @param answer its body
  @Nullable String id(ApiPath path, byte[] answer, long botId) {
    if (kind == null) {
      return JsonField.text(answer, types.contains("INVITE_CREATE") ? List.of("code") : ID);
    }
    var id = path.id(kind);
    return id == null && isOfSelf(path, botId) ? Long.toUnsignedString(botId) : id;
  }
}

package dev.botswain.action;

import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import dev.botswain.session.Grant;
import dev.botswain.time.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a caller requests, and where, as far as the bot's state knows.
///
/// @param guild where it would happen, or null
/// @param channel where it would happen, or null; also null for a channel that the state does not
///   have, such as that of a direct message or an archived thread
record ActionContext(
    ActionRequest request, Bot bot, @Nullable Guild guild, @Nullable Channel channel) {
  private static final Pattern CUSTOM_EMOJI = Pattern.compile("^(?:<?a?:|<)?(\\w+:[0-9]+)>?$");

  /// @throws RequestRefusedException if the request names a guild that the bot is not in, or a
  ///   place outside its session's guilds and channels
  static ActionContext of(ActionRequest request, Action.Place place) {
    Bot bot = request.session().bot();
    return switch (place) {
      case NOWHERE -> new ActionContext(request, bot, null, null);
      case GUILD_OR_EVERYWHERE -> {
        Long id = request.snowflake("guildId");
        Grant grant = request.session().grant();
        if (id == null ? !grant.isEverywhere() : !grant.allowsGuild(id)) {
          throw GrantCheck.elsewhere();
        }
        yield new ActionContext(request, bot, null, null);
      }
      case GUILD ->
          new ActionContext(
              request, bot, GrantedGuild.of(request.session(), request.text("guildId")), null);
      case CHANNEL -> {
        Long id = request.snowflake("channelId");
        if (id != null) {
          for (Guild guild : bot.guilds()) {
            Channel channel = guild.channels().get(id);
            if (channel != null) {
              yield new ActionContext(request, bot, guild, channel);
            }
          }
        }
        yield new ActionContext(request, bot, null, null);
      }
    };
  }

  /// The body without `reason`; empty if there is none. Must not be kept while waiting.
  JsonObject body() {
    var fields = new LinkedHashMap<>(request.body().json().getMap());
    fields.remove("reason");
    return new JsonObject(fields);
  }

  /// For the audit log, from the body or the query.
  @Nullable String reason() {
    String inBody = request.body().json().getString("reason");
    return inBody != null ? inBody : request.text("reason");
  }

  /// The value of a placeholder in Discord's path, or null. May ask Discord, so only for virtual
  /// threads.
  @Nullable String value(String placeholder) {
    return switch (placeholder) {
      case "applicationId" -> Await.of(bot.application().id()).toString();
      case "guildId" -> guild == null ? request.text("guildId") : Long.toString(guild.id());
      case "emoji" -> emoji(request.text("emoji"));
      default -> request.text(placeholder);
    };
  }

  /// A custom emoji in the form of messages, `<a:name:id>`, is `name:id` in a path.
  private static @Nullable String emoji(@Nullable String given) {
    return given == null ? null : CUSTOM_EMOJI.matcher(given).replaceFirst("$1");
  }

  /// Whether a field of the body has content; an empty list, empty text and null have none.
  boolean says(String field) {
    return switch (request.body().json().getValue(field)) {
      case JsonArray list -> !list.isEmpty();
      case String text -> !text.isEmpty();
      case Boolean truth -> truth;
      case null -> false;
      default -> true;
    };
  }

  /// Whether the body has a field, possibly null.
  boolean has(String field) {
    return request.body().json().containsKey(field);
  }

  /// The permissions that a field of the body names, as far as they have names.
  Set<Permission> permissions(String field) {
    var named = EnumSet.noneOf(Permission.class);
    if (request.body().json().getValue(field) instanceof JsonArray names) {
      for (Permission permission : Permission.values()) {
        if (names.contains(permission.name())) {
          named.add(permission);
        }
      }
    }
    return named;
  }

  /// Whether the request has a parameter.
  boolean names(String parameter) {
    return request.text(parameter) != null;
  }
}

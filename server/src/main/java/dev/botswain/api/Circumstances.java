package dev.botswain.api;

import dev.botswain.bot.Await;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Channel;
import dev.botswain.bot.Guild;
import dev.botswain.bot.Permission;
import dev.botswain.session.Grant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a caller asks for, and where, as far as the bot's state knows.
///
/// @param guild where it would happen, or null
/// @param channel likewise; null too for a channel that state does not have, such as a direct
///   message's or an archived thread
record Circumstances(Call call, Bot bot, @Nullable Guild guild, @Nullable Channel channel) {
  private static final Pattern CUSTOM_EMOJI = Pattern.compile("^(?:<?a?:|<)?(\\w+:[0-9]+)>?$");

  /// @throws RequestRefusedException if the call names a guild that the bot is not in, or a place
  ///   where its session is not good
  static Circumstances of(Call call, Action.Place place) {
    Bot bot = Callers.bot(call);
    return switch (place) {
      case NOWHERE -> new Circumstances(call, bot, null, null);
      case GUILD_OR_EVERYWHERE -> {
        Long id = Callers.snowflake(call, "guildId");
        Grant grant = Callers.session(call).grant();
        if (id == null ? !grant.isEverywhere() : !grant.allowsGuild(id)) {
          throw GrantCheck.elsewhere();
        }
        yield new Circumstances(call, bot, null, null);
      }
      case GUILD -> new Circumstances(call, bot, Callers.guild(call), null);
      case CHANNEL -> {
        Long id = Callers.snowflake(call, "channelId");
        if (id != null) {
          for (Guild guild : bot.guilds()) {
            Channel channel = guild.channels().get(id);
            if (channel != null) {
              yield new Circumstances(call, bot, guild, channel);
            }
          }
        }
        yield new Circumstances(call, bot, null, null);
      }
    };
  }

  /// The caller's body without `reason`; empty if there is none. Not to be kept while waiting.
  JsonObject body() {
    var fields = new LinkedHashMap<>(call.bodyOrEmpty().getMap());
    fields.remove("reason");
    return new JsonObject(fields);
  }

  /// For the audit log, from the body or the query.
  @Nullable String reason() {
    String inBody = call.bodyOrEmpty().getString("reason");
    return inBody != null ? inBody : call.text("reason");
  }

  /// What stands for a placeholder in Discord's path, or null. May ask Discord, so only for virtual
  /// threads.
  @Nullable String value(String placeholder) {
    return switch (placeholder) {
      case "applicationId" -> Await.of(bot.applicationId()).toString();
      case "guildId" -> guild == null ? call.text("guildId") : Long.toString(guild.id());
      case "emoji" -> emoji(call.text("emoji"));
      default -> call.text(placeholder);
    };
  }

  /// A custom emoji as it stands in a message, `<a:name:id>`, is `name:id` in a path.
  private static @Nullable String emoji(@Nullable String given) {
    return given == null ? null : CUSTOM_EMOJI.matcher(given).replaceFirst("$1");
  }

  /// Whether the body says something of a field; an empty list, empty text and null say nothing.
  boolean says(String field) {
    return switch (call.bodyOrEmpty().getValue(field)) {
      case JsonArray list -> !list.isEmpty();
      case String text -> !text.isEmpty();
      case Boolean truth -> truth;
      case null -> false;
      default -> true;
    };
  }

  /// Whether the body has a field, be it null.
  boolean has(String field) {
    return call.bodyOrEmpty().containsKey(field);
  }

  /// The permissions that a field of the body names, as far as they have names.
  Set<Permission> permissions(String field) {
    var named = EnumSet.noneOf(Permission.class);
    if (call.bodyOrEmpty().getValue(field) instanceof JsonArray names) {
      for (Permission permission : Permission.values()) {
        if (names.contains(permission.name())) {
          named.add(permission);
        }
      }
    }
    return named;
  }

  /// Whether the call has a parameter.
  boolean names(String parameter) {
    return call.text(parameter) != null;
  }
}

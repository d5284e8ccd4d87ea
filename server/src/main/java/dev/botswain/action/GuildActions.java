package dev.botswain.action;

import static dev.botswain.action.Codec.label;
import static dev.botswain.discord.protocol.Permission.CREATE_EVENTS;
import static dev.botswain.discord.protocol.Permission.CREATE_GUILD_EXPRESSIONS;
import static dev.botswain.discord.protocol.Permission.MANAGE_EVENTS;
import static dev.botswain.discord.protocol.Permission.MANAGE_GUILD_EXPRESSIONS;
import static dev.botswain.discord.protocol.Permission.MANAGE_ROLES;

import dev.botswain.action.Action.Above;
import dev.botswain.action.Action.Place;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.guild.Guild;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/// Actions on a guild's roles, emojis, stickers and scheduled events, and on the bot's own
/// membership.
///
/// Source: <https://discord.com/developers/docs/resources/guild>,
/// <https://discord.com/developers/docs/resources/emoji>,
/// <https://discord.com/developers/docs/resources/sticker>,
/// <https://discord.com/developers/docs/resources/guild-scheduled-event>.
final class GuildActions {
  private static final String GUILD = "/guilds/{guildId}";
  private static final String ROLES = GUILD + "/roles";
  private static final String ROLE = ROLES + "/{roleId}";
  private static final String EMOJIS = GUILD + "/emojis";
  private static final String EMOJI = EMOJIS + "/{emojiId}";
  private static final String STICKERS = GUILD + "/stickers";
  private static final String STICKER = STICKERS + "/{stickerId}";
  private static final String EVENTS = GUILD + "/scheduled-events";
  private static final String EVENT = EVENTS + "/{eventId}";
  private static final Shape EMOJI_SHAPE = Shape.PLAIN.named("roleIds", "roles");

  private static final Shape STICKER_SHAPE =
      Shape.PLAIN
          .with("type", label(Labels.from(1, "standard", "guild")))
          .with("formatType", label(Labels.from(1, "png", "apng", "lottie", "gif")));

  private GuildActions() {}

  static List<Action> all() {
    return List.of(
        Action.delete("leaveGuild", "/users/@me/guilds/{guildId}").in(Place.GUILD),
        Action.get("listRoles", ROLES).in(Place.GUILD).answersEach(Shape.PLAIN),
        Action.post("createRole", ROLES)
            .in(Place.GUILD)
            .needs(MANAGE_ROLES)
            .needs(asked -> asked.permissions("permissions"))
            .sends(Shape.PLAIN)
            .answers(Shape.PLAIN),
        Action.patch("moveRoles", ROLES)
            .in(Place.GUILD)
            .needs(MANAGE_ROLES)
            .sends(asked -> asked.body().getJsonArray("positions"))
            .repeatable()
            .answersEach(Shape.PLAIN),
        Action.patch("changeRole", ROLE)
            .in(Place.GUILD)
            .needs(MANAGE_ROLES)
            .needs(asked -> asked.permissions("permissions"))
            .above(Above.ROLE)
            .sends(Shape.PLAIN)
            .repeatable()
            .answers(Shape.PLAIN),
        Action.delete("deleteRole", ROLE).in(Place.GUILD).needs(MANAGE_ROLES).above(Above.ROLE),
        Action.get("listEmojis", EMOJIS).in(Place.GUILD).answersEach(EMOJI_SHAPE),
        Action.get("getEmoji", EMOJI).in(Place.GUILD).answers(EMOJI_SHAPE),
        Action.post("createEmoji", EMOJIS)
            .in(Place.GUILD)
            .needs(CREATE_GUILD_EXPRESSIONS)
            .sends(EMOJI_SHAPE)
            .answers(EMOJI_SHAPE),
        Action.patch("changeEmoji", EMOJI)
            .in(Place.GUILD)
            .needs(GuildActions::toChangeExpressions)
            .mayNeed(MANAGE_GUILD_EXPRESSIONS, "change emojis that others made")
            .sends(EMOJI_SHAPE)
            .repeatable()
            .answers(EMOJI_SHAPE),
        Action.delete("deleteEmoji", EMOJI)
            .in(Place.GUILD)
            .needs(GuildActions::toChangeExpressions)
            .mayNeed(MANAGE_GUILD_EXPRESSIONS, "delete emojis that others made"),
        Action.get("listStickers", STICKERS).in(Place.GUILD).answersEach(STICKER_SHAPE),
        Action.get("getSticker", STICKER).in(Place.GUILD).answers(STICKER_SHAPE),
        Action.post("createSticker", STICKERS)
            .in(Place.GUILD)
            .needs(CREATE_GUILD_EXPRESSIONS)
            .sends(STICKER_SHAPE)
            .answers(STICKER_SHAPE),
        Action.patch("changeSticker", STICKER)
            .in(Place.GUILD)
            .needs(GuildActions::toChangeExpressions)
            .mayNeed(MANAGE_GUILD_EXPRESSIONS, "change stickers that others made")
            .sends(STICKER_SHAPE)
            .repeatable()
            .answers(STICKER_SHAPE),
        Action.delete("deleteSticker", STICKER)
            .in(Place.GUILD)
            .needs(GuildActions::toChangeExpressions)
            .mayNeed(MANAGE_GUILD_EXPRESSIONS, "delete stickers that others made"),
        Action.get("listScheduledEvents", EVENTS)
            .in(Place.GUILD)
            .asks("withUserCount")
            .answersEach(Glossary.SCHEDULED_EVENT),
        Action.post("createScheduledEvent", EVENTS)
            .in(Place.GUILD)
            .needs(CREATE_EVENTS)
            .sends(GuildActions::scheduled)
            .answers(Glossary.SCHEDULED_EVENT),
        Action.get("getScheduledEvent", EVENT)
            .in(Place.GUILD)
            .asks("withUserCount")
            .answers(Glossary.SCHEDULED_EVENT),
        Action.patch("changeScheduledEvent", EVENT)
            .in(Place.GUILD)
            .mayNeed(MANAGE_EVENTS, "change events that others made")
            .sends(Glossary.SCHEDULED_EVENT)
            .repeatable()
            .answers(Glossary.SCHEDULED_EVENT),
        Action.delete("deleteScheduledEvent", EVENT)
            .in(Place.GUILD)
            .mayNeed(MANAGE_EVENTS, "delete events that others made"),
        Action.get("listScheduledEventUsers", EVENT + "/users")
            .in(Place.GUILD)
            .asks("limit", "before", "after")
            .answersEach(Shape.PLAIN.without("member")));
  }

  /// The bot may change what it created itself with either permission.
  private static Set<Permission> toChangeExpressions(ActionContext asked) {
    Guild guild = asked.guild();
    boolean manages =
        guild != null
            && MANAGE_GUILD_EXPRESSIONS.in(guild.permissions(asked.bot().id(), asked.channel()));
    return manages ? Set.of() : Set.of(CREATE_GUILD_EXPRESSIONS);
  }

  /// Events are for the guild only: Discord has no other kind so far, but requires the field.
  private static JsonObject scheduled(ActionContext asked) {
    JsonObject event = Glossary.SCHEDULED_EVENT.toDiscord("", asked.body());
    return event.containsKey("privacy_level") ? event : event.put("privacy_level", 2);
  }
}

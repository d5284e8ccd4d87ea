package dev.botswain.action;

import static dev.botswain.discord.protocol.Permission.BAN_MEMBERS;
import static dev.botswain.discord.protocol.Permission.CHANGE_NICKNAME;
import static dev.botswain.discord.protocol.Permission.DEAFEN_MEMBERS;
import static dev.botswain.discord.protocol.Permission.KICK_MEMBERS;
import static dev.botswain.discord.protocol.Permission.MANAGE_GUILD;
import static dev.botswain.discord.protocol.Permission.MANAGE_NICKNAMES;
import static dev.botswain.discord.protocol.Permission.MANAGE_ROLES;
import static dev.botswain.discord.protocol.Permission.MODERATE_MEMBERS;
import static dev.botswain.discord.protocol.Permission.MOVE_MEMBERS;
import static dev.botswain.discord.protocol.Permission.MUTE_MEMBERS;
import static dev.botswain.discord.protocol.Permission.VIEW_AUDIT_LOG;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.action.Action.Above;
import dev.botswain.action.Action.Place;
import dev.botswain.guild.Member;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// Actions on a guild's members, and its audit log.
///
/// Source: <https://discord.com/developers/docs/resources/guild>.
final class MemberActions {
  private static final String GUILD = "/guilds/{guildId}";
  private static final String MEMBER = GUILD + "/members/{userId}";
  private static final String ROLE = MEMBER + "/roles/{roleId}";
  private static final String BANS = GUILD + "/bans";
  private static final String BAN = BANS + "/{userId}";
  private static final String TIMEOUT = "communication_disabled_until";

  private static final Shape CHANGE = Shape.PLAIN.named("roleIds", "roles");
  private static final Shape AUDIT_QUERY =
      Shape.PLAIN.named("action", "action_type").with("action", Codec.label(AuditAction.LABELS));

  private MemberActions() {}

  static List<Action> all(InstantSource clock) {
    return List.of(
        Action.get("getMember", MEMBER).in(Place.GUILD).answers(MemberActions::view),
        Action.patch("changeMember", MEMBER)
            .in(Place.GUILD)
            .needsWhen(asked -> asked.has("nick"), MANAGE_NICKNAMES)
            .needsWhen(asked -> asked.has("roleIds"), MANAGE_ROLES)
            .needsWhen(asked -> asked.has("mute"), MUTE_MEMBERS)
            .needsWhen(asked -> asked.has("deaf"), DEAFEN_MEMBERS)
            .needsWhen(asked -> asked.has("channelId"), MOVE_MEMBERS)
            .aboveWhen(asked -> asked.has("nick"), Above.MEMBER)
            .sends(CHANGE)
            .repeatable()
            .answers(MemberActions::view),
        Action.patch("changeOwnNick", GUILD + "/members/@me")
            .in(Place.GUILD)
            .needs(CHANGE_NICKNAME)
            .sends(Shape.PLAIN)
            .repeatable()
            .answers(MemberActions::view),
        Action.put("addRoleToMember", ROLE).in(Place.GUILD).needs(MANAGE_ROLES).above(Above.ROLE),
        Action.delete("removeRoleFromMember", ROLE)
            .in(Place.GUILD)
            .needs(MANAGE_ROLES)
            .above(Above.ROLE),
        Action.patch("timeOutMember", MEMBER)
            .in(Place.GUILD)
            .needs(MODERATE_MEMBERS)
            .above(Above.NO_ADMINISTRATOR)
            .sends(asked -> new JsonObject().put(TIMEOUT, end(asked, clock)))
            .repeatable()
            .answers(MemberActions::view),
        Action.patch("endTimeOut", MEMBER)
            .in(Place.GUILD)
            .needs(MODERATE_MEMBERS)
            .above(Above.MEMBER)
            .sends(_ -> new JsonObject().putNull(TIMEOUT))
            .repeatable()
            .answers(MemberActions::view),
        Action.delete("kickMember", MEMBER).in(Place.GUILD).needs(KICK_MEMBERS).above(Above.MEMBER),
        Action.get("listBans", BANS)
            .in(Place.GUILD)
            .needs(BAN_MEMBERS)
            .asks("limit", "before", "after")
            .answersEach(Shape.PLAIN),
        Action.get("getBan", BAN).in(Place.GUILD).needs(BAN_MEMBERS).answers(Shape.PLAIN),
        Action.put("banUser", BAN)
            .in(Place.GUILD)
            .needs(BAN_MEMBERS)
            .above(Above.USER)
            .sends(Shape.PLAIN),
        Action.delete("unbanUser", BAN).in(Place.GUILD).needs(BAN_MEMBERS),
        Action.post("bulkBan", GUILD + "/bulk-ban")
            .in(Place.GUILD)
            .needs(BAN_MEMBERS, MANAGE_GUILD)
            .sends(Shape.PLAIN)
            .repeatable()
            .answers(Shape.PLAIN),
        Action.get("listAuditLog", GUILD + "/audit-logs")
            .in(Place.GUILD)
            .needs(VIEW_AUDIT_LOG)
            .asks(AUDIT_QUERY, "userId", "targetId", "action", "before", "after", "limit")
            .answers(Glossary.AUDIT_LOG));
  }

  private static String end(ActionContext asked, InstantSource clock) {
    return clock.instant().plus(Duration.ofSeconds(asked.body().getLong("seconds"))).toString();
  }

  private static Object view(ActionContext asked, JsonNode discord) {
    return MemberView.of(Objects.requireNonNull(asked.guild()), Member.of(discord));
  }
}

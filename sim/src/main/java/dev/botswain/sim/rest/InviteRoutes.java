package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Invite;
import dev.botswain.sim.world.Invites;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.ScheduledEvent;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;

/// Invites of channels and guilds ([Invite
/// Resource](https://discord.com/developers/docs/resources/invite)).
final class InviteRoutes {
  private static final int DAY = 86_400;
  private static final int LONGEST = 7 * DAY;

  void addTo(Router router) {
    router.post("/channels/{channel_id}/invites", this::create);
    router.get("/channels/{channel_id}/invites", this::ofChannel);
    router.get("/guilds/{guild_id}/invites", this::ofGuild);
    router.add(Route.of(HttpMethod.GET, "/invites/{code}", Access.ANYONE, Bucket.USUAL, this::get));
    router.delete("/invites/{code}", this::delete);
  }

  private Answer create(Call call) {
    Channel channel = call.channel();
    Guild guild = guildOf(channel);
    call.rights(channel).need(Permissions.CREATE_INSTANT_INVITE);
    Form form = call.form();
    int maxAge = form.number("max_age", 0, LONGEST, DAY);
    int maxUses = form.number("max_uses", 0, 100, 0);
    boolean temporary = form.isTrue("temporary");
    boolean unique = form.isTrue("unique");
    form.check();
    var user = call.bot().user();
    List<Invite> there = call.world().invites().in(guild);
    for (Invite invite : there) {
      if (!unique && invite.isLike(channel, user, maxAge, maxUses, temporary)) {
        return Answer.ok(invite::write);
      }
    }
    if (there.size() >= Invites.MAX_IN_GUILD) {
      throw ErrorCode.TOO_MANY_INVITES.refusal();
    }
    Audit audit = call.audit(guild);
    Invite invite = call.world().invites().create(guild, channel, user, maxAge, maxUses, temporary);
    audit.note(AuditAction.INVITE_CREATE, 0, changes(invite, "new_value"), Map.of());
    return Answer.ok(invite::write);
  }

  private static Guild guildOf(Channel channel) {
    Guild guild = channel.guild();
    if (guild == null) {
      throw ErrorCode.NOT_IN_DM.refusal();
    }
    if (channel.type().isThread()) {
      throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
    }
    return guild;
  }

  private Answer ofChannel(Call call) {
    Channel channel = call.channel();
    Guild guild = guildOf(channel);
    call.rights(channel).need(Permissions.MANAGE_CHANNELS);
    return Answer.list(
        call.world().invites().in(guild).stream()
            .filter(invite -> invite.channel() == channel)
            .toList(),
        Invite::write);
  }

  /// MANAGE_GUILD adds the metadata.
  private Answer ofGuild(Call call) {
    Guild guild = call.guild();
    Rights rights = call.rights(guild);
    boolean manages = rights.has(Permissions.MANAGE_GUILD);
    if (!manages) {
      rights.need(Permissions.VIEW_AUDIT_LOG);
    }
    return Answer.list(
        call.world().invites().in(guild),
        (invite, json) -> {
          json.writeStartObject();
          invite.fields(json);
          if (manages) {
            invite.metadata(json);
          }
          json.writeEndObject();
        });
  }

  private static Invite invite(Call call) {
    Invite invite = call.world().invites().get(call.value("code"));
    if (invite == null) {
      throw ErrorCode.UNKNOWN_INVITE.refusal();
    }
    return invite;
  }

  private Answer get(Call call) {
    Invite invite = invite(call);
    Form query = call.query();
    boolean counts = query.isTrue("with_counts");
    Long eventId = query.snowflake("guild_scheduled_event_id");
    query.check();
    ScheduledEvent event = eventId == null ? null : invite.guild().scheduledEvents().get(eventId);
    return Answer.ok(json -> {
      json.writeStartObject();
      invite.fields(json);
      if (event != null) {
        json.writeFieldName("guild_scheduled_event");
        event.write(json);
      }
      if (counts) {
        GuildRoutes.writeCounts(json, invite.guild());
      }
      json.writeEndObject();
    });
  }

  /// An invite has no id to look it up by, so the audit log describes it.
  private static ArrayNode changes(Invite invite, String side) {
    ArrayNode changes = JsonNodeFactory.instance.arrayNode();
    changes.addObject().put("key", "code").put(side, invite.code());
    changes.addObject().put("key", "channel_id").put(side, Long.toString(invite.channel().id()));
    changes.addObject().put("key", "inviter_id").put(side, Long.toString(invite.inviter().id()));
    changes.addObject().put("key", "uses").put(side, 0);
    changes.addObject().put("key", "max_uses").put(side, invite.maxUses());
    changes.addObject().put("key", "max_age").put(side, invite.maxAge());
    changes.addObject().put("key", "temporary").put(side, invite.temporary());
    changes.addObject().put("key", "flags").put(side, 0);
    return changes;
  }

  private Answer delete(Call call) {
    Invite invite = invite(call);
    Guild guild = invite.guild();
    if (!call.bot().guilds().contains(guild.id())) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
    if (!call.rights(invite.channel()).has(Permissions.MANAGE_CHANNELS)) {
      call.rights(guild).need(Permissions.MANAGE_GUILD);
    }
    Audit audit = call.audit(guild);
    call.world().invites().delete(invite);
    audit.note(AuditAction.INVITE_DELETE, 0, changes(invite, "old_value"), Map.of());
    return Answer.ok(invite::write);
  }
}

package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Snowflakes;
import dev.botswain.sim.world.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bans of a guild ([Get Guild
/// Bans](https://discord.com/developers/docs/resources/guild#get-guild-bans)).
final class BanRoutes {
  private static final int LONGEST_DELETION = 604_800;

  void addTo(Router router) {
    router.get("/guilds/{guild_id}/bans", this::list);
    router.get("/guilds/{guild_id}/bans/{user_id}", this::get);
    router.put("/guilds/{guild_id}/bans/{user_id}", this::ban);
    router.delete("/guilds/{guild_id}/bans/{user_id}", this::unban);
    router.post("/guilds/{guild_id}/bulk-ban", this::bulk);
  }

  private static void write(Guild.Ban ban, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("reason", ban.reason());
    json.writeFieldName("user");
    ban.user().write(json);
    json.writeEndObject();
  }

  private Answer list(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.BAN_MEMBERS);
    Form query = call.query();
    Long before = query.snowflake("before");
    Long after = query.snowflake("after");
    int limit = query.number("limit", 1, 1_000, 1_000);
    query.check();
    List<Guild.Ban> bans =
        guild.bans().values().stream()
            .filter(ban -> before == null || ban.user().id() < before)
            .filter(ban -> before != null || after == null || ban.user().id() > after)
            .toList();
    int from = before == null ? 0 : Math.max(0, bans.size() - limit);
    return Answer.list(bans.subList(from, Math.min(bans.size(), from + limit)), BanRoutes::write);
  }

  private Answer get(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.BAN_MEMBERS);
    Guild.Ban ban = guild.bans().get(call.id("user_id"));
    if (ban == null) {
      throw ErrorCode.UNKNOWN_BAN.refusal();
    }
    return Answer.ok(json -> write(ban, json));
  }

  private Answer ban(Call call) {
    Guild guild = call.guild();
    Rights rights = call.rights(guild).need(Permissions.BAN_MEMBERS);
    User user = call.user();
    Member member = guild.members().get(user.id());
    if (member != null) {
      rights.needAbove(member);
    }
    Form form = call.form();
    int days = form.number("delete_message_days", 0, 7, 0);
    int seconds = form.number("delete_message_seconds", 0, LONGEST_DELETION, days * 24 * 60 * 60);
    String reason = form.text("reason", 0, 512); // Version 9 also accepts it in the body.
    form.check();
    if (call.reason() == null && reason != null) {
      call.reason(reason);
    }
    ban(call, call.audit(guild), guild, user, seconds);
    return Answer.NO_CONTENT;
  }

  private static void ban(Call call, Audit audit, Guild guild, User user, int seconds) {
    call.world().members().ban(guild, user, call.reason());
    audit.note(AuditAction.MEMBER_BAN_ADD, user.id(), Map.of());
    if (seconds == 0) {
      return;
    }
    long from = Snowflakes.at(call.now() - seconds * 1_000L);
    Stream.concat(guild.channels().stream(), guild.threads().stream())
        .forEach(channel -> deleteFrom(call, channel, user, from));
  }

  private static void deleteFrom(Call call, Channel channel, User user, long from) {
    List<Message> theirs =
        channel.messages().after(from, Integer.MAX_VALUE).stream()
            .filter(message -> message.author() == user)
            .toList();
    call.world().messages().deleteBulk(channel, theirs);
  }

  private Answer unban(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.BAN_MEMBERS);
    Guild.Ban ban = guild.bans().get(call.id("user_id"));
    if (ban == null) {
      throw ErrorCode.UNKNOWN_BAN.refusal();
    }
    Audit audit = call.audit(guild);
    call.world().members().unban(guild, ban.user());
    audit.note(AuditAction.MEMBER_BAN_REMOVE, ban.user().id(), Map.of());
    return Answer.NO_CONTENT;
  }

  private Answer bulk(Call call) {
    Guild guild = call.guild();
    Rights rights = call.rights(guild).need(Permissions.BAN_MEMBERS | Permissions.MANAGE_GUILD);
    Form form = call.form();
    List<Long> ids = form.require("user_ids").snowflakes("user_ids", 1, 200);
    int seconds = form.number("delete_message_seconds", 0, LONGEST_DELETION, 0);
    form.check();
    Audit audit = call.audit(guild);
    var banned = new ArrayList<Long>();
    var failed = new ArrayList<Long>();
    for (long id : ids) {
      User user = bannable(call, guild, rights, id);
      if (user == null) {
        failed.add(id);
      } else {
        ban(call, audit, guild, user, seconds);
        banned.add(id);
      }
    }
    if (banned.isEmpty()) {
      throw ErrorCode.BAN_FAILED.refusal();
    }
    return Answer.ok(json -> {
      json.writeStartObject();
      Json.ids(json, "banned_users", banned.stream().mapToLong(Long::longValue).toArray());
      Json.ids(json, "failed_users", failed.stream().mapToLong(Long::longValue).toArray());
      json.writeEndObject();
    });
  }

  private static @Nullable User bannable(Call call, Guild guild, Rights rights, long id) {
    User user = call.world().users().get(id);
    if (user == null || guild.bans().containsKey(id)) {
      return null;
    }
    Member member = guild.members().get(id);
    if (member == null) {
      return user;
    }
    try {
      rights.needAbove(member);
      return user;
    } catch (RequestRefused below) {
      return null;
    }
  }
}

package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Role;
import dev.botswain.sim.world.VoiceState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The members of a guild ([Guild
/// Resource](https://discord.com/developers/docs/resources/guild#list-guild-members)).
final class MemberRoutes {
  private static final Bucket LISTS = Bucket.own(10, 10_000);
  private static final Bucket CHANGES = Bucket.own(10, 10_000);
  private static final Bucket ROLES = Bucket.shared("member roles", 10, 10_000);

  void addTo(Router router) {
    router.get("/guilds/{guild_id}/members", this::list, LISTS);
    router.get("/guilds/{guild_id}/members/search", this::search, LISTS);
    router.get("/guilds/{guild_id}/members/{user_id}", this::get);
    router.patch("/guilds/{guild_id}/members/{user_id}", this::modify, CHANGES);
    router.patch("/guilds/{guild_id}/members/@me", this::modifySelf, CHANGES);
    router.patch("/guilds/{guild_id}/members/@me/nick", this::modifySelf, Bucket.own(1, 1_000));
    router.delete("/guilds/{guild_id}/members/{user_id}", this::kick);
    router.put("/guilds/{guild_id}/members/{user_id}/roles/{role_id}", this::addRole, ROLES);
    router.delete("/guilds/{guild_id}/members/{user_id}/roles/{role_id}", this::removeRole, ROLES);
  }

  private Answer list(Call call) {
    Guild guild = call.guild();
    if (!call.viewer().has(Intents.GUILD_MEMBERS)) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
    Form query = call.query();
    int limit = query.number("limit", 1, 1_000, 1);
    Long after = query.snowflake("after");
    query.check();
    return Answer.list(guild.members().after(after == null ? 0 : after, limit), Member::write);
  }

  private Answer search(Call call) {
    Guild guild = call.guild();
    Form query = call.query();
    String start = query.require("query").text("query", 1, 100);
    int limit = query.number("limit", 1, 1_000, 1);
    query.check();
    String wanted = start == null ? "" : start.toLowerCase(Locale.ROOT);
    List<Member> found =
        guild.members().stream().filter(member -> isNamed(member, wanted)).limit(limit).toList();
    return Answer.list(found, Member::write);
  }

  private static boolean isNamed(Member member, String start) {
    return startsWith(member.user().username(), start)
        || startsWith(member.user().globalName(), start)
        || startsWith(member.nick(), start);
  }

  private static boolean startsWith(@Nullable String name, String start) {
    return name != null && name.toLowerCase(Locale.ROOT).startsWith(start);
  }

  private Answer get(Call call) {
    return Answer.ok(call.member(call.guild())::write);
  }

  private Answer modify(Call call) {
    Guild guild = call.guild();
    Member member = call.member(guild);
    Audit audit = call.audit(guild);
    Consumer<Member> change = MemberChange.read(call, guild, member);
    long[] roles = member.roleIds();
    VoiceState voice = guild.voiceStates().get(member.id());
    audit.changed(
        AuditAction.MEMBER_UPDATE,
        member,
        Member::write,
        () -> call.world().members().update(guild, member, change));
    audit.roles(member, roles);
    VoiceState moved = guild.voiceStates().get(member.id());
    if (voice != null && moved == null) {
      audit.note(AuditAction.MEMBER_DISCONNECT, 0, Map.of("count", "1"));
    } else if (voice != null && moved != null && voice.channelId() != moved.channelId()) {
      audit.note(
          AuditAction.MEMBER_MOVE,
          0,
          Map.of("channel_id", Long.toString(moved.channelId()), "count", "1"));
    }
    return Answer.ok(member::write);
  }

  private Answer modifySelf(Call call) {
    Guild guild = call.guild();
    Member self = guild.members().get(call.bot().id());
    if (self == null) {
      throw ErrorCode.UNKNOWN_MEMBER.refusal();
    }
    Form form = call.form();
    String nick = form.text("nick", 0, 32);
    String avatar = ImageData.hash(form, "avatar");
    String banner = ImageData.hash(form, "banner");
    form.text("bio", 0, 190);
    form.check();
    if (form.has("nick")) {
      call.rights(guild).need(Permissions.CHANGE_NICKNAME);
    }
    Consumer<Member> change =
        changed -> {
          if (form.has("nick")) {
            changed.nick(nick == null || nick.isEmpty() ? null : nick);
          }
          if (form.has("avatar")) {
            changed.avatar(avatar);
          }
          if (form.has("banner")) {
            changed.banner(banner);
          }
        };
    call.audit(guild)
        .changed(
            AuditAction.MEMBER_UPDATE,
            self,
            Member::write,
            () -> call.world().members().update(guild, self, change));
    return Answer.ok(self::write);
  }

  private Answer kick(Call call) {
    Guild guild = call.guild();
    Member member = call.member(guild);
    call.rights(guild).need(Permissions.KICK_MEMBERS).needAbove(member);
    Audit audit = call.audit(guild);
    call.world().members().remove(guild, member.user());
    audit.note(AuditAction.MEMBER_KICK, member.id(), Map.of());
    return Answer.NO_CONTENT;
  }

  private Answer addRole(Call call) {
    Guild guild = call.guild();
    Member member = call.member(guild);
    Role role = grantable(call, guild);
    if (!member.hasRole(role.id())) {
      change(call, guild, member, changed -> changed.addRole(role.id()));
    }
    return Answer.NO_CONTENT;
  }

  private Answer removeRole(Call call) {
    Guild guild = call.guild();
    Member member = call.member(guild);
    Role role = grantable(call, guild);
    if (member.hasRole(role.id())) {
      change(call, guild, member, changed -> changed.removeRole(role.id()));
    }
    return Answer.NO_CONTENT;
  }

  private static void change(Call call, Guild guild, Member member, Consumer<Member> change) {
    Audit audit = call.audit(guild);
    long[] before = member.roleIds();
    call.world().members().update(guild, member, change);
    audit.roles(member, before);
  }

  private static Role grantable(Call call, Guild guild) {
    Role role = call.role(guild);
    MemberChange.checkGrantable(call.rights(guild), guild, role);
    return role;
  }
}

package dev.botswain.sim.world;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Adds users to guilds, changes members, and removes them.
public final class Members {
  private static final long SEES_BANS = Permissions.BAN_MEMBERS | Permissions.VIEW_AUDIT_LOG;

  private final World world;

  Members(World world) {
    this.world = world;
  }

  /// Adds a user: GUILD_MEMBER_ADD. Bots join with [Bots#join].
  public Member add(Guild guild, User user) {
    return add(guild, new Member(user, world.now()));
  }

  Member add(Guild guild, Member member) {
    guild.members().add(member);
    world.publish(
        Dispatch.inGuild(
            "GUILD_MEMBER_ADD",
            guild,
            Intents.GUILD_MEMBERS,
            json -> member.write(json, guild.id())));
    return member;
  }

  /// Changes a member: GUILD_MEMBER_UPDATE, which a bot gets about itself without any intent.
  public Member update(Guild guild, Member member, Consumer<Member> change) {
    var bot = world.bots().get(member.id());
    var sight =
        Sight.of(world, guild, bot == null ? List.of() : List.of(bot), guild.channels().list());
    change.accept(member);
    publishUpdate(guild, member);
    sight.tellGained();
    return member;
  }

  void publishUpdate(Guild guild, Member member) {
    world.publish(
        Dispatch.inGuild(
            "GUILD_MEMBER_UPDATE",
            guild,
            viewer -> viewer.has(Intents.GUILD_MEMBERS) || viewer.bot().id() == member.id(),
            (json, viewer) -> member.write(json, guild.id())));
  }

  /// Removes a user, or lets them leave: GUILD_MEMBER_REMOVE. A bot gets GUILD_DELETE.
  public void remove(Guild guild, User user) {
    var bot = world.bots().get(user.id());
    if (bot != null && bot.guilds().contains(guild.id())) {
      world.bots().leave(bot, guild);
      return;
    }
    if (guild.members().remove(user.id()) == null) {
      return;
    }
    guild.voiceStates().remove(user.id());
    publishUser("GUILD_MEMBER_REMOVE", guild, Intents.GUILD_MEMBERS, user);
  }

  /// Bans a user, who need not be a member, and removes them: GUILD_BAN_ADD, GUILD_MEMBER_REMOVE.
  public void ban(Guild guild, User user, @Nullable String reason) {
    guild.bans().put(user.id(), new Guild.Ban(user, reason));
    publishBan("GUILD_BAN_ADD", guild, user);
    remove(guild, user);
  }

  /// Lifts a ban: GUILD_BAN_REMOVE. Returns false if there was none.
  public boolean unban(Guild guild, User user) {
    if (guild.bans().remove(user.id()) == null) {
      return false;
    }
    publishBan("GUILD_BAN_REMOVE", guild, user);
    return true;
  }

  private void publishBan(String type, Guild guild, User user) {
    world.publish(
        Dispatch.inGuild(
            type,
            guild,
            viewer -> viewer.has(Intents.GUILD_MODERATION) && seesBans(guild, viewer),
            (json, viewer) -> {
              json.writeStartObject();
              Json.id(json, "guild_id", guild.id());
              json.writeFieldName("user");
              user.write(json);
              json.writeEndObject();
            }));
  }

  private boolean seesBans(Guild guild, Viewer viewer) {
    var member = guild.members().get(viewer.bot().id());
    return member != null && (Permissions.inGuild(guild, member, world.now()) & SEES_BANS) != 0;
  }

  private void publishUser(String type, Guild guild, int intent, User user) {
    world.publish(
        Dispatch.inGuild(
            type,
            guild,
            intent,
            json -> {
              json.writeStartObject();
              Json.id(json, "guild_id", guild.id());
              json.writeFieldName("user");
              user.write(json);
              json.writeEndObject();
            }));
  }
}

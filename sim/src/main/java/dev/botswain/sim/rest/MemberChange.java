package dev.botswain.sim.rest;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Role;
import dev.botswain.sim.world.VoiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// What a body changes about a member, each field with the permission that it needs ([Modify Guild
/// Member](https://discord.com/developers/docs/resources/guild#modify-guild-member)).
final class MemberChange {
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(28);

  private static final int BYPASSES_VERIFICATION = 1 << 2;

  private final Call call;
  private final Guild guild;
  private final Member member;
  private final Form form;
  private final Rights rights;
  private final List<Consumer<Member>> steps = new ArrayList<>();

  private MemberChange(Call call, Guild guild, Member member) {
    this.call = call;
    this.guild = guild;
    this.member = member;
    this.form = call.form();
    this.rights = call.rights(guild);
  }

  static Consumer<Member> read(Call call, Guild guild, Member member) {
    var change = new MemberChange(call, guild, member);
    change.readNick();
    change.readRoles();
    change.readTimeout();
    change.readVoice();
    change.readFlags();
    change.form.check();
    return changed -> change.steps.forEach(step -> step.accept(changed));
  }

  private boolean isSelf() {
    return member.id() == call.bot().id();
  }

  private void readNick() {
    if (!form.has("nick")) {
      return;
    }
    if (isSelf()) {
      rights.need(Permissions.CHANGE_NICKNAME);
    } else {
      rights.need(Permissions.MANAGE_NICKNAMES).needAbove(member);
    }
    String nick = form.text("nick", 0, 32);
    steps.add(changed -> changed.nick(nick == null || nick.isEmpty() ? null : nick));
  }

  /// The complete list; roles that change must be below the bot's highest role.
  private void readRoles() {
    if (!form.has("roles")) {
      return;
    }
    rights.need(Permissions.MANAGE_ROLES);
    var wanted = new HashSet<>(form.snowflakes("roles", 0, 250));
    form.check();
    Set<Long> had = new HashSet<>();
    LongStream.of(member.roleIds()).forEach(had::add);
    for (long id : wanted) {
      Role role = guild.roles().get(id);
      if (role == null) {
        throw ErrorCode.UNKNOWN_ROLE.refusal();
      }
      if (!had.contains(id)) {
        checkGrantable(rights, guild, role);
      }
    }
    for (long id : had) {
      Role role = guild.roles().get(id);
      if (role != null && !wanted.contains(id)) {
        checkGrantable(rights, guild, role);
      }
    }
    long[] ids = wanted.stream().mapToLong(Long::longValue).sorted().toArray();
    steps.add(changed -> changed.roleIds(ids));
  }

  /// Refuses the request unless the bot may give and remove a role.
  static void checkGrantable(Rights rights, Guild guild, Role role) {
    rights.need(Permissions.MANAGE_ROLES);
    if (role == guild.everyone() || role.botId() != 0) {
      throw ErrorCode.INVALID_ROLE.refusal();
    }
    rights.needAbove(role);
  }

  private void readTimeout() {
    if (!form.has("communication_disabled_until")) {
      return;
    }
    rights.need(Permissions.MODERATE_MEMBERS).needAbove(member);
    Instant until = form.time("communication_disabled_until");
    long millis = until == null ? 0 : until.toEpochMilli();
    if (millis > call.now() + LONGEST_TIMEOUT.toMillis()) {
      form.wrong(
          "communication_disabled_until",
          "INVALID_COMMUNICATION_DISABLED_TIMESTAMP",
          "Invalid communication disabled timestamp");
    }
    boolean administrator =
        Permissions.has(Permissions.inGuild(guild, member, call.now()), Permissions.ADMINISTRATOR);
    if (millis != 0 && administrator) {
      throw ErrorCode.MISSING_PERMISSIONS.refusal();
    }
    steps.add(changed -> changed.timedOutUntil(millis));
  }

  private void readVoice() {
    boolean inVoice = guild.voiceStates().contains(member.id());
    Boolean mute = form.bool("mute");
    if (mute != null) {
      rights.need(Permissions.MUTE_MEMBERS);
      needVoice(inVoice);
      steps.add(changed -> tellVoice(changed.mute(mute)));
    }
    Boolean deaf = form.bool("deaf");
    if (deaf != null) {
      rights.need(Permissions.DEAFEN_MEMBERS);
      needVoice(inVoice);
      steps.add(changed -> tellVoice(changed.deaf(deaf)));
    }
    if (form.has("channel_id")) {
      rights.need(Permissions.MOVE_MEMBERS);
      needVoice(inVoice);
      Long id = form.snowflake("channel_id");
      Channel to = id == null ? null : guild.channels().get(id);
      if (id != null && (to == null || !to.type().isVoice())) {
        throw ErrorCode.UNKNOWN_CHANNEL.refusal();
      }
      if (to != null) {
        call.rights(to).need(Permissions.CONNECT | Permissions.MOVE_MEMBERS);
      }
      steps.add(changed -> move(to == null ? 0 : to.id()));
    }
  }

  /// The only flag that can be changed is BYPASSES_VERIFICATION.
  private void readFlags() {
    Long flags = form.number("flags", 0, Integer.MAX_VALUE);
    if (flags == null) {
      return;
    }
    if (!rights.has(Permissions.MANAGE_GUILD) && !rights.has(Permissions.MANAGE_ROLES)) {
      rights.need(
          Permissions.MODERATE_MEMBERS | Permissions.KICK_MEMBERS | Permissions.BAN_MEMBERS);
    }
    int wanted = flags.intValue() & BYPASSES_VERIFICATION;
    steps.add(changed -> changed.flags(changed.flags() & ~BYPASSES_VERIFICATION | wanted));
  }

  private static void needVoice(boolean inVoice) {
    if (!inVoice) {
      throw ErrorCode.NOT_IN_VOICE.refusal();
    }
  }

  private void move(long channelId) {
    VoiceState state = guild.voiceStates().get(member.id());
    if (state != null) {
      call.world().guilds().voice(guild, member, state.movedTo(channelId));
    }
  }

  /// Sends the event for a member who was muted or deafened in voice.
  private void tellVoice(Member changed) {
    VoiceState state = guild.voiceStates().get(changed.id());
    if (state != null) {
      call.world().guilds().voice(guild, changed, state);
    }
  }
}

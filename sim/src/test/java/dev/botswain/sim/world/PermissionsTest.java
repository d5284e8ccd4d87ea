package dev.botswain.sim.world;

import static dev.botswain.sim.world.Permissions.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private static final long BASE = VIEW_CHANNEL | SEND_MESSAGES | READ_MESSAGE_HISTORY;

  private final World world = new World(Clock.systemUTC());
  private final User owner = world.users().create(1, "owner", null);
  private final User user = world.users().create(2, "user", null);
  private final Guild guild = world.guilds().create(10, "Guild", owner, BASE);
  private final Member member = world.members().add(guild, user);
  private final Role deckhand = world.roles().create(guild, "Deckhand", r -> r.permissions(0));
  private final Role rigger = world.roles().create(guild, "Rigger", r -> r.permissions(0));

  private Channel channel(ChannelType type, PermissionOverwrite... overwrites) {
    return world.channels().create(guild, type, "c", c -> c.overwrites(List.of(overwrites)));
  }

  private long in(Channel channel) {
    return Permissions.inChannel(channel, member, world.now());
  }

  @Test
  void inGuild_isEveryoneAndRoles() {
    deckhand.permissions(KICK_MEMBERS);
    rigger.permissions(BAN_MEMBERS);
    member.roleIds(deckhand.id());

    assertThat(inGuild(guild, member, 0)).isEqualTo(BASE | KICK_MEMBERS);
  }

  @Test
  void inChannel_ownerOrAdministrator_mayAllDespiteOverwrites() {
    var closed = channel(ChannelType.GUILD_TEXT, PermissionOverwrite.role(guild.id(), 0, ALL));
    assertThat(inChannel(closed, guild.members().get(owner.id()), 0)).isEqualTo(ALL);

    deckhand.permissions(ADMINISTRATOR);
    member.roleIds(deckhand.id());
    assertThat(in(closed)).isEqualTo(ALL);
  }

  @Test
  void inChannel_everyoneDenied_roleAllowed_mayAgain() {
    member.roleIds(deckhand.id());
    // The role comes first in the list: the order in it must not matter.
    var channel =
        channel(
            ChannelType.GUILD_TEXT,
            PermissionOverwrite.role(deckhand.id(), SEND_MESSAGES, 0),
            PermissionOverwrite.role(guild.id(), ADD_REACTIONS, SEND_MESSAGES));

    assertThat(in(channel)).isEqualTo(BASE | ADD_REACTIONS);
  }

  @Test
  void inChannel_oneRoleDeniesAndAnotherAllows_allows() {
    member.roleIds(deckhand.id(), rigger.id());
    var channel =
        channel(
            ChannelType.GUILD_TEXT,
            PermissionOverwrite.role(deckhand.id(), ADD_REACTIONS, 0),
            PermissionOverwrite.role(rigger.id(), 0, ADD_REACTIONS | READ_MESSAGE_HISTORY));

    assertThat(in(channel)).isEqualTo(VIEW_CHANNEL | SEND_MESSAGES | ADD_REACTIONS);
  }

  @Test
  void inChannel_memberOverwrite_isLast() {
    member.roleIds(deckhand.id());
    var channel =
        channel(
            ChannelType.GUILD_TEXT,
            PermissionOverwrite.member(user.id(), ADD_REACTIONS, READ_MESSAGE_HISTORY),
            PermissionOverwrite.role(deckhand.id(), READ_MESSAGE_HISTORY, ADD_REACTIONS),
            PermissionOverwrite.member(owner.id(), 0, ALL));

    assertThat(in(channel)).isEqualTo(VIEW_CHANNEL | SEND_MESSAGES | ADD_REACTIONS);
  }

  @Test
  void inChannel_withoutView_isNothing() {
    var channel =
        channel(
            ChannelType.GUILD_TEXT,
            PermissionOverwrite.role(guild.id(), ATTACH_FILES, VIEW_CHANNEL));

    assertThat(in(channel)).isZero();
  }

  @Test
  void inChannel_withoutSend_loosesWhatNeedsSending() {
    var channel =
        channel(
            ChannelType.GUILD_TEXT,
            PermissionOverwrite.role(
                guild.id(),
                MENTION_EVERYONE | SEND_TTS_MESSAGES | ATTACH_FILES | EMBED_LINKS | ADD_REACTIONS,
                SEND_MESSAGES));

    assertThat(in(channel)).isEqualTo(VIEW_CHANNEL | READ_MESSAGE_HISTORY | ADD_REACTIONS);
  }

  @Test
  void inChannel_voiceWithoutConnect_isOnlyView() {
    guild.everyone().permissions(BASE | CONNECT | MANAGE_CHANNELS);
    var open = channel(ChannelType.GUILD_VOICE);
    var closed = channel(ChannelType.GUILD_VOICE, PermissionOverwrite.role(guild.id(), 0, CONNECT));

    assertThat(in(open)).isEqualTo(BASE | CONNECT | MANAGE_CHANNELS);
    assertThat(in(closed)).isEqualTo(VIEW_CHANNEL);
  }

  @Test
  void inChannel_timedOut_mayOnlyReadUntilItEnds() {
    guild.everyone().permissions(BASE | CHANGE_NICKNAME);
    var channel = channel(ChannelType.GUILD_TEXT);
    member.timedOutUntil(1_000);

    assertThat(inChannel(channel, member, 999)).isEqualTo(VIEW_CHANNEL | READ_MESSAGE_HISTORY);
    assertThat(inGuild(guild, member, 999)).isEqualTo(VIEW_CHANNEL | READ_MESSAGE_HISTORY);
    assertThat(inChannel(channel, member, 1_000)).isEqualTo(BASE | CHANGE_NICKNAME);
    deckhand.permissions(ADMINISTRATOR);
    member.roleIds(deckhand.id());
    assertThat(inChannel(channel, member, 999)).isEqualTo(ALL);
  }

  @Test
  void inChannel_thread_inheritsButForSending() {
    var parent =
        channel(
            ChannelType.GUILD_TEXT,
            PermissionOverwrite.role(guild.id(), ADD_REACTIONS, SEND_MESSAGES));
    var thread = thread(parent, ChannelType.PUBLIC_THREAD);

    assertThat(in(thread)).isEqualTo(VIEW_CHANNEL | READ_MESSAGE_HISTORY | ADD_REACTIONS);
    guild.everyone().permissions(BASE | SEND_MESSAGES_IN_THREADS);
    assertThat(in(thread)).isEqualTo(BASE | ADD_REACTIONS | SEND_MESSAGES_IN_THREADS);
    world
        .channels()
        .update(
            guild,
            parent,
            c -> c.overwrites(List.of(PermissionOverwrite.role(guild.id(), 0, VIEW_CHANNEL))));
    assertThat(in(thread)).isZero();
  }

  @Test
  void inChannel_privateThread_isForItsMembersAndModerators() {
    var thread = thread(channel(ChannelType.GUILD_TEXT), ChannelType.PRIVATE_THREAD);
    assertThat(in(thread)).isZero();

    world.threads().join(guild, thread, member);
    assertThat(in(thread) & VIEW_CHANNEL).isNotZero();

    world.threads().leave(guild, thread, user.id());
    guild.everyone().permissions(BASE | MANAGE_THREADS);
    assertThat(in(thread) & VIEW_CHANNEL).isNotZero();
  }

  private Channel thread(Channel parent, ChannelType type) {
    return world.threads().create(guild, parent, world.newId(), type, "t", owner, c -> {});
  }

  @Test
  void inChannel_notAMember_isNothing() {
    assertThat(inChannel(channel(ChannelType.GUILD_TEXT), null, 0)).isZero();
  }

  @Test
  void inChannel_direct_mayTalk() {
    var bot = world.bots().create(3, "bot", "t", 0);
    var direct = world.channels().direct(bot, user);

    assertThat(bot.overHttp().permissions(direct, 0) & SEND_MESSAGES).isNotZero();
    assertThat(world.bots().create(4, "other", "u", 0).overHttp().permissions(direct, 0)).isZero();
  }
}

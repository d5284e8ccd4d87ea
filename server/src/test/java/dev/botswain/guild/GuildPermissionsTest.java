package dev.botswain.guild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.protocol.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Discord's order: @everyone, roles, then the channel's overwrites of @everyone, roles and member.
class GuildPermissionsTest {
  private static final long BOT = 7;
  private static final long GUILD = 100;
  private static final long OWNER = 8;
  private static final long VIEW = 1 << 10;
  private static final long SEND = 1 << 11;
  private static final long MANAGE = 1 << 13;
  private static final long IN_THREADS = 1L << 38;
  private static final long ADMINISTRATOR = 1 << 3;

  @Test
  void guild_ownRoles_addTheirsToEveryones() {
    Guild guild =
        guild(Set.of(1L, 2L), role(GUILD, VIEW), role(1, SEND), role(2, MANAGE), role(3, 1 << 5));

    assertThat(guild.permissions(BOT, null)).isEqualTo(VIEW | SEND | MANAGE);
  }

  @Test
  void guild_botIsOwner_mayEverything() {
    Guild guild = guild(Set.of(), role(GUILD, 0));

    assertThat(guild.permissions(OWNER, null)).isEqualTo(-1);
    assertThat(guild.permissions(OWNER, channel(overwrite(GUILD, 0, 0, VIEW)))).isEqualTo(-1);
  }

  @Test
  void channel_administrator_mayEverythingWhateverIsDenied() {
    Guild guild = guild(Set.of(1L), role(GUILD, 0), role(1, ADMINISTRATOR));

    assertThat(guild.permissions(BOT, channel(overwrite(BOT, 1, 0, -1)))).isEqualTo(-1);
  }

  @Test
  void channel_administratorByOverwrite_isOnlyABit() {
    Guild guild = guild(Set.of(1L), role(GUILD, VIEW));

    assertThat(guild.permissions(BOT, channel(overwrite(BOT, 1, ADMINISTRATOR, 0))))
        .isEqualTo(VIEW | ADMINISTRATOR);
  }

  /// Each column denies or allows SEND at its step; the last one decides.
  @ParameterizedTest
  @CsvSource({
    "allow, -, -, -, true",
    "-, -, -, -, false",
    "allow, deny, -, -, false",
    "-, allow, -, -, true",
    "allow, allow, deny, -, false",
    "-, deny, allow, -, true",
    "-, allow, allow, deny, false",
    "allow, deny, deny, allow, true",
    "allow, allow, allow, deny, false",
    "-, deny, deny, allow, true",
  })
  void channel_overwrites_theNarrowerWins(
      String base, String everyone, String role, String member, boolean may) {
    Guild guild =
        guild(Set.of(1L), role(GUILD, base.equals("allow") ? VIEW | SEND : VIEW), role(1, 0));
    // In whatever order Discord lists them.
    for (int turn = 0; turn < 3; turn++) {
      List<Overwrite> overwrites =
          Arrays.asList(
              overwrite(BOT, 1, SEND, member),
              overwrite(1, 0, SEND, role),
              overwrite(GUILD, 0, SEND, everyone));
      java.util.Collections.rotate(overwrites, turn);

      long permissions = guild.permissions(BOT, channel(overwrites.toArray(Overwrite[]::new)));

      assertThat(Permission.SEND_MESSAGES.in(permissions)).isEqualTo(may);
    }
  }

  @Test
  void channel_oneRoleDeniesAndAnotherAllows_isAllowed() {
    Guild guild = guild(Set.of(1L, 2L), role(GUILD, VIEW), role(1, 0), role(2, 0));

    long permissions =
        guild.permissions(BOT, channel(overwrite(1, 0, SEND, 0), overwrite(2, 0, 0, SEND)));

    assertThat(permissions).isEqualTo(VIEW | SEND);
  }

  @Test
  void channel_overwritesOfOthers_doNotMatter() {
    Guild guild = guild(Set.of(1L), role(GUILD, VIEW), role(1, 0), role(2, 0));

    long permissions =
        guild.permissions(
            BOT,
            channel(
                overwrite(2, 0, SEND, VIEW),
                overwrite(9, 1, SEND, VIEW),
                // A member whose id is that of a role, and the other way round.
                overwrite(1, 1, SEND, VIEW),
                overwrite(BOT, 0, SEND, VIEW),
                overwrite(BOT, 2, SEND, VIEW)));

    assertThat(permissions).isEqualTo(VIEW);
  }

  @Test
  void channel_notToBeViewed_allowsNothing() {
    Guild guild = guild(Set.of(1L), role(GUILD, VIEW | SEND), role(1, MANAGE));

    assertThat(guild.permissions(BOT, channel(overwrite(1, 0, 0, VIEW)))).isZero();
    assertThat(guild.permissions(BOT, null)).isEqualTo(VIEW | SEND | MANAGE);
  }

  @Test
  void guild_withoutView_stillHasWhatTheGuildGives() {
    assertThat(guild(Set.of(), role(GUILD, SEND)).permissions(BOT, null)).isEqualTo(SEND);
  }

  @Test
  void thread_hasTheOverwritesOfItsParent() {
    Channel parent = channel(overwrite(GUILD, 0, MANAGE, 0));
    Channel thread = thread(parent.id());
    Guild guild = guild(Set.of(), role(GUILD, VIEW)).withChannels(ById.of(List.of(parent, thread)));

    assertThat(guild.permissions(BOT, thread)).isEqualTo(VIEW | MANAGE);

    Channel hidden = channel(overwrite(GUILD, 0, 0, VIEW));
    assertThat(guild.withChannels(guild.channels().with(hidden)).permissions(BOT, thread)).isZero();
  }

  @Test
  void thread_sending_isDecidedBySendingInThreads() {
    Channel thread = thread(500);
    Guild guild = guild(Set.of(), role(GUILD, VIEW));
    Guild sends = guild.withChannels(ById.of(List.of(channel(overwrite(GUILD, 0, SEND, 0)))));
    Guild sendsInThreads =
        guild.withChannels(ById.of(List.of(channel(overwrite(GUILD, 0, IN_THREADS, 0)))));

    assertThat(sends.permissions(BOT, thread)).isEqualTo(VIEW);
    assertThat(sendsInThreads.permissions(BOT, thread)).isEqualTo(VIEW | SEND | IN_THREADS);
  }

  @Test
  void thread_parentNotKnown_isForDiscordToDecide() {
    Guild guild = guild(Set.of(), role(GUILD, 0));

    assertThat(guild.permissions(BOT, thread(12_345))).isEqualTo(-1);
  }

  @Test
  void ownRoles_notKnown_isForDiscordToDecide() {
    assertThat(guild(null, role(GUILD, 0)).permissions(BOT, null)).isEqualTo(-1);
    assertThat(guild(null, role(GUILD, 0)).permissions(BOT, channel(overwrite(BOT, 1, 0, -1))))
        .isEqualTo(-1);
  }

  @Test
  void roles_thatNobodyToldOf_giveNothing() {
    Guild guild = guild(Set.of(55L, 66L), role(GUILD, VIEW));

    assertThat(guild.permissions(BOT, null)).isEqualTo(VIEW);
    assertThat(guild(Set.of(1L)).permissions(BOT, null)).isZero();
  }

  private static Guild guild(@Nullable Set<Long> ownRoles, Role... roles) {
    return new Guild(
        GUILD,
        "guild",
        null,
        OWNER,
        3,
        true,
        0,
        ById.of(List.of(roles)),
        ById.of(List.of()),
        ownRoles,
        Guild.Rules.NONE);
  }

  private static Role role(long id, long permissions) {
    return new Role(id, "role", 0, permissions);
  }

  private static Channel channel(Overwrite... overwrites) {
    return new Channel(500, GUILD, 0, "text", 0, 0, null, false, List.of(overwrites), null);
  }

  private static Channel thread(long parent) {
    return new Channel(501, GUILD, 11, "thread", parent, 0, null, false, List.of(), null);
  }

  private static Overwrite overwrite(long id, int type, long allow, long deny) {
    return new Overwrite(id, type, allow, deny);
  }

  private static Overwrite overwrite(long id, int type, long bit, String what) {
    return switch (what) {
      case "allow" -> new Overwrite(id, type, bit, 0);
      case "deny" -> new Overwrite(id, type, 0, bit);
      default -> new Overwrite(id, type, 0, 0);
    };
  }
}

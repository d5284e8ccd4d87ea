package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.gateway.ShardId;
import dev.botswain.guild.Channel;
import dev.botswain.guild.ChannelType;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Overwrite;
import dev.botswain.guild.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BotGuildsTest extends BotStateFixture {
  @Test
  void guildCreate_asDiscordSendsIt_isKnown() {
    apply("READY", "{\"guilds\":[{\"id\":\"1\",\"unavailable\":true}]}");
    assertThat(state.isWhole()).isFalse();
    assertThat(state.guilds()).isEmpty();

    create(1);

    assertThat(state.isWhole()).isTrue();
    Guild guild = state.guild(1);
    assertThat(guild.name()).isEqualTo("Harbour");
    assertThat(guild.icon()).isEqualTo("a_b");
    assertThat(guild.ownerId()).isEqualTo(9);
    assertThat(guild.memberCount()).isEqualTo(3);
    assertThat(guild.available()).isTrue();
    assertThat(guild.ownRoles()).isEqualTo(Set.of(11L));
    assertThat(guild.roles().all()).extracting(Role::id).containsExactly(1L, 11L);
    assertThat(guild.roles().get(11).permissions()).isEqualTo(1L << 40 | 1);
    assertThat(guild.channels().all()).extracting(Channel::id).containsExactly(21L, 22L, 23L);
    assertThat(guild.channels().get(22).overwrites())
        .containsExactly(new Overwrite(11, Overwrite.ROLE, 1024, 2048));
    assertThat(guild.channels().get(23).type()).isEqualTo(ChannelType.PUBLIC_THREAD);
  }

  @Test
  void guildUpdate_keepsWhatItDoesNotCarry() {
    create(1);
    apply("GUILD_UPDATE", "{\"id\":\"1\",\"name\":\"Port\",\"icon\":null,\"owner_id\":\"5\"}");

    Guild guild = state.guild(1);
    assertThat(guild.name()).isEqualTo("Port");
    assertThat(guild.icon()).isNull();
    assertThat(guild.ownerId()).isEqualTo(5);
    assertThat(guild.memberCount()).isEqualTo(3);
    assertThat(guild.channels().all()).hasSize(3);
    assertThat(guild.roles().all()).hasSize(2);
    assertThat(guild.ownRoles()).isEqualTo(Set.of(11L));

    apply("GUILD_UPDATE", "{\"id\":\"1\",\"name\":\"Port\",\"roles\":[{\"id\":\"1\"}]}");
    assertThat(state.guild(1).roles().all()).hasSize(1);
  }

  @Test
  void guildUpdate_withoutNameAndOwner_keepsThem() {
    create(1);
    apply("GUILD_UPDATE", "{\"id\":\"1\",\"icon\":\"c\"}");

    assertThat(state.guild(1).name()).isEqualTo("Harbour");
    assertThat(state.guild(1).ownerId()).isEqualTo(9);
    assertThat(state.guild(1).icon()).isEqualTo("c");
  }

  @Test
  void guildCreate_withoutItsCount_countsTheMembersThatCame() {
    apply(
        "GUILD_CREATE",
        "{\"id\":\"1\",\"members\":[{\"user\":{\"id\":\"7\"}},{\"user\":{\"id\":\"8\"}}]}");

    assertThat(state.guild(1).memberCount()).isEqualTo(2);
    assertThat(state.guild(1).ownRoles()).isEmpty();
  }

  /// Some servers send their guilds at once, and no GUILD_CREATE.
  @Test
  void ready_withWholeGuilds_awaitsOnlyTheOthers() {
    apply(
        "READY",
        "{\"guilds\":[{\"id\":\"1\",\"name\":\"Port\",\"channels\":[{\"id\":\"4\"}],\"roles\":[]},"
            + "{\"id\":\"2\",\"unavailable\":true}]}");

    assertThat(state.guild(1).name()).isEqualTo("Port");
    assertThat(state.guild(1).channels().all()).hasSize(1);
    assertThat(state.isWhole()).isFalse();
    create(2);
    assertThat(state.isWhole()).isTrue();
  }

  @Test
  void guildDelete_botWasRemoved_forgetsTheGuild() {
    create(1);
    Members kept = wholeMembers(1);
    apply("GUILD_DELETE", "{\"id\":\"1\"}");

    assertThat(state.guild(1)).isNull();
    assertThat(state.keptMembers(1)).isNull();
    assertThat(kept.isWhole()).isFalse();
  }

  @Test
  void guildDelete_outage_keepsTheGuildButNotAsAvailable() {
    create(1);
    Members kept = wholeMembers(1);
    apply("GUILD_DELETE", "{\"id\":\"1\",\"unavailable\":true}");

    assertThat(state.guild(1).available()).isFalse();
    assertThat(state.guild(1).name()).isEqualTo("Harbour");
    assertThat(state.keptMembers(1)).isSameAs(kept);

    create(1);
    assertThat(state.guild(1).available()).isTrue();
  }

  /// No event reported those who joined and left while the guild was hidden.
  @Test
  void guildCreate_afterAnOutage_forgetsTheMembersFromBefore() {
    create(1);
    Members kept = wholeMembers(1);
    apply("GUILD_DELETE", "{\"id\":\"1\",\"unavailable\":true}");
    create(1);

    assertThat(state.keptMembers(1)).isNull();
    assertThat(kept.isWhole()).isFalse();
  }

  @Test
  void guildCreate_withoutOutage_keepsTheMembers() {
    create(1);
    Members kept = wholeMembers(1);
    create(1);

    assertThat(state.keptMembers(1)).isSameAs(kept);
  }

  @Test
  void guildCreate_unavailable_isAnOutageToo() {
    create(1);
    apply("READY", "{\"guilds\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
    apply("GUILD_CREATE", "{\"id\":\"1\",\"unavailable\":true}");
    apply("GUILD_CREATE", "{\"id\":\"2\",\"unavailable\":true}");

    assertThat(state.isWhole()).isTrue();
    assertThat(state.guild(1).available()).isFalse();
    assertThat(state.guild(2)).isNull();
  }

  @Test
  void guildDelete_whileAwaited_isNotAwaitedAnyMore() {
    apply("READY", "{\"guilds\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
    apply("GUILD_DELETE", "{\"id\":\"1\",\"unavailable\":true}");
    assertThat(state.isWhole()).isFalse();
    apply("GUILD_DELETE", "{\"id\":\"2\"}");
    assertThat(state.isWhole()).isTrue();
  }

  @Test
  void ready_guildsLeftMeanwhile_areForgotten() {
    create(1);
    create(2);
    Members kept = wholeMembers(2);
    apply("READY", "{\"guilds\":[{\"id\":\"2\",\"unavailable\":true}]}");

    assertThat(state.guild(1)).isNull();
    assertThat(state.guild(2)).isNotNull();
    assertThat(state.keptMembers(2)).as("who came and went is not known").isNull();
    assertThat(kept.isWhole()).isFalse();
    assertThat(state.isWhole()).isFalse();
  }

  @Test
  void ready_oneShardOfTwo_replacesOnlyItsOwnGuilds() {
    var first = new ShardId(0, 2);
    var second = new ShardId(1, 2);
    long even = 2L << 22;
    long odd = 3L << 22;
    create(first, even);
    create(second, odd);
    Members kept = wholeMembers(odd);

    apply(first, "READY", "{\"guilds\":[]}");

    assertThat(state.guild(even)).isNull();
    assertThat(state.guild(odd)).isNotNull();
    assertThat(state.keptMembers(odd)).isSameAs(kept);
  }

  /// The guilds belonged to the only shard.
  @Test
  void ready_withMoreShardsThanBefore_replacesOnlyTheGuildsThatItHearsOfNow() {
    long even = 2L << 22;
    long odd = 3L << 22;
    create(even);
    create(odd);

    apply(new ShardId(0, 2), "READY", "{\"guilds\":[{\"id\":\"" + even + "\"}]}");

    assertThat(state.guild(odd)).isNotNull();
    assertThat(state.guild(even)).isNotNull();
  }

  @Test
  void ready_afterFewerShards_forgetsWhatOthersHeardOf() {
    long odd = 3L << 22;
    create(new ShardId(1, 2), odd);

    apply(ONLY, "READY", "{\"guilds\":[]}");

    assertThat(state.guild(odd)).isNull();
  }

  /// A guild that was left while the bot was away never arrives.
  @Test
  void ready_guildAwaitedSinceTheReadyBefore_isAwaitedNoLonger() {
    apply("READY", "{\"guilds\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
    apply("READY", "{\"guilds\":[{\"id\":\"2\"}]}");
    create(2);

    assertThat(state.isWhole()).isTrue();
  }
}

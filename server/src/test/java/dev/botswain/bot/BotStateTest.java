package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.guild.Channel;
import dev.botswain.guild.ChannelType;
import dev.botswain.guild.Role;
import io.vertx.core.Future;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BotStateTest extends BotStateFixture {
  @Test
  void roles_createdChangedAndDeleted_areFollowed() {
    create(1);
    apply("GUILD_ROLE_CREATE", "{\"guild_id\":\"1\",\"role\":{\"id\":\"12\",\"name\":\"new\"}}");
    apply(
        "GUILD_ROLE_UPDATE", "{\"guild_id\":\"1\",\"role\":{\"id\":\"11\",\"permissions\":\"8\"}}");
    apply("GUILD_ROLE_DELETE", "{\"guild_id\":\"1\",\"role_id\":\"1\"}");

    assertThat(state.guild(1).roles().all()).extracting(Role::id).containsExactly(11L, 12L);
    assertThat(state.guild(1).roles().get(11).permissions()).isEqualTo(8);
  }

  @Test
  void channels_createdChangedAndDeleted_areFollowed() {
    create(1);
    apply("CHANNEL_CREATE", "{\"id\":\"30\",\"guild_id\":\"1\",\"type\":2,\"name\":\"voice\"}");
    apply("CHANNEL_UPDATE", "{\"id\":\"21\",\"guild_id\":\"1\",\"type\":4,\"name\":\"renamed\"}");
    assertThat(state.guild(1).channels().get(30).type()).isEqualTo(ChannelType.VOICE);
    assertThat(state.guild(1).channels().get(21).name()).isEqualTo("renamed");

    apply("CHANNEL_DELETE", "{\"id\":\"22\",\"guild_id\":\"1\",\"type\":0}");
    assertThat(state.guild(1).channels().all())
        .as("its thread goes with it")
        .extracting(Channel::id)
        .containsExactly(21L, 30L);
  }

  @Test
  void threads_createdArchivedAndDeleted_areFollowed() {
    create(1);
    apply("THREAD_CREATE", thread(40, 22, false));
    apply("THREAD_CREATE", thread(41, 22, false));
    apply("THREAD_UPDATE", thread(40, 22, true));
    apply("THREAD_DELETE", "{\"id\":\"41\",\"guild_id\":\"1\",\"parent_id\":\"22\",\"type\":11}");
    assertThat(threads()).containsExactly(23L);

    apply("THREAD_UPDATE", thread(40, 22, false));
    assertThat(threads()).containsExactly(23L, 40L);
  }

  @Test
  void threadListSync_ofSomeChannels_replacesTheirThreadsOnly() {
    create(1);
    apply("THREAD_CREATE", thread(40, 21, false));
    apply(
        "THREAD_LIST_SYNC",
        "{\"guild_id\":\"1\",\"channel_ids\":[\"22\"],\"threads\":["
            + thread(50, 22, false)
            + "]}");
    assertThat(threads()).containsExactly(40L, 50L);

    apply("THREAD_LIST_SYNC", "{\"guild_id\":\"1\",\"threads\":[]}");
    assertThat(threads()).isEmpty();
  }

  @Test
  void members_comeChangeAndGo_areCountedAndKept() {
    create(1);
    Members kept = wholeMembers(1);
    apply("GUILD_MEMBER_ADD", "{\"guild_id\":\"1\",\"user\":{\"id\":\"70\",\"username\":\"ann\"}}");
    assertThat(state.guild(1).memberCount()).isEqualTo(4);
    assertThat(kept.byId().get(70L).username()).isEqualTo("ann");

    apply(
        "GUILD_MEMBER_UPDATE",
        "{\"guild_id\":\"1\",\"user\":{\"id\":\"70\"},\"nick\":\"Captain\",\"roles\":[\"11\"]}");
    assertThat(state.guild(1).memberCount()).isEqualTo(4);
    assertThat(kept.byId().get(70L).displayName()).isEqualTo("Captain");
    assertThat(kept.byId().get(70L).roleIds()).containsExactly(11L);

    apply("GUILD_MEMBER_REMOVE", "{\"guild_id\":\"1\",\"user\":{\"id\":\"70\"}}");
    assertThat(state.guild(1).memberCount()).isEqualTo(3);
    assertThat(kept.byId()).isEmpty();
  }

  @Test
  void memberUpdate_theBotItself_changesItsRoles() {
    create(1);
    apply("GUILD_MEMBER_UPDATE", "{\"guild_id\":\"1\",\"user\":{\"id\":\"7\"},\"roles\":[\"1\"]}");

    assertThat(state.guild(1).ownRoles()).isEqualTo(Set.of(1L));
  }

  @Test
  void memberCount_moreLeaveThanThereWere_isNotNegative() {
    create(1);
    for (int i = 0; i < 10; i++) {
      apply("GUILD_MEMBER_REMOVE", "{\"guild_id\":\"1\",\"user\":{\"id\":\"70\"}}");
    }
    assertThat(state.guild(1).memberCount()).isZero();
  }

  @Test
  void members_thatNobodyAskedFor_areNotKept() {
    create(1);
    apply("GUILD_MEMBER_ADD", "{\"guild_id\":\"1\",\"user\":{\"id\":\"70\"}}");

    assertThat(state.keptMembers(1)).isNull();
  }

  @Test
  void membersChunk_withTheNonceThatIsAwaited_completesTheRequest() {
    create(1);
    Members members = state.members(1);
    Future<Members> loaded = members.load(awaited -> awaited.chunks("5", quiet));
    apply("GUILD_MEMBERS_CHUNK", chunk("5", 0, 2, 70));
    assertThat(loaded.isComplete()).isFalse();
    apply("GUILD_MEMBERS_CHUNK", chunk("5", 1, 2, 71));

    assertThat(loaded.result().byId()).containsOnlyKeys(70L, 71L);
  }

  @Test
  void rateLimited_theRequestThatWaits_fails() {
    create(1);
    Future<Members> loaded = state.members(1).load(awaited -> awaited.chunks("5", quiet));
    apply("RATE_LIMITED", "{\"opcode\":8,\"meta\":{\"guild_id\":\"1\",\"nonce\":\"4\"}}");
    apply("RATE_LIMITED", "{\"opcode\":8,\"meta\":{\"guild_id\":\"2\",\"nonce\":\"5\"}}");
    apply("RATE_LIMITED", "{\"opcode\":8,\"retry_after\":30}");
    assertThat(loaded.isComplete()).isFalse();

    apply("RATE_LIMITED", "{\"opcode\":8,\"meta\":{\"guild_id\":\"1\",\"nonce\":\"5\"}}");
    assertThat(loaded.failed()).isTrue();
  }
}

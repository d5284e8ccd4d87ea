package dev.botswain.bot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.botswain.MovableTimers;
import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.guild.Channel;
import dev.botswain.guild.ChannelType;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Overwrite;
import dev.botswain.guild.Role;
import dev.botswain.json.MalformedAnswerException;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotStateTest {
  private static final ShardId ONLY = new ShardId(0, 1);

  private final BotState state = new BotState(7, true);
  private final Alarm quiet = new Alarm(new MovableTimers().vertx);

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GUILD_UPDATE | {\"id\":\"99\",\"name\":\"x\"}",
        "GUILD_DELETE | {\"id\":\"99\"}",
        "GUILD_DELETE | {\"id\":\"99\",\"unavailable\":true}",
        "GUILD_ROLE_CREATE | {\"guild_id\":\"99\",\"role\":{\"id\":\"1\"}}",
        "GUILD_ROLE_UPDATE | {\"guild_id\":\"99\",\"role\":{\"id\":\"1\"}}",
        "GUILD_ROLE_DELETE | {\"guild_id\":\"99\",\"role_id\":\"1\"}",
        "CHANNEL_CREATE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":0}",
        "CHANNEL_CREATE | {\"id\":\"1\",\"type\":1}",
        "CHANNEL_UPDATE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":0}",
        "CHANNEL_DELETE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":0}",
        "THREAD_CREATE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":11}",
        "THREAD_UPDATE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":11}",
        "THREAD_DELETE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":11}",
        "THREAD_LIST_SYNC | {\"guild_id\":\"99\",\"threads\":[]}",
        "GUILD_MEMBER_ADD | {\"guild_id\":\"99\",\"user\":{\"id\":\"7\"}}",
        "GUILD_MEMBER_UPDATE | {\"guild_id\":\"99\",\"user\":{\"id\":\"7\"}}",
        "GUILD_MEMBER_REMOVE | {\"guild_id\":\"99\",\"user\":{\"id\":\"7\"}}",
        "GUILD_MEMBERS_CHUNK | {\"guild_id\":\"99\",\"members\":[{\"user\":{\"id\":\"7\"}}]}",
        "RATE_LIMITED | {\"meta\":{\"guild_id\":\"99\"}}",
      })
  void event_ofAGuildThatIsNotKnown_changesNothing(String type, String data) {
    create(1);
    Guild before = state.guild(1);
    apply(type, data);

    assertThat(state.guilds()).containsExactly(before);
    assertThat(state.keptMembers(99)).isNull();
    assertThat(state.isWhole()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "READY",
        "GUILD_CREATE",
        "GUILD_UPDATE",
        "GUILD_DELETE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "CHANNEL_DELETE",
        "THREAD_CREATE",
        "THREAD_UPDATE",
        "THREAD_DELETE",
        "THREAD_LIST_SYNC",
        "GUILD_MEMBER_ADD",
        "GUILD_MEMBER_UPDATE",
        "GUILD_MEMBER_REMOVE",
        "GUILD_MEMBERS_CHUNK",
        "RATE_LIMITED",
      })
  void event_malformed_isRefusedAndChangesNothing(String type) {
    create(1);
    Guild before = state.guild(1);
    Members kept = wholeMembers(1);
    for (String data :
        new String[] {
          "",
          "null",
          "7",
          "\"x\"",
          "[]",
          "{",
          "{\"id\":\"abc\",\"guild_id\":\"abc\",\"guilds\":7,\"meta\":7}",
          "{\"id\":\"99999999999999999999\",\"guild_id\":99999999999999999999,\"guilds\":{},"
              + "\"meta\":[]}",
          "{\"id\":{},\"guild_id\":[],\"guilds\":[[]],\"meta\":\"x\"}",
          "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
        }) {
      assertThatThrownBy(() -> apply(type, data))
          .as(data)
          .isInstanceOf(MalformedAnswerException.class);
    }
    assertThat(state.guilds()).containsExactly(before);
    assertThat(state.keptMembers(1)).isSameAs(kept);
    assertThat(state.isWhole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "READY | {\"guilds\":[null,{\"id\":\"1\"}]}",
        "GUILD_CREATE | {\"id\":\"1\",\"name\":null,\"roles\":[null],\"channels\":[null],"
            + "\"threads\":null,\"members\":[null,{},{\"user\":null},{\"user\":{\"id\":\"7\"},"
            + "\"roles\":null}]}",
        "GUILD_CREATE | {\"id\":\"1\",\"channels\":[{\"id\":\"5\",\"permission_overwrites\":[null,"
            + "{\"id\":\"6\"},{\"id\":\"7\",\"allow\":null,\"deny\":null}]}]}",
        "GUILD_CREATE |"
            + " {\"id\":\"1\",\"roles\":[{\"id\":\"5\",\"permissions\":null,\"name\":null}]}",
        "GUILD_CREATE | {\"id\":1,\"owner_id\":null,\"member_count\":null,\"unavailable\":null}",
        "GUILD_UPDATE | {\"id\":\"1\",\"roles\":null}",
        "CHANNEL_UPDATE | {\"id\":\"22\",\"guild_id\":\"1\",\"type\":999,\"name\":null,"
            + "\"permission_overwrites\":null,\"thread_metadata\":null,\"position\":-5}",
        "THREAD_LIST_SYNC | {\"guild_id\":\"1\",\"channel_ids\":null,\"threads\":[null]}",
        "GUILD_MEMBER_ADD | {\"guild_id\":\"1\"}",
        "GUILD_MEMBER_UPDATE | {\"guild_id\":\"1\",\"user\":{\"id\":\"7\"},\"roles\":[null]}",
        "GUILD_MEMBER_REMOVE | {\"guild_id\":\"1\"}",
        "GUILD_MEMBERS_CHUNK | {\"guild_id\":\"1\",\"members\":[null,{}],\"nonce\":null}",
        "RATE_LIMITED | {\"meta\":null}",
      })
  void event_nullsWhereDiscordPutsNone_areAsIfLeftOut(String type, String data) {
    create(1);
    wholeMembers(1);
    apply(type, data);

    assertThat(state.guild(1)).isNotNull();
    for (Channel channel : state.guild(1).channels().all()) {
      assertThatNoException().isThrownBy(() -> state.guild(1).permissions(7, channel));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"guild_id\":\"1\"}",
        "{\"guild_id\":\"1\",\"role\":null}",
        "{\"guild_id\":\"1\",\"role\":[]}",
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":\"many\"}}",
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":\"\"}}",
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":[]}}",
      })
  void roleUpdate_withoutAUsableRole_isRefused(String data) {
    create(1);
    Guild before = state.guild(1);

    assertThat(catchThrowable(() -> apply("GUILD_ROLE_UPDATE", data)))
        .isInstanceOf(RuntimeException.class);
    assertThat(state.guild(1)).isSameAs(before);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"0\"', 0",
    "'\"2251799813685248\"', 2251799813685248",
    "'\"-1\"', -1",
    "'\"18446744073709551617\"', 1",
    "8, 8",
    "18446744073709551617, 1",
  })
  void permissions_longerThanToday_keepTheBitsThatExist(String json, long bits) {
    create(1);
    apply(
        "GUILD_ROLE_UPDATE",
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":" + json + "}}");

    assertThat(state.guild(1).roles().get(5).permissions()).isEqualTo(bits);
  }

  /// Parsing a million digits takes longer than an event loop may.
  @Test
  void permissions_ofAMillionDigits_areRefused() {
    create(1);
    String data =
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":\""
            + "9".repeat(1_000_000)
            + "\"}}";

    assertThatThrownBy(() -> apply("GUILD_ROLE_UPDATE", data))
        .isInstanceOf(MalformedAnswerException.class);
  }

  @Test
  void otherEvents_areNotEvenRead() {
    apply("MESSAGE_CREATE", "not JSON at all");
    apply("", "");
    apply("SOMETHING_NEW", "{");

    assertThat(state.guilds()).isEmpty();
  }

  @Test
  void outOfEventsThatRace_snapshotsStayAsTheyWereRead() {
    create(1);
    Guild before = state.guild(1);
    apply("CHANNEL_DELETE", "{\"id\":\"21\",\"guild_id\":\"1\",\"type\":4}");

    assertThat(before.channels().all()).hasSize(3);
    assertThat(state.guild(1).channels().all()).hasSize(2);
  }

  private List<Long> threads() {
    return state.guild(1).channels().all().stream()
        .filter(channel -> channel.type().isThread())
        .map(Channel::id)
        .toList();
  }

  private Members wholeMembers(long guildId) {
    Promise<Void> fetched = Promise.promise();
    Members members = state.members(guildId);
    members.load(_ -> fetched.future());
    fetched.complete();
    assertThat(members.isWhole()).isTrue();
    return members;
  }

  private void create(long id) {
    create(ONLY, id);
  }

  private void create(ShardId shard, long id) {
    apply(
        shard,
        "GUILD_CREATE",
        """
        {"id":"%1$d","name":"Harbour","icon":"a_b","owner_id":"9","member_count":3,
         "roles":[{"id":"11","name":"crew","position":1,"permissions":"1099511627777"},
                  {"id":"%1$d","name":"@everyone","position":0,"permissions":"1024"}],
         "channels":[{"id":"22","type":0,"name":"general","parent_id":"21","position":1,
                      "permission_overwrites":[{"id":"11","type":0,"allow":"1024","deny":"2048"}]},
                     {"id":"21","type":4,"name":"Deck","parent_id":null,"position":0}],
         "threads":[{"id":"23","type":11,"name":"chat","parent_id":"22",
                     "thread_metadata":{"archived":false}}],
         "members":[{"user":{"id":"6","username":"x"},"roles":["1"]},
                    {"user":{"id":"7","username":"bot"},"roles":["11"]}]}
        """
            .formatted(id));
  }

  private static String thread(long id, long parent, boolean archived) {
    return """
    {"id":"%d","guild_id":"1","parent_id":"%d","type":11,"name":"t",\
    "thread_metadata":{"archived":%b}}\
    """
        .formatted(id, parent, archived);
  }

  private static String chunk(String nonce, int index, int count, long member) {
    return """
    {"guild_id":"1","nonce":"%s","chunk_index":%d,"chunk_count":%d,\
    "members":[{"user":{"id":"%d"}}]}\
    """
        .formatted(nonce, index, count, member);
  }

  private void apply(String type, String data) {
    apply(ONLY, type, data);
  }

  private void apply(ShardId shard, String type, String data) {
    state.apply(shard, new Dispatch(type, 1, data.getBytes(UTF_8)));
  }
}

package dev.botswain.bot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.MovableTimers;
import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.guild.Channel;
import dev.botswain.time.Alarm;
import io.vertx.core.Promise;
import java.util.List;

/// A bot's state, and what Discord tells it.
abstract class BotStateFixture {

  static final ShardId ONLY = new ShardId(0, 1);

  final BotState state = new BotState(7, true);
  final Alarm quiet = new Alarm(new MovableTimers().vertx);

  List<Long> threads() {
    return state.guild(1).channels().all().stream()
        .filter(channel -> channel.type().isThread())
        .map(Channel::id)
        .toList();
  }

  Members wholeMembers(long guildId) {
    Promise<Void> fetched = Promise.promise();
    Members members = state.members(guildId);
    members.load(_ -> fetched.future());
    fetched.complete();
    assertThat(members.isWhole()).isTrue();
    return members;
  }

  void create(long id) {
    create(ONLY, id);
  }

  void create(ShardId shard, long id) {
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

  static String thread(long id, long parent, boolean archived) {
    return """
    {"id":"%d","guild_id":"1","parent_id":"%d","type":11,"name":"t",\
    "thread_metadata":{"archived":%b}}\
    """
        .formatted(id, parent, archived);
  }

  static String chunk(String nonce, int index, int count, long member) {
    return """
    {"guild_id":"1","nonce":"%s","chunk_index":%d,"chunk_count":%d,\
    "members":[{"user":{"id":"%d"}}]}\
    """
        .formatted(nonce, index, count, member);
  }

  void apply(String type, String data) {
    apply(ONLY, type, data);
  }

  void apply(ShardId shard, String type, String data) {
    state.apply(shard, new Dispatch(type, 1, data.getBytes(UTF_8)));
  }
}

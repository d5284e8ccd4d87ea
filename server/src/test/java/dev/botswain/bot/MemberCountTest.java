package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.guild.Member;
import dev.botswain.json.DiscordJson;
import dev.botswain.limit.Limit;
import dev.botswain.limit.Owner;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberCountTest {
  private static final long SHARE = Limit.MEMBERS_AHEAD.share();
  private static final long TOTAL = Limit.MEMBERS_AHEAD.total();

  private final MemberCount count = new MemberCount();
  private final BotState state = new BotState(7, false, more -> count.add(bot(7), more));

  private static Owner bot(long id) {
    return Owner.ofBot(id);
  }

  private void apply(String type, String json) {
    byte[] data = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    state.apply(new ShardId(0, 1), new Dispatch(type, 0, data));
  }

  private long kept() {
    return SHARE - count.roomFor(bot(7));
  }

  private static Member member(long id) {
    return DiscordJson.read(
            "{\"user\":{\"id\":\"%s\",\"username\":\"x\"}}"
                .formatted(id)
                .getBytes(StandardCharsets.UTF_8),
            Member.Wire.class)
        .member();
  }

  @Test
  void members_comeAndGo_areCounted() {
    apply("GUILD_CREATE", "{'id':'1','name':'g','member_count':3}");
    state
        .members(1)
        .load(fetching -> {
          fetching.page(List.of(member(1), member(2), member(3)));
          return Future.succeededFuture();
        });
    assertThat(kept()).isEqualTo(3);

    apply("GUILD_MEMBER_ADD", "{'guild_id':'1','user':{'id':'4','username':'x'}}");
    apply("GUILD_MEMBER_UPDATE", "{'guild_id':'1','user':{'id':'4','username':'y'}}");
    assertThat(kept()).isEqualTo(4);

    apply("GUILD_MEMBER_REMOVE", "{'guild_id':'1','user':{'id':'1'}}");
    apply("GUILD_MEMBER_REMOVE", "{'guild_id':'1','user':{'id':'1'}}");
    assertThat(kept()).isEqualTo(3);

    apply("GUILD_DELETE", "{'id':'1'}");
    assertThat(kept()).isZero();
  }

  @Test
  void members_loadFailsOrBotCloses_areCountedNoMore() {
    Promise<Void> fetched = Promise.promise();
    state
        .members(1)
        .load(fetching -> {
          fetching.page(List.of(member(1), member(2)));
          return fetched.future();
        });
    assertThat(kept()).isEqualTo(2);
    fetched.fail("broken off");
    assertThat(kept()).isZero();

    state
        .members(1)
        .load(fetching -> {
          fetching.page(List.of(member(1)));
          return Future.succeededFuture();
        });
    state.close();
    assertThat(kept()).isZero();
  }

  @Test
  void room_botWithMoreThanItsShare_leavesTheOthersTheirs() {
    count.add(bot(1), TOTAL * 2);
    assertThat(count.roomFor(bot(1))).isZero();
    assertThat(count.roomFor(bot(2))).isEqualTo(SHARE);

    count.add(bot(1), -TOTAL * 2 + 5);
    assertThat(count.roomFor(bot(1))).isEqualTo(SHARE - 5);

    for (long bot = 2; bot <= TOTAL / SHARE; bot++) {
      count.add(bot(bot), SHARE);
    }
    assertThat(count.roomFor(bot(9))).isEqualTo(SHARE - 5);
  }

  @Test
  void room_botsOfOneTenant_isOneShare() {
    record Tenant(String name) implements Owner {}
    count.add(new Tenant("tenant a"), SHARE - 5);
    count.add(new Tenant("tenant a"), 3);

    assertThat(count.roomFor(new Tenant("tenant a"))).isEqualTo(2);
    assertThat(count.roomFor(bot(1))).isEqualTo(SHARE);
  }
}

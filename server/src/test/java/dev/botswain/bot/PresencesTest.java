package dev.botswain.bot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.guild.Presence;
import dev.botswain.guild.Presences;
import dev.botswain.json.DiscordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PresencesTest {
  private static final ShardId ONLY = new ShardId(0, 1);
  private static final List<String> STATUSES = List.of("offline", "online", "idle", "dnd");

  private final BotState state = new BotState(7, true);

  private void apply(String type, String data) {
    state.apply(ONLY, new Dispatch(type, 1, data.replace('\'', '"').getBytes(UTF_8)));
  }

  private void create(int memberCount) {
    apply(
        "GUILD_CREATE",
        """
        {'id':'1','name':'Harbour','member_count':%d,'channels':[],'roles':[],'presences':[
        {'user':{'id':'9'},'status':'idle','client_status':{'mobile':'idle'},'activities':[]},
        {'user':{'id':'8'},'status':'online','client_status':{'desktop':'dnd','web':'online'},
        'activities':[{'name':'whist','type':0}]}]}\
        """
            .formatted(memberCount));
  }

  @Test
  void guildCreate_saysWhoIsThere() {
    create(4);

    Presences presences = state.presences(1);
    assertThat(presences.isWhole()).isTrue();
    assertThat(presences.size()).isEqualTo(2);
    assertThat(presences.get(7)).isNull();
    assertThat(presences.get(9).status()).isEqualTo("idle");
    assertThat(presences.get(9).on(0)).isNull();
    assertThat(presences.get(9).on(1)).isEqualTo("idle");
    assertThat(presences.get(9).activities()).isNull();
    assertThat(presences.get(8).on(0)).isEqualTo("dnd");
    assertThat(presences.get(8).on(2)).isEqualTo("online");
    assertThat(new String(presences.get(8).activities(), UTF_8))
        .isEqualTo("[{\"name\":\"whist\",\"type\":0}]");
  }

  @Test
  void guildCreate_ofMoreThan75000_saysNothing() {
    create(75_001);
    assertThat(state.presences(1)).isNull();
  }

  @Test
  void memberWhoLeft_isNotThere() {
    create(4);
    apply("GUILD_MEMBER_REMOVE", "{'guild_id':'1','user':{'id':'8'}}");

    assertThat(state.presences(1).get(8)).isNull();
    assertThat(state.presences(1).get(9).status()).isEqualTo("idle");
  }

  @Test
  void whatASessionKnew_isForgottenWithIt() {
    create(4);
    apply("READY", "{'guilds':[{'id':'1','unavailable':true}]}");
    assertThat(state.presences(1)).isNull();
    create(4);
    apply("GUILD_DELETE", "{'id':'1','unavailable':true}");
    assertThat(state.presences(1)).isNull();
  }

  @Test
  void chunk_saysOfAllItsMembers() {
    Presences begun = state.beginPresences(1);
    apply("PRESENCE_UPDATE", "{'guild_id':'1','user':{'id':'8'},'status':'online'}");
    apply("PRESENCE_UPDATE", "{'guild_id':'1','user':{'id':'5'},'status':'online'}");
    apply(
        "GUILD_MEMBERS_CHUNK",
        """
        {'guild_id':'1','chunk_index':0,'chunk_count':2,'nonce':'x','members':[{'user':{'id':'8'}},
        {'user':{'id':'9'}}],'presences':[{'user':{'id':'9'},'status':'dnd'}]}\
        """);

    assertThat(begun.get(8)).isNull();
    assertThat(begun.get(9).status()).isEqualTo("dnd");
    assertThat(begun.get(5).status()).isEqualTo("online");
  }

  @Test
  void presences_whateverHappens_areAsTheEventsSay() {
    var random = new Random(1);
    var presences = new Presences();
    var expected = new TreeMap<Long, String>();
    var many = new ArrayList<Presence.Wire>();
    for (int i = 0; i < 5_000; i++) {
      long user = random.nextLong(-200, 200);
      String status = STATUSES.get(random.nextInt(4));
      var wire =
          new Presence.Wire(
              new Presence.User(user),
              1,
              status,
              null,
              random.nextInt(3) == 0 ? DiscordJson.list().add(user + status) : null);
      if (i < 1_000) {
        many.add(wire);
      } else {
        presences.put(wire);
        expected.put(user, status + (wire.activities() == null ? "" : wire.activities()));
      }
      if (i == 999) {
        presences.putAll(many);
        many.forEach(one ->
            expected.put(
                one.userId(), one.status() + (one.activities() == null ? "" : one.activities())));
      }
    }
    expected.values().removeIf(status -> status.startsWith("offline"));
    expected.remove(0L);

    var found = new TreeMap<Long, String>();
    for (long user = -200; user < 200; user++) {
      Presence one = presences.get(user);
      if (one != null) {
        byte[] busy = one.activities();
        found.put(user, one.status() + (busy == null ? "" : new String(busy, UTF_8)));
      }
    }
    assertThat(found).isEqualTo(expected);
    assertThat(presences.size()).isEqualTo(expected.size());
  }
}

package dev.botswain.relay.gateway;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.GatewayClient.GUILDS;
import static dev.botswain.testing.GatewayClient.GUILD_MEMBERS;
import static dev.botswain.testing.GatewayClient.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.Presence;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.GatewayClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Opcode 8 through the relay.
class GatewayMembersTest {
  private static final int PRESENCES = 1 << 8;

  private Botswain botswain;
  private String session;
  private String guild;
  private int memberCount;

  @BeforeEach
  void start() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    session = botswain.session(TOKEN);
    JsonNode first = botswain.get("/api/guilds", session).body().path(0);
    guild = first.path("id").asText();
    memberCount = first.path("memberCount").asInt();
  }

  @AfterEach
  void stop() {
    botswain.close();
  }

  private List<JsonNode> ask(GatewayClient client, String more) throws Exception {
    client.send(8, "{'guild_id':'" + guild + "'," + more + "}");
    var chunks = new ArrayList<JsonNode>();
    do {
      chunks.add(client.await("GUILD_MEMBERS_CHUNK"));
    } while (chunks.size() < chunks.getFirst().path("chunk_count").asInt());
    return chunks;
  }

  private static List<JsonNode> members(List<JsonNode> chunks) {
    var members = new ArrayList<JsonNode>();
    chunks.forEach(chunk -> chunk.path("members").forEach(members::add));
    return members;
  }

  @Test
  void wholeList_comesInChunksFromWhatIsKept() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, USUAL | GUILD_MEMBERS)) {
      long seq = client.seq();
      for (int i = 0; i < 3; i++) { // Discord would allow one in 30 seconds.
        List<JsonNode> chunks = ask(client, "'query':'','limit':0,'nonce':'n" + i + "'");
        assertThat(chunks).hasSize(Math.ceilDiv(memberCount, 1_000));
        for (int index = 0; index < chunks.size(); index++) {
          assertThat(chunks.get(index).path("chunk_index").asInt()).isEqualTo(index);
          assertThat(chunks.get(index).path("nonce").asText()).isEqualTo("n" + i);
        }
        var ids = new HashSet<>(members(chunks).stream().map(m -> m.at("/user/id")).toList());
        assertThat(ids).hasSize(memberCount);
      }
      assertThat(client.seq()).isEqualTo(seq);
    }
  }

  @Test
  void members_areAsDiscordWritesThem() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, USUAL | GUILD_MEMBERS)) {
      // Discord is asked before the list is kept, so this is its own answer.
      JsonNode theirs = members(ask(client, "'query':'ada','limit':1,'nonce':'p'")).getFirst();
      members(ask(client, "'query':'','limit':0"));
      JsonNode ours = members(ask(client, "'query':'ada','limit':1")).getFirst();
      theirs
          .path("user")
          .fieldNames()
          .forEachRemaining(name -> {
            if (ours.path("user").has(name)) {
              assertThat(ours.path("user").path(name))
                  .as(name)
                  .isEqualTo(theirs.path("user").get(name));
            }
          });
      for (String name :
          List.of("nick", "avatar", "roles", "joined_at", "premium_since", "deaf", "mute")) {
        assertThat(ours.path(name)).as(name).isEqualTo(theirs.path(name));
      }
      for (String name : List.of("pending", "flags", "communication_disabled_until")) {
        assertThat(ours.path(name)).as(name).isEqualTo(theirs.path(name));
      }
    }
  }

  /// Discord allows one such request in half a minute; the second client never became ready.
  @Test
  void wholeListWithPresences_ofTwoClients_isThereForBoth() throws Exception {
    String activities = "[{\"id\":\"1\",\"name\":\"whist ⚓\",\"type\":0,\"created_at\":1}]";
    String id =
        botswain.inWorld(world -> {
          var user = world.users().all().at(2);
          world.users().presence(user, new Presence("dnd", activities));
          return Long.toString(user.id());
        });
    long online =
        botswain.inWorld(world ->
            world.guilds().get(Long.parseLong(guild)).members().stream()
                .filter(member -> member.user().presence().isVisible())
                .count());
    for (int i = 0; i < 3; i++) {
      try (GatewayClient client =
          GatewayClient.login(botswain, session, USUAL | GUILD_MEMBERS | PRESENCES)) {
        List<JsonNode> chunks = ask(client, "'query':'','limit':0,'presences':true");
        assertThat(members(chunks)).hasSize(memberCount);
        assertThat(chunks.stream().mapToInt(chunk -> chunk.path("presences").size()).sum())
            .isEqualTo((int) online);
        JsonNode one = ask(client, "'user_ids':['" + id + "'],'presences':true").getFirst();
        assertThat(one.at("/presences/0/activities").toString()).isEqualTo(activities);
        assertThat(one.at("/presences/0/status").asText()).isEqualTo("dnd");
        assertThat(one.at("/presences/0/client_status").toString())
            .isEqualTo("{\"desktop\":\"dnd\"}");
        assertThat(ask(client, "'user_ids':['" + id + "']").getFirst().has("presences")).isFalse();
      }
    }
  }

  @Test
  void prefixAndIds_beforeTheListIsKept_areAskedOfDiscord() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, USUAL);
        GatewayClient other = GatewayClient.login(botswain, session, USUAL | GUILD_MEMBERS)) {
      List<JsonNode> found = ask(client, "'query':'ada','limit':5,'nonce':'mine'");
      assertThat(members(found)).hasSize(5);
      assertThat(found.getFirst().path("nonce").asText()).isEqualTo("mine");
      String id = members(found).getFirst().at("/user/id").asText();
      JsonNode byId = ask(client, "'user_ids':['" + id + "','1']").getFirst();
      assertThat(byId.path("members")).hasSize(1);
      assertThat(byId.path("not_found").path(0).asText()).isEqualTo("1");
      assertThat(other.drain()).isEmpty(); // It requested nothing.

      ask(other, "'query':'','limit':0");
      JsonNode kept = ask(client, "'user_ids':['" + id + "','1'],'nonce':'x'").getFirst();
      assertThat(kept.path("members").path(0).at("/user/id").asText()).isEqualTo(id);
      assertThat(kept.path("not_found")).isEqualTo(byId.path("not_found"));
    }
  }

  @Test
  void wholeList_withoutTheIntent_isNotAnswered() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, GUILDS)) {
      client.send(8, "{'guild_id':'" + guild + "','query':'','limit':0}");
      client.send(8, "{'guild_id':'123','query':'a','limit':1}");
      assertThat(members(ask(client, "'query':'ada','limit':1"))).hasSize(1);
    }
  }

  @Test
  void resume_afterAQuestion_isAnsweredAgain() throws Exception {
    try (GatewayClient before = GatewayClient.login(botswain, session, USUAL | GUILD_MEMBERS)) {
      ask(before, "'query':'','limit':0,'nonce':'again'");
      before.drop();
      try (GatewayClient after = GatewayClient.connect(botswain)) {
        after.awaitOp(10);
        after.resume(session, before);
        assertThat(after.find("GUILD_MEMBERS_CHUNK").path("nonce").asText()).isEqualTo("again");
      }
    }
  }
}

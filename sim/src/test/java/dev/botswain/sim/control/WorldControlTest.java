package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/// What the control API does in the world: guilds, members, messages, events.
class WorldControlTest extends ControlFixture {
  @Test
  void guilds_always_areListedWithTheirChannels() {
    JsonNode guild = call("GET", "/sim/guilds", null).body().path(0);
    assertThat(guild.path("id").asText()).isEqualTo(guildId);
    assertThat(guild.path("memberCount").asInt()).isEqualTo(5);
    assertThat(guild.path("channels")).hasSize(3);
    assertThat(guild.path("channels").path(0).path("type").isInt()).isTrue();
  }

  @Test
  void message_ofAMember_isSaidEditedAndTakenBack() {
    Reply said = call("POST", "/sim/channels/" + channelId + "/messages", "{\"content\":\"hi\"}");
    assertThat(said.status()).isEqualTo(201);
    String path = "/channels/" + channelId + "/messages/" + said.body().path("id").asText();
    assertThat(discord("GET", path, null).body().path("content").asText()).isEqualTo("hi");
    assertThat(call("PATCH", "/sim" + path, "{\"content\":\"ho\"}").status()).isEqualTo(200);
    assertThat(discord("GET", path, null).body().path("content").asText()).isEqualTo("ho");
    assertThat(call("DELETE", "/sim" + path, null).status()).isEqualTo(204);
    assertThat(discord("GET", path, null).status()).isEqualTo(404);
    assertThat(call("DELETE", "/sim" + path, null).status()).isEqualTo(404);
  }

  @Test
  void message_ofANamedAuthor_isTheirs() {
    String body = "{\"content\":\"hi\",\"authorId\":\"" + botId + "\"}";
    assertThat(
            call("POST", "/sim/channels/" + channelId + "/messages", body)
                .body()
                .path("authorId")
                .asText())
        .isEqualTo(botId);
  }

  @Test
  void message_toABot_comesAsADirectMessage() {
    Reply said = call("POST", "/sim/bots/" + botId + "/messages", "{\"content\":\"psst\"}");
    assertThat(said.status()).isEqualTo(201);
    String channel = said.body().path("channelId").asText();
    assertThat(discord("GET", "/channels/" + channel, null).body().path("type").asInt())
        .isEqualTo(1);
  }

  @Test
  void member_whoJoinsAndLeaves_isCounted() {
    Reply joined =
        call("POST", "/sim/guilds/" + guildId + "/members", "{\"username\":\"newcomer\"}");
    assertThat(joined.status()).isEqualTo(201);
    String member = "/guilds/" + guildId + "/members/" + joined.body().path("userId").asText();
    assertThat(discord("GET", member, null).status()).isEqualTo(200);
    assertThat(call("DELETE", "/sim" + member, null).status()).isEqualTo(204);
    assertThat(discord("GET", member, null).status()).isEqualTo(404);
    assertThat(call("DELETE", "/sim" + member, null).status()).isEqualTo(404);
  }

  @Test
  void event_ofInterestToAMember_listsThem() {
    String events = "/guilds/" + guildId + "/scheduled-events";
    String id =
        sim.call(() -> {
          var guild = sim.world().guilds().get(Long.parseLong(guildId));
          var owner = sim.world().users().get(guild.ownerId());
          return Long.toString(
              sim.world().scheduledEvents().create(guild, owner, event -> {}).id());
        });
    String users = "/sim" + events + "/" + id + "/users";
    String body = "{\"userId\":\"" + botId + "\"}";
    assertThat(call("POST", users, body).status()).isEqualTo(204);
    String listed = events + "/" + id + "/users";
    assertThat(discord("GET", listed, null).body().path(0).path("user_id").asText())
        .isEqualTo(botId);
    assertThat(call("DELETE", users + "/" + botId, null).status()).isEqualTo(204);
    assertThat(discord("GET", listed, null).body()).isEmpty();
    assertThat(call("POST", users, "{\"userId\":\"5\"}").error()).contains("userId");
    assertThat(call("POST", users + "x", body).status()).isEqualTo(404);
  }
}

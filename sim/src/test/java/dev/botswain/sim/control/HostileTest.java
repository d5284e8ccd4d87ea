package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.HostileWorld;
import org.junit.jupiter.api.Test;

class HostileTest extends ControlFixture {
  @Test
  void hostile_added_canBeReadByTheBotInFull() {
    var added = call("POST", "/sim/hostile", "{\"botId\":\"" + botId + "\"}");
    assertThat(added.status()).isEqualTo(201);
    String guild = added.body().path("guildId").asText();

    var read = discord("GET", "/guilds/" + guild, null);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body().path("name").asText())
        .startsWith("<script>")
        .hasSizeLessThanOrEqualTo(100);
    assertThat(read.body().path("emojis")).hasSize(300);
    int messages = 0;
    for (JsonNode channel : discord("GET", "/guilds/" + guild + "/channels", null).body()) {
      assertThat(channel.path("name").asText()).hasSizeBetween(1, 100);
      if (channel.path("type").asInt() == 0) {
        var some =
            discord(
                "GET", "/channels/" + channel.path("id").asText() + "/messages?limit=100", null);
        assertThat(some.status()).isEqualTo(200);
        messages += some.body().size();
        for (JsonNode message : some.body()) {
          assertThat(message.path("content").asText()).hasSizeLessThanOrEqualTo(4_000);
        }
        assertThat(some.body().findValuesAsText("content")).containsAll(HostileWorld.MARKUP);
        assertThat(some.body().findValues("poll")).isNotEmpty();
      }
    }
    assertThat(messages).isGreaterThan(200);
  }

  @Test
  void hostile_forAnUnknownBot_isRefused() {
    assertThat(call("POST", "/sim/hostile", "{\"botId\":\"7\"}").status()).isEqualTo(400);
  }
}

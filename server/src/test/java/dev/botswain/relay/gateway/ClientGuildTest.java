package dev.botswain.relay.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.guild.Member;
import dev.botswain.guild.Roster;
import dev.botswain.json.DiscordJson;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientGuildTest {
  private static final long BOT = 7;

  private static byte[] document(int memberCount) {
    return """
    {"id":"1","member_count":%d,"large":true,"voice_states":[{"user_id":"11"}],"presences":[],
    "members":[{"user":{"id":"7","banner":"b"}},{"user":{"id":"11","banner":"b"}}]}\
    """
        .formatted(memberCount)
        .getBytes(UTF_8);
  }

  private static Roster roster(int members, String role) {
    var byId = new TreeMap<Long, Member>();
    for (long id = BOT; id < BOT + members; id++) {
      byId.put(
          id,
          Member.of(
              DiscordJson.tree(
                  "{\"user\":{\"id\":\"%d\",\"username\":\"m\"},\"roles\":[%s]}"
                      .formatted(id, role)
                      .getBytes(UTF_8))));
    }
    return new Roster(byId, null);
  }

  private static JsonNode seen(ClientGuild view, int memberCount, Roster roster) {
    return DiscordJson.tree(view.of(document(memberCount), roster, false));
  }

  @ParameterizedTest
  @CsvSource({"50,50,false", "51,2,true", "75000,2,true"})
  void members_ofWhomNothingIsToBeSeen_comeBelowTheThreshold(int count, int come, boolean large) {
    JsonNode guild =
        seen(new ClientGuild(BOT, true, true, 50), count, roster(Math.min(count, 99), ""));

    assertThat(guild.path("members")).hasSize(come);
    assertThat(guild.path("large").asBoolean()).isEqualTo(large);
    assertThat(guild.path("members").path(1).at("/user/banner").asText()).isEqualTo("b");
  }

  @Test
  void members_withRoles_comeFromLargeGuildsUpToTenThousand() {
    var view = new ClientGuild(BOT, true, true, 50);
    assertThat(seen(view, 99, roster(99, "\"5\"")).path("members")).hasSize(99);
    assertThat(seen(view, 12_000, roster(12_000, "\"5\"")).path("members")).hasSize(10_002);
    assertThat(seen(view, 75_001, roster(99, "\"5\"")).path("members")).hasSize(2);
  }

  @Test
  void voices_withoutTheIntent_areNotShown() {
    JsonNode guild = seen(new ClientGuild(BOT, true, false, 50), 99, roster(99, ""));
    assertThat(guild.path("members")).hasSize(1);
    assertThat(guild.path("voice_states")).isEmpty();
  }
}

package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollActionsTest extends ControlFixture {
  private String message;

  @BeforeEach
  void ask() {
    var asked =
        discord(
            "POST",
            "/channels/" + channelId + "/messages",
            """
            {"poll":{"question":{"text":"Where to?"},"answers":[{"poll_media":{"text":"North"}},
             {"poll_media":{"text":"South"}}]}}
            """);
    assertThat(asked.status()).isEqualTo(200);
    message = asked.body().path("id").asText();
  }

  private String user(int n) {
    return sim.call(() -> {
      var members = sim.world().guilds().get(Long.parseLong(guildId)).members();
      return Long.toString(members.at(n).id());
    });
  }

  private Reply vote(int answer, String user) {
    return call(
        "POST",
        "/sim/channels/" + channelId + "/messages/" + message + "/votes",
        "{\"answerId\":" + answer + ",\"userId\":\"" + user + "\"}");
  }

  private JsonNode counts() {
    return discord("GET", "/channels/" + channelId + "/messages/" + message, null)
        .body()
        .path("poll")
        .path("results")
        .path("answer_counts");
  }

  @Test
  void vote_inAPollWithOneAnswerEach_movesTheVote() {
    assertThat(vote(1, user(0)).status()).isEqualTo(204);
    assertThat(vote(1, user(1)).status()).isEqualTo(204);
    assertThat(vote(2, user(0)).status()).isEqualTo(204);

    assertThat(counts().path(0).path("count").asInt()).isEqualTo(1);
    assertThat(counts().path(1).path("count").asInt()).isEqualTo(1);
    var voters =
        discord("GET", "/channels/" + channelId + "/polls/" + message + "/answers/2", null);
    assertThat(voters.body().path("users").path(0).path("id").asText()).isEqualTo(user(0));
  }

  @Test
  void poll_thatIsEnded_tellsWhoWon() {
    vote(2, user(0));
    discord("POST", "/channels/" + channelId + "/polls/" + message + "/expire", "{}");

    var result =
        discord("GET", "/channels/" + channelId + "/messages?limit=1", null).body().path(0);
    assertThat(result.path("embeds").toString())
        .contains("{\"name\":\"victor_answer_text\",\"value\":\"South\",\"inline\":false}")
        .contains("{\"name\":\"total_votes\",\"value\":\"1\",\"inline\":false}");
  }

  @Test
  void vote_thatCannotBe_isRefused() {
    assertThat(vote(3, user(0)).error()).isEqualTo("answerId: the poll has 2 answers.");
    assertThat(vote(1, botId).status()).isEqualTo(400);
    assertThat(vote(1, "7").status()).isEqualTo(400);
  }
}

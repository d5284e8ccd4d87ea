package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers to commands in the menus of users and messages, and the mentions of edits.
class ContextMenuTest {
  private Harbour harbour;

  @BeforeEach
  void open() {
    harbour = new Harbour();
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private JsonNode answer(int type, long target) {
    Interaction used =
        harbour.act(
            new Interaction.Act(
                Interaction.COMMAND,
                harbour.mate,
                harbour.general,
                "Log",
                "{\"id\":\"1\",\"name\":\"Log\",\"type\":%d,\"target_id\":\"%d\"}"
                    .formatted(type, target),
                null,
                null));
    return harbour
        .call(
            "POST",
            "/interactions/%d/%s/callback?with_response=true".formatted(used.id(), used.token()),
            "{\"type\":4,\"data\":{\"content\":\"noted\"}}")
        .body()
        .path("resource")
        .path("message");
  }

  @Test
  void answer_toAMessagesMenu_pointsToTheMessage() {
    Message said = harbour.say(harbour.general, harbour.captain, "set sail");

    JsonNode answer = answer(3, said.id());

    assertThat(answer.path("type").asInt()).isEqualTo(23);
    assertThat(answer.path("referenced_message").path("id").asLong()).isEqualTo(said.id());
    assertThat(answer.path("interaction_metadata").path("target_message_id").asLong())
        .isEqualTo(said.id());
  }

  @Test
  void answer_toAUsersMenu_namesTheUser() {
    JsonNode answer = answer(2, harbour.captain.id());

    assertThat(answer.path("type").asInt()).isEqualTo(23);
    assertThat(answer.path("interaction_metadata").path("target_user").path("id").asLong())
        .isEqualTo(harbour.captain.id());
  }

  @Test
  void edit_withoutContent_leavesTheMentions() {
    String messages = "/channels/" + harbour.general.id() + "/messages";
    JsonNode sent =
        harbour
            .call(
                "POST",
                messages,
                "{\"content\":\"<@%d>\",\"allowed_mentions\":{\"parse\":[]}}"
                    .formatted(harbour.mate.id()))
            .body();
    String path = messages + "/" + sent.path("id").asText();

    JsonNode embedded = harbour.call("PATCH", path, "{\"embeds\":[{\"title\":\"course\"}]}").body();
    JsonNode written =
        harbour.call("PATCH", path, "{\"content\":\"<@%d>!\"}".formatted(harbour.mate.id())).body();

    assertThat(embedded.path("mentions")).isEmpty();
    assertThat(written.path("mentions")).hasSize(1);
  }

  @Test
  void components_alone_mentionWhomTheirTextNames() {
    JsonNode sent =
        harbour
            .call(
                "POST",
                "/channels/" + harbour.general.id() + "/messages",
                "{\"flags\":32768,\"components\":[{\"type\":10,\"content\":\"<@%d>\"}]}"
                    .formatted(harbour.mate.id()))
            .body();

    assertThat(sent.path("mentions").path(0).path("id").asLong()).isEqualTo(harbour.mate.id());
  }
}

package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Emoji;
import dev.botswain.sim.world.Message;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reactions and pins.
class ReactionRoutesTest {
  private static final String FIRE = "%F0%9F%94%A5";

  private Harbour harbour;
  private Message said;
  private String reactions;
  private String channel;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    said = harbour.say(harbour.general, harbour.mate, "ahoy");
    channel = "/channels/" + harbour.general.id();
    reactions = channel + "/messages/" + said.id() + "/reactions";
    harbour.events.clear();
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  @Test
  void reaction_ofTheBot_isAddedListedAndRemoved() {
    assertThat(harbour.call("PUT", reactions + "/" + FIRE + "/@me").status()).isEqualTo(204);
    assertThat(harbour.call("PUT", reactions + "/" + FIRE + "/@me").status()).isEqualTo(204);
    JsonNode reaction =
        harbour.call("GET", channel + "/messages/" + said.id()).body().path("reactions").path(0);
    assertThat(reaction.path("count").asInt()).isEqualTo(1);
    assertThat(reaction.path("me").asBoolean()).isTrue();
    assertThat(reaction.path("emoji").path("name").asText()).isEqualTo("🔥");
    assertThat(harbour.call("GET", reactions + "/" + FIRE).body()).hasSize(1);
    assertThat(harbour.call("GET", reactions + "/" + FIRE + "?limit=101").code()).isEqualTo(50035);
    assertThat(harbour.call("DELETE", reactions + "/" + FIRE + "/@me").status()).isEqualTo(204);
    assertThat(harbour.events).containsExactly("MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"👍🏽", "❤️", "🇩🇪", "1️⃣", "👨‍👩‍👧‍👦", "#️⃣"})
  void reaction_ofEveryKindOfUnicodeEmoji_isTaken(String emoji) {
    String encoded = URLEncoder.encode(emoji, StandardCharsets.UTF_8);
    assertThat(harbour.call("PUT", reactions + "/" + encoded + "/@me").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "fire", "1", "name:123456789012345678", "%20"})
  void reaction_withNoEmoji_is10014(String emoji) {
    Reply reply = harbour.call("PUT", reactions + "/" + emoji + "/@me");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(10014);
  }

  @Test
  void reaction_the21st_is30010() {
    harbour.inWorld(() -> {
      for (int i = 0; i < 20; i++) {
        harbour
            .world
            .reactions()
            .add(said, harbour.mate, Emoji.unicode(Character.toString(0x1F600 + i)));
      }
      return 0;
    });
    assertThat(harbour.call("PUT", reactions + "/" + FIRE + "/@me").code()).isEqualTo(30010);
    String there = URLEncoder.encode(Character.toString(0x1F600), StandardCharsets.UTF_8);
    assertThat(harbour.call("PUT", reactions + "/" + there + "/@me").status()).isEqualTo(204);
  }

  @Test
  void reactions_ofOthers_needManageMessages() {
    harbour.inWorld(() -> harbour.world.reactions().add(said, harbour.mate, Emoji.unicode("🔥")));
    String theirs = reactions + "/" + FIRE + "/" + harbour.mate.id();
    assertThat(harbour.call(harbour.plain, "DELETE", theirs).code()).isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "DELETE", reactions).code()).isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "DELETE", reactions + "/" + FIRE).code())
        .isEqualTo(50013);
    assertThat(harbour.call("DELETE", theirs).status()).isEqualTo(204);
    harbour.call("PUT", reactions + "/" + FIRE + "/@me");
    assertThat(harbour.call("DELETE", reactions + "/" + FIRE).status()).isEqualTo(204);
    assertThat(harbour.call("DELETE", reactions).status()).isEqualTo(204);
    assertThat(harbour.events)
        .contains("MESSAGE_REACTION_REMOVE_EMOJI", "MESSAGE_REACTION_REMOVE_ALL");
  }

  @Test
  void pin_ofAMessage_isListedByBothPaths() {
    Message second = harbour.say(harbour.general, harbour.mate, "second");
    assertThat(harbour.call("PUT", channel + "/messages/pins/" + said.id()).status())
        .isEqualTo(204);
    harbour.clock.advance(Duration.ofMinutes(1));
    assertThat(harbour.call("PUT", channel + "/pins/" + second.id()).status()).isEqualTo(204);
    assertThat(harbour.events).contains("CHANNEL_PINS_UPDATE");
    JsonNode page = harbour.call("GET", channel + "/messages/pins?limit=1").body();
    assertThat(page.path("items").path(0).path("message").path("id").asLong())
        .isEqualTo(second.id());
    assertThat(page.path("has_more").asBoolean()).isTrue();
    String before = page.path("items").path(0).path("pinned_at").asText();
    JsonNode next =
        harbour
            .call(
                "GET",
                channel
                    + "/messages/pins?before="
                    + URLEncoder.encode(before, StandardCharsets.UTF_8))
            .body();
    assertThat(next.path("items")).hasSize(1);
    assertThat(next.path("has_more").asBoolean(true)).isFalse();
    assertThat(harbour.call("GET", channel + "/pins").body()).hasSize(2);
    assertThat(harbour.call("DELETE", channel + "/messages/pins/" + said.id()).status())
        .isEqualTo(204);
    assertThat(harbour.call("GET", channel + "/pins").body()).hasSize(1);
  }

  @Test
  void pin_withoutThePermissionOrMessage_isRefused() {
    assertThat(harbour.call(harbour.plain, "PUT", channel + "/messages/pins/" + said.id()).code())
        .isEqualTo(50013);
    assertThat(harbour.call("PUT", channel + "/messages/pins/5").code()).isEqualTo(10008);
    assertThat(harbour.call("GET", channel + "/messages/pins?limit=51").code()).isEqualTo(50035);
  }
}

package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Message;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollRoutesTest {
  private static final String POLL =
      """
      {"poll":{"question":{"text":"Sail?"},"duration":1,
       "answers":[{"poll_media":{"text":"yes"}},{"poll_media":{"text":"no"}}]}}
      """;

  private Harbour harbour;
  private String polls;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    polls = "/channels/" + harbour.general.id() + "/polls/";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private String ask() {
    JsonNode sent =
        harbour.call("POST", "/channels/" + harbour.general.id() + "/messages", POLL).body();
    harbour.events.clear();
    return polls + sent.path("id").asText();
  }

  @Test
  void poll_endedByItsAuthor_isFinal() {
    String poll = ask();
    JsonNode ended = harbour.call("POST", poll + "/expire").body().path("poll");
    assertThat(ended.path("results").path("is_finalized").asBoolean()).isTrue();
    assertThat(harbour.events).containsExactly("MESSAGE_UPDATE", "MESSAGE_CREATE");
    assertThat(harbour.call("POST", poll + "/expire").code()).isEqualTo(520001);
  }

  @Test
  void poll_pastItsDuration_isOver() {
    String poll = ask();
    harbour.clock.advance(Duration.ofHours(1));
    assertThat(harbour.call("POST", poll + "/expire").code()).isEqualTo(520001);
  }

  @Test
  void poll_ofAnother_cannotBeEnded() {
    assertThat(harbour.call(harbour.plain, "POST", ask() + "/expire").code()).isEqualTo(50005);
  }

  @Test
  void message_withoutAPoll_is520006() {
    Message said = harbour.say(harbour.general, harbour.pilot.user(), "ahoy");
    assertThat(harbour.call("POST", polls + said.id() + "/expire").code()).isEqualTo(520006);
  }

  @Test
  void crosspost_happensOnceAndInAnnouncementChannelsOnly() {
    Message news = harbour.say(harbour.news, harbour.mate, "land ahoy");
    String path = "/channels/" + harbour.news.id() + "/messages/" + news.id() + "/crosspost";
    assertThat(harbour.call(harbour.plain, "POST", path).code()).isEqualTo(50013);
    Reply published = harbour.call("POST", path);
    assertThat(published.body().path("flags").asInt()).isEqualTo(Message.CROSSPOSTED);
    assertThat(harbour.call("POST", path).code()).isEqualTo(40033);
    Message said = harbour.say(harbour.general, harbour.mate, "ahoy");
    String other = "/channels/" + harbour.general.id() + "/messages/" + said.id() + "/crosspost";
    assertThat(harbour.call("POST", other).code()).isEqualTo(50024);
  }
}

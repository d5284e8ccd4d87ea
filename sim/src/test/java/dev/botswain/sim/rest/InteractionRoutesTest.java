package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Message;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionRoutesTest {
  private static final String REPLY = "{\"type\":4,\"data\":{\"content\":\"aye\"}}";
  private static final String EPHEMERAL =
      "{\"type\":4,\"data\":{\"content\":\"psst\",\"flags\":64}}";

  private Harbour harbour;
  private Interaction used;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    used = harbour.use("sail");
    harbour.events.clear();
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private Reply callback(Interaction interaction, String json) {
    return harbour.anyone(
        "POST",
        "/interactions/" + interaction.id() + "/" + interaction.token() + "/callback",
        json);
  }

  private String hook(String rest) {
    return "/webhooks/" + harbour.pilot.id() + "/" + used.token() + rest;
  }

  @Test
  void callback_withAMessage_saysItWithoutALogin() {
    assertThat(callback(used, REPLY).status()).isEqualTo(204);
    assertThat(harbour.events).containsExactly("MESSAGE_CREATE");
    Reply original = harbour.anyone("GET", hook("/messages/@original"), null);
    assertThat(original.body().path("content").asText()).isEqualTo("aye");
    assertThat(original.body().path("type").asInt()).isEqualTo(Message.CHAT_INPUT_COMMAND);
    assertThat(original.body().path("interaction_metadata").path("user").path("id").asLong())
        .isEqualTo(harbour.mate.id());
    assertThat(original.body().path("webhook_id").asLong()).isEqualTo(harbour.pilot.id());
    assertThat(harbour.general.messages().get(original.body().path("id").asLong())).isNotNull();
  }

  @Test
  void original_percentEncoded_isFound() {
    callback(used, REPLY);
    assertThat(harbour.anyone("GET", hook("/messages/%40original"), null).status()).isEqualTo(200);
  }

  @Test
  void callback_askedForItsResponse_givesTheMessage() {
    Reply reply =
        harbour.anyone(
            "POST",
            "/interactions/" + used.id() + "/" + used.token() + "/callback?with_response=true",
            EPHEMERAL);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("interaction").path("response_message_ephemeral").asBoolean())
        .isTrue();
    assertThat(reply.body().path("resource").path("message").path("content").asText())
        .isEqualTo("psst");
  }

  @Test
  void callback_withFiles_keepsThem() {
    Reply reply =
        harbour.send(
            harbour
                .request(
                    "POST",
                    "/interactions/" + used.id() + "/" + used.token() + "/callback",
                    BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{\"type\":4,\"data\":{}}\r\n"
                            + "--b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a.txt\"\r\n\r\nchart\r\n--b--\r\n"))
                .header("Content-Type", "multipart/form-data; boundary=b"));
    assertThat(reply.status()).isEqualTo(204);
    Reply original = harbour.anyone("GET", hook("/messages/@original"), null);
    String url = original.body().path("attachments").path(0).path("url").asText();
    assertThat(harbour.download(url).text()).isEqualTo("chart");
  }

  @Test
  void callback_twice_is40060() {
    callback(used, REPLY);
    Reply again = callback(used, REPLY);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.code()).isEqualTo(40060);
  }

  @Test
  void callback_afterThreeSeconds_is10062AndTheTokenStaysUnknown() {
    harbour.clock.advance(Duration.ofMillis(3_001));
    Reply late = callback(used, REPLY);
    assertThat(late.status()).isEqualTo(404);
    assertThat(late.code()).isEqualTo(10062);
    assertThat(harbour.anyone("POST", hook(""), "{\"content\":\"a\"}").code()).isEqualTo(10015);
  }

  @Test
  void callback_withAnothersToken_is10062() {
    Reply reply = harbour.anyone("POST", "/interactions/" + used.id() + "/guess/callback", REPLY);
    assertThat(reply.code()).isEqualTo(10062);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | type",
        "{\"type\":6} | type",
        "{\"type\":8,\"data\":{\"choices\":[]}} | type",
        "{\"type\":9} | data",
        "{\"type\":9,\"data\":{\"custom_id\":\"m\",\"components\":[{\"type\":1}]}} | data.title",
        "{\"type\":9,\"data\":{\"custom_id\":\"m\",\"title\":\"t\",\"components\":[]}} | data.components",
        "{\"type\":4,\"data\":{\"content\":[]}} | data.content",
      })
  void callback_thatDoesNotFit_is50035AndMayBeTriedAgain(String body, String place) {
    Reply reply = callback(used, body);
    assertThat(reply.code()).isEqualTo(50035);
    assertThat(reply.errorAt(place)).isNotEmpty();
    assertThat(callback(used, REPLY).status()).isEqualTo(204);
  }

  @Test
  void callback_toAutocomplete_takesChoicesOnly() {
    Interaction typed =
        harbour.act(
            new Interaction.Act(
                Interaction.AUTOCOMPLETE, harbour.mate, harbour.general, "sail", "{}", null, null));
    assertThat(callback(typed, REPLY).code()).isEqualTo(50035);
    String choices = "{\"type\":8,\"data\":{\"choices\":[{\"name\":\"Home\",\"value\":\"home\"}]}}";
    assertThat(callback(typed, choices).status()).isEqualTo(204);
    assertThat(typed.answer().data()).contains("Home");
    assertThat(harbour.events).doesNotContain("MESSAGE_CREATE");
  }

  @Test
  void deferral_showsALoadingMessageThatAnEditCompletes() {
    callback(used, "{\"type\":5}");
    Reply loading = harbour.anyone("GET", hook("/messages/@original"), null);
    assertThat(loading.body().path("flags").asInt()).isEqualTo(Message.LOADING);
    Reply edited =
        harbour.anyone("PATCH", hook("/messages/@original"), "{\"content\":\"at last\"}");
    assertThat(edited.body().path("content").asText()).isEqualTo("at last");
    assertThat(edited.body().path("flags").asInt()).isZero();
    assertThat(harbour.events).containsExactly("MESSAGE_CREATE", "MESSAGE_UPDATE");
  }

  @Test
  void followUp_afterADeferral_isTheOriginalAndKeepsItEphemeral() {
    callback(used, "{\"type\":5,\"data\":{\"flags\":64}}");
    Reply first = harbour.anyone("POST", hook(""), "{\"content\":\"one\"}");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body().path("flags").asInt()).isEqualTo(Message.EPHEMERAL);
    Reply second = harbour.anyone("POST", hook(""), "{\"content\":\"two\"}");
    assertThat(second.body().path("id")).isNotEqualTo(first.body().path("id"));
    assertThat(second.body().path("flags").asInt()).isZero();
    assertThat(second.body().path("interaction_metadata").path("original_response_message_id"))
        .isEqualTo(first.body().path("id"));
  }

  @Test
  void ephemeralMessage_isNotInTheChannel() {
    callback(used, EPHEMERAL);
    Reply original = harbour.anyone("GET", hook("/messages/@original"), null);
    String id = original.body().path("id").asText();
    String path = "/channels/" + harbour.general.id() + "/messages/" + id;
    assertThat(harbour.call("GET", path).code()).isEqualTo(10008);
    assertThat(harbour.anyone("PATCH", hook("/messages/" + id), "{\"content\":\"b\"}").status())
        .isEqualTo(200);
    assertThat(harbour.anyone("DELETE", hook("/messages/" + id), null).status()).isEqualTo(204);
    assertThat(harbour.anyone("GET", hook("/messages/@original"), null).code()).isEqualTo(10008);
  }

  @Test
  void token_beforeTheFirstAnswer_isUnknown() {
    assertThat(harbour.anyone("GET", hook("/messages/@original"), null).code()).isEqualTo(10015);
  }

  @Test
  void token_afterFifteenMinutes_isInvalid() {
    callback(used, REPLY);
    harbour.clock.advance(Duration.ofMinutes(15));
    assertThat(harbour.anyone("POST", hook(""), "{\"content\":\"a\"}").status()).isEqualTo(200);
    harbour.clock.advance(Duration.ofMillis(1));
    Reply dead = harbour.anyone("POST", hook(""), "{\"content\":\"a\"}");
    assertThat(dead.status()).isEqualTo(401);
    assertThat(dead.code()).isEqualTo(50027);
  }

  @Test
  void token_ofOneInteraction_doesNotReachAnothersMessages() {
    callback(used, REPLY);
    Interaction other = harbour.use("sail");
    callback(other, REPLY);
    long theirs = other.messages().at(0).id();
    assertThat(harbour.anyone("DELETE", hook("/messages/" + theirs), null).code()).isEqualTo(10008);
  }

  @Test
  void update_ofAComponentsMessage_editsIt() {
    Message message = harbour.say(harbour.general, harbour.pilot.user(), "press");
    Interaction pressed = press(message);
    harbour.events.clear();
    assertThat(callback(pressed, "{\"type\":7,\"data\":{\"content\":\"pressed\"}}").status())
        .isEqualTo(204);
    assertThat(message.content()).isEqualTo("pressed");
    assertThat(harbour.events).containsExactly("MESSAGE_UPDATE");
  }

  @Test
  void deferredUpdate_changesNothingUntilTheOriginalIsEdited() {
    Message message = harbour.say(harbour.general, harbour.pilot.user(), "press");
    used = press(message);
    harbour.events.clear();
    assertThat(callback(used, "{\"type\":6}").status()).isEqualTo(204);
    assertThat(harbour.events).isEmpty();
    harbour.anyone("PATCH", hook("/messages/@original"), "{\"content\":\"later\"}");
    assertThat(message.content()).isEqualTo("later");
  }

  @Test
  void reply_toAComponent_refersToItsMessage() {
    Message message = harbour.say(harbour.general, harbour.pilot.user(), "press");
    used = press(message);
    callback(used, REPLY);
    Reply original = harbour.anyone("GET", hook("/messages/@original"), null);
    assertThat(original.body().path("message_reference").path("message_id").asLong())
        .isEqualTo(message.id());
    assertThat(original.body().path("interaction_metadata").path("interacted_message_id").asLong())
        .isEqualTo(message.id());
  }

  private Interaction press(Message message) {
    return harbour.act(
        new Interaction.Act(
            Interaction.COMPONENT, harbour.mate, harbour.general, "", "{}", message, null));
  }

  @Test
  void mentions_ofAReply_areOfUsersOnlyUnlessAllowed() {
    callback(
        used,
        "{\"type\":4,\"data\":{\"content\":\"<@%d> <@&%d> @everyone\"}}"
            .formatted(harbour.mate.id(), harbour.officers.id()));
    Message said = harbour.general.messages().at(harbour.general.messages().size() - 1);
    assertThat(said.mentions()).containsExactly(harbour.mate);
    Reply shown = harbour.anyone("GET", hook("/messages/@original"), null);
    assertThat(shown.body().path("mention_everyone").asBoolean()).isFalse();
    assertThat(shown.body().path("mention_roles")).isEmpty();
  }

  @Test
  void globalLimit_isNotForInteractions() {
    harbour.close();
    harbour = new Harbour(new Limits(true, 1, 10_000));
    assertThat(harbour.call("GET", "/users/@me").status()).isEqualTo(200);
    assertThat(harbour.call("GET", "/users/@me").status()).isEqualTo(429);
    for (int i = 0; i < 3; i++) {
      assertThat(callback(harbour.use("sail"), REPLY).status()).isEqualTo(204);
    }
  }
}

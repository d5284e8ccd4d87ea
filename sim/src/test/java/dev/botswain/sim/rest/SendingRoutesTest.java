package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sending messages.
class SendingRoutesTest extends SendingFixture {
  private void deny(Channel channel, long permission) {
    harbour.inWorld(() ->
        harbour
            .world
            .channels()
            .update(
                harbour.guild,
                channel,
                changed ->
                    changed.overwrites(
                        List.of(PermissionOverwrite.member(harbour.pilot.id(), 0, permission)))));
  }

  @Test
  void send_ofContent_givesTheMessageAndTellsTheGateway() {
    Reply reply = harbour.call("POST", messages, "{\"content\":\" ahoy \",\"nonce\":\"n1\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("content").asText()).isEqualTo("ahoy");
    assertThat(reply.body().path("author").path("id").asLong()).isEqualTo(harbour.pilot.id());
    assertThat(reply.body().path("nonce").asText()).isEqualTo("n1");
    assertThat(harbour.events).containsExactly("MESSAGE_CREATE");
    String path = messages + "/" + reply.body().path("id").asText();
    assertThat(harbour.call("GET", path).body().has("nonce")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"content\":\"  \"}", "{\"embeds\":[]}", "{\"content\":null}"})
  void send_ofNothing_is50006(String body) {
    Reply reply = harbour.call("POST", messages, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(50006);
  }

  @Test
  void send_of2000Characters_isTakenAndOneMoreIs50035() {
    assertThat(content(2_000).status()).isEqualTo(200);
    Reply tooLong = content(2_001);
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.code()).isEqualTo(50035);
    assertThat(tooLong.body().path("message").asText()).isEqualTo("Invalid Form Body");
    assertThat(tooLong.errorAt("content")).isEqualTo("BASE_TYPE_MAX_LENGTH");
  }

  /// Characters outside the basic plane count as one.
  private Reply content(int characters) {
    return harbour.call(
        "POST",
        messages,
        "{\"content\":\""
            + "⚓🚢".repeat(characters / 2)
            + (characters % 2 == 1 ? "x" : "")
            + "\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\":{}} | content | STRING_TYPE_CONVERT",
        "{\"content\":\"a\",\"tts\":\"maybe\"} | tts | BOOLEAN_TYPE_CONVERT",
        "{\"content\":\"a\",\"nonce\":\"12345678901234567890123456\"} | nonce |"
            + " BASE_TYPE_MAX_LENGTH",
        "{\"embeds\":[{},{},{},{},{},{},{},{},{},{},{}]} | embeds | BASE_TYPE_MAX_LENGTH",
        "{\"embeds\":[{}]} | embeds.0.description | BASE_TYPE_REQUIRED",
        "{\"embeds\":[7]} | embeds.0 | MODEL_TYPE_CONVERT",
        "{\"embeds\":[{\"title\":\"a\"},{\"title\":\"b\",\"color\":-1}]} | embeds.1.color |"
            + " NUMBER_TYPE_MIN",
        "{\"embeds\":[{\"title\":\"a\",\"url\":\"ftp://x\"}]} | embeds.0.url |"
            + " URL_TYPE_INVALID_SCHEME",
        "{\"embeds\":[{\"title\":\"a\",\"url\":\"here\"}]} | embeds.0.url | URL_TYPE_INVALID_URL",
        "{\"embeds\":[{\"title\":\"a\",\"timestamp\":\"noon\"}]} | embeds.0.timestamp |"
            + " DATE_TIME_TYPE_PARSE",
        "{\"embeds\":[{\"fields\":[{\"name\":\"a\"}]}]} | embeds.0.fields.0.value |"
            + " BASE_TYPE_REQUIRED",
        "{\"embeds\":\"one\"} | embeds | LIST_TYPE_CONVERT",
        "{\"content\":\"a\",\"allowed_mentions\":{\"parse\":[\"all\"]}} | allowed_mentions.parse |"
            + " BASE_TYPE_CHOICES",
        "{\"content\":\"a\",\"allowed_mentions\":{\"parse\":[\"users\"],\"users\":[\"1\"]}} |"
            + " allowed_mentions | MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        "{\"content\":\"a\",\"message_reference\":{}} | message_reference.message_id |"
            + " BASE_TYPE_REQUIRED",
        "{\"content\":\"a\",\"message_reference\":{\"message_id\":\"5\"}} | message_reference |"
            + " REPLIES_UNKNOWN_MESSAGE",
        "{\"components\":[{\"type\":2}]} | components.0.type | UNION_TYPE_CHOICES",
        "{\"components\":[{\"components\":[]}]} | components.0.type | BASE_TYPE_REQUIRED",
        "{\"flags\":32768,\"content\":\"a\"} | content |"
            + " MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "{\"poll\":{\"answers\":[]}} | poll.question | BASE_TYPE_REQUIRED",
      })
  void send_ofWhatIsWrong_is50035AtItsPlace(String body, String place, String error) {
    Reply reply = harbour.call("POST", messages, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(50035);
    assertThat(reply.errorAt(place)).isEqualTo(error);
    assertThat(harbour.events).isEmpty();
  }

  @Test
  void send_ofSeveralWrongThings_namesThemAll() {
    Reply reply =
        harbour.call(
            "POST", messages, "{\"content\":[],\"embeds\":[{\"color\":\"red\",\"title\":\"a\"}]}");
    assertThat(reply.errorAt("content")).isEqualTo("STRING_TYPE_CONVERT");
    assertThat(reply.errorAt("embeds.0.color")).isEqualTo("NUMBER_TYPE_COERCE");
  }

  @Test
  void send_ofEmbedsAbove6000Characters_is50035() {
    String two = "{\"description\":\"" + "x".repeat(3_001) + "\"}";
    Reply reply = harbour.call("POST", messages, "{\"embeds\":[" + two + "," + two + "]}");
    assertThat(reply.errorAt("embeds")).isEqualTo("MAX_EMBED_SIZE_EXCEEDED");
  }

  @Test
  void send_ofAnEmbed_isRich() {
    Reply reply =
        harbour.call(
            "POST",
            messages,
            "{\"embeds\":[{\"title\":\"Tide\",\"type\":\"video\",\"fields\":[{\"name\":\"High\",\"value\":\"noon\"}]}]}");
    JsonNode embed = reply.body().path("embeds").path(0);
    assertThat(embed.path("type").asText()).isEqualTo("rich");
    assertThat(embed.path("fields").path(0).path("inline").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SEND_MESSAGES, 50013, '{\"content\":\"a\"}'",
    "VIEW_CHANNEL, 50001, '{\"content\":\"a\"}'",
    "EMBED_LINKS, 50013, '{\"embeds\":[{\"title\":\"a\"}]}'",
    "SEND_TTS_MESSAGES, 50013, '{\"content\":\"a\",\"tts\":true}'",
    "SEND_POLLS, 50013,"
        + " '{\"poll\":{\"question\":{\"text\":\"?\"},\"answers\":[{\"poll_media\":{\"text\":\"a\"}}]}}'",
  })
  void send_withoutThePermission_isRefused(String permission, int code, String body)
      throws ReflectiveOperationException {
    assertThat(harbour.call("POST", messages, body).status()).isEqualTo(200);
    deny(harbour.general, Permissions.class.getField(permission).getLong(null));
    Reply reply = harbour.call("POST", messages, body);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void send_toAChannelWithoutMessages_isRefused() {
    String body = "{\"content\":\"a\"}";
    Reply category = harbour.call("POST", "/channels/" + harbour.category.id() + "/messages", body);
    assertThat(category.code()).isEqualTo(50008);
    Reply forum = harbour.call("POST", "/channels/" + harbour.forum.id() + "/messages", body);
    assertThat(forum.code()).isEqualTo(40058);
  }

  @Test
  void send_asAReply_refersToTheMessage() {
    Message question = harbour.say(harbour.general, harbour.mate, "where to?");
    Reply reply =
        harbour.call(
            "POST",
            messages,
            "{\"content\":\"home\",\"message_reference\":{\"message_id\":\"%d\"}}"
                .formatted(question.id()));
    assertThat(reply.body().path("type").asInt()).isEqualTo(19);
    assertThat(reply.body().path("message_reference").path("message_id").asLong())
        .isEqualTo(question.id());
    assertThat(reply.body().path("referenced_message").path("content").asText())
        .isEqualTo("where to?");
  }

  @Test
  void send_asAReplyThatNeedNotExist_becomesAPlainMessage() {
    Reply reply =
        harbour.call(
            "POST",
            messages,
            "{\"content\":\"home\",\"message_reference\":{\"message_id\":\"5\",\"fail_if_not_exists\":false}}");
    assertThat(reply.body().path("type").asInt()).isZero();
  }

  @Test
  void send_asAReplyWithoutHistory_is160002() {
    Message question = harbour.say(harbour.general, harbour.mate, "where to?");
    deny(harbour.general, Permissions.READ_MESSAGE_HISTORY);
    Reply reply =
        harbour.call(
            "POST",
            messages,
            "{\"content\":\"home\",\"message_reference\":{\"message_id\":\"%d\"}}"
                .formatted(question.id()));
    assertThat(reply.code()).isEqualTo(160002);
  }

  @Test
  void send_withAnEnforcedNonce_givesTheSameMessageForAFewMinutes() {
    String body = "{\"content\":\"once\",\"nonce\":\"n\",\"enforce_nonce\":true}";
    String first = harbour.call("POST", messages, body).body().path("id").asText();
    assertThat(harbour.call("POST", messages, body).body().path("id").asText()).isEqualTo(first);
    assertThat(harbour.events).containsExactly("MESSAGE_CREATE");
    String loose = "{\"content\":\"once\",\"nonce\":\"n\"}";
    assertThat(harbour.call("POST", messages, loose).body().path("id").asText())
        .isNotEqualTo(first);
    harbour.clock.advance(Nonces.KEPT.plus(Duration.ofSeconds(1)));
    assertThat(harbour.call("POST", messages, body).body().path("id").asText()).isNotEqualTo(first);
  }

  @Test
  void send_ofComponents_numbersThem() {
    Reply reply =
        harbour.call(
            "POST",
            messages,
            "{\"components\":[{\"type\":1,\"components\":[{\"type\":2,\"style\":1,\"label\":\"go\",\"custom_id\":\"go\"}]}]}");
    assertThat(reply.body().path("components").path(0).path("id").asInt()).isEqualTo(1);
    assertThat(
            reply.body().path("components").path(0).path("components").path(0).path("id").asInt())
        .isEqualTo(2);
  }

  @Test
  void send_toAnArchivedThread_bringsItBackUnlessItIsLocked() {
    Channel thread =
        harbour.inWorld(() ->
            harbour
                .world
                .threads()
                .create(
                    harbour.guild,
                    harbour.general,
                    harbour.world.newId(),
                    ChannelType.PUBLIC_THREAD,
                    "repairs",
                    harbour.mate,
                    made -> made.thread().archived(true, harbour.world.now())));
    String path = "/channels/" + thread.id() + "/messages";
    assertThat(harbour.call(harbour.plain, "POST", path, "{\"content\":\"a\"}").status())
        .isEqualTo(200);
    assertThat(thread.thread().archived()).isFalse();
    harbour.inWorld(() -> thread.thread().locked(true));
    assertThat(harbour.call(harbour.plain, "POST", path, "{\"content\":\"a\"}").code())
        .isEqualTo(160005);
  }

  @Test
  void send_toSomeoneWithoutACommonGuild_is50278() {
    Channel direct =
        harbour.inWorld(() -> harbour.world.channels().direct(harbour.pilot, harbour.ashore));
    String path = "/channels/" + direct.id() + "/messages";
    assertThat(harbour.call("POST", path, "{\"content\":\"a\"}").code()).isEqualTo(50278);
  }
}

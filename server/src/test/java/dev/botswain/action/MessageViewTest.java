package dev.botswain.action;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.http.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageViewTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void of_everything_showsIt() throws JsonProcessingException {
    JsonObject view =
        shown(
            """
            {"unknown": [{"id": "1"}], "type": 19, "id": "9", "channel_id": "8", "content": "hello", "pinned": true,
             "author": {"member": {"id": "2"}, "id": "4194304", "username": "ada", "global_name": "Ada", "avatar": "a_b", "bot": true},
             "timestamp": "2026-01-01T00:00:00.000000+00:00", "edited_timestamp": "2026-01-02T02:00:00+02:00",
             "attachments": [{"id": "7", "filename": "a.png", "content_type": "image/png", "size": 5, "url": "https://a", "width": 3, "height": null}],
             "embeds": [{"title": "t", "fields": [{"name": "n"}]}],
             "reactions": [{"emoji": {"id": "6", "name": "x"}, "count": 2, "me": true}],
             "message_reference": {"channel_id": "8", "message_id": "5"}}
            """);

    assertThat(view)
        .isEqualTo(
            new JsonObject(
                """
                {"id": "9", "channelId": "8", "content": "hello", "pinned": true, "type": "reply", "replyTo": "5",
                 "author": {"id": "4194304", "username": "ada", "displayName": "Ada", "bot": true,
                   "avatar": "https://cdn.discordapp.com/avatars/4194304/a_b.gif"},
                 "timestamp": "2026-01-01T00:00:00.000Z", "editedAt": "2026-01-02T00:00:00.000Z",
                 "attachments": [{"id": "7", "filename": "a.png", "description": null, "contentType": "image/png", "size": 5,
                   "url": "https://a", "width": 3, "height": null}],
                 "embeds": [{"title": "t", "fields": [{"name": "n"}]}],
                 "reactions": [{"emoji": "x", "emojiId": "6", "count": 2, "me": true}],
                 "reference": {"channelId": "8", "messageId": "5"}}
                """));
  }

  @Test
  void of_whatFewMessagesHave_showsIt() throws JsonProcessingException {
    JsonObject view =
        shown(
            """
            {"id": "9", "flags": 32804, "webhook_id": "3", "application_id": "4", "tts": true, "mention_everyone": true,
             "author": {"id": "3"}, "type": 0, "mentions": [{"id": "4194304", "username": "ada", "avatar": null}], "mention_roles": ["11"],
             "mention_channels": [{"id": "12", "guild_id": "13", "name": "big-news", "type": 5}],
             "components": [{"type": 1, "components": [{"type": 2, "custom_id": "c"}]}],
             "sticker_items": [{"id": "14", "name": "Wave", "format_type": 3}],
             "poll": {"question": {"text": "?"}, "answers": [], "results": {"is_finalized": false, "answer_counts": []}},
             "thread": {"id": "9", "name": "T", "message_count": 2, "member_count": 1, "thread_metadata": {"archived": true}},
             "message_reference": {"type": 1, "channel_id": "8", "message_id": "5", "guild_id": "7"},
             "message_snapshots": [{"message": {"content": "was", "flags": 4, "type": 0, "timestamp": "2026-01-01T00:00:00Z",
               "message_snapshots": [{"message": {}}]}}],
             "interaction": {"id": "20", "type": 2, "name": "tide", "user": {"id": "4194304"}},
             "interaction_metadata": {"id": "20", "type": 2, "user": {"id": "4194304"}, "authorizing_integration_owners": {"0": "1"}},
             "call": {"participants": ["1"], "ended_timestamp": null}, "role_subscription_data": {"tier_name": "Gold"},
             "attachments": [{"id": "7", "filename": "SPOILER_a.ogg", "duration_secs": 1.5, "waveform": "AA", "proxy_url": "https://p", "title": "A"},
               {"filename": "b", "flags": 8}],
             "reactions": [{"emoji": {"id": "6", "name": "x", "animated": true}, "count": 1}]}
            """);

    assertThat(view.getJsonArray("flags"))
        .containsExactly("suppress_embeds", "has_thread", "is_components_v2");
    assertThat(view.getString("webhookId") + view.getString("applicationId")).isEqualTo("34");
    assertThat(view.getBoolean("tts") && view.getBoolean("mentionsEveryone")).isTrue();
    assertThat(view.getJsonArray("mentions").getJsonObject(0).getString("avatar"))
        .isEqualTo("https://cdn.discordapp.com/embed/avatars/1.png");
    assertThat(view.getJsonArray("mentionRoles")).containsExactly("11");
    assertThat(view.getJsonArray("mentionChannels"))
        .containsExactly(
            new JsonObject(
                """
                {"id": "12", "guildId": "13", "name": "big-news", "type": "announcement"}\
                """));
    assertThat(view.getJsonArray("components").encode()).contains("custom_id");
    assertThat(view.getJsonArray("stickers").getJsonObject(0).getString("formatType"))
        .isEqualTo("lottie");
    assertThat(view.getJsonObject("poll").getJsonObject("results").getBoolean("is_finalized"))
        .isFalse();
    assertThat(view.getJsonObject("thread"))
        .isEqualTo(
            new JsonObject(
                """
                {"id": "9", "name": "T", "messageCount": 2, "memberCount": 1, "archived": true, "locked": false}\
                """));
    assertThat(view.getJsonObject("reference").getString("type")).isEqualTo("forward");
    assertThat(view.getJsonArray("snapshots").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                """
                {"content": "was", "timestamp": "2026-01-01T00:00:00.000Z", "editedAt": null, "attachments": [],
                 "embeds": [], "type": "default", "flags": ["suppress_embeds"]}\
                """));
    assertThat(view.getJsonObject("interaction").fieldNames())
        .containsExactlyInAnyOrder("id", "type", "name", "user");
    assertThat(view.getJsonObject("call").getJsonArray("participants")).containsExactly("1");
    assertThat(view.getJsonObject("roleSubscription").getString("tierName")).isEqualTo("Gold");
    assertThat(view.getJsonArray("attachments").getJsonObject(0))
        .contains(
            Map.entry("spoiler", true),
            Map.entry("durationSeconds", 1.5),
            Map.entry("waveform", "AA"),
            Map.entry("proxyUrl", "https://p"),
            Map.entry("title", "A"));
    assertThat(view.getJsonArray("attachments").getJsonObject(1).getBoolean("spoiler")).isTrue();
    assertThat(view.getJsonArray("reactions").getJsonObject(0).getBoolean("animated")).isTrue();
  }

  /// The console reads messages of events in the same way, and its tests read the same file.
  @Test
  void of_messagesThatTheConsoleReadsToo_areTheSame() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("console"))) {
      root = requireNonNull(root.getParent(), "this is not the repository");
    }
    JsonNode cases =
        JSON.readTree(root.resolve("console/src/discord/fixtures/messages.json").toFile());
    assertThat(cases).isNotEmpty();
    for (JsonNode each : cases) {
      assertThat(shown(each.path("discord").toString()))
          .as(each.path("name").asText())
          .isEqualTo(new JsonObject(each.path("view").toString()));
    }
  }

  @Test
  void of_aReply_showsTheMessageThatItAnswers() throws JsonProcessingException {
    JsonObject view =
        shown(
            """
            {"referenced_message": {"id": "5", "content": "before", "mentions": [{"id": "1"}], "referenced_message": {"id": "4"}}}
            """);

    JsonObject answered = view.getJsonObject("referencedMessage");
    assertThat(answered.getString("content")).isEqualTo("before");
    assertThat(answered.getJsonArray("mentions")).hasSize(1);
    assertThat(answered.containsKey("referencedMessage")).isFalse();
    assertThat(view.containsKey("referencedMessageDeleted")).isFalse();
    assertThat(shown("{\"referenced_message\": null}").getBoolean("referencedMessageDeleted"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"poll\": 5, \"mentions\": {}, \"thread\": [], \"components\": \"x\", \"webhook_id\":"
            + " {}, \"referenced_message\": 7, \"message_snapshots\": null}",
        "null",
        "[{\"id\": \"1\"}]",
        "{\"id\": null, \"content\": {\"id\": \"1\"}, \"author\": null, \"edited_timestamp\": []}",
        "{\"author\": [{\"id\": \"1\"}], \"attachments\": {\"id\": \"1\"}, \"embeds\": null}",
        "{\"author\": {\"id\": {}, \"username\": [\"x\"]}, \"reactions\": 5, \"pinned\": {\"a\":"
            + " true}}",
        "{\"message_reference\": [\"message_id\"], \"type\": {\"type\": 19}, \"flags\": {\"id\":"
            + " \"1\"}}",
      })
  void of_whatIsNoMessage_isEmpty(String discords) throws JsonProcessingException {
    assertThat(shown(discords)).isEqualTo(shown("{}")).contains(Map.entry("type", "default"));
  }

  @Test
  void of_fieldsOfAnotherType_showsTheRest() throws JsonProcessingException {
    JsonObject view =
        shown(
            """
            {"content": {"deep": [1, {"id": "no"}]}, "reactions": [null, 3, {"emoji": "x", "count": 1e99}],
             "attachments": [{"size": "big", "width": 99999999999999999999, "filename": "f"}], "id": 12}
            """);

    assertThat(view.getString("id")).isEqualTo("12");
    assertThat(view.getJsonArray("reactions")).hasSize(3);
    assertThat(view.getJsonArray("reactions").getJsonObject(2).getLong("count"))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(view.getJsonArray("attachments").getJsonObject(0).getLong("size")).isZero();
    assertThat(view.getJsonArray("attachments").getJsonObject(0).getLong("width"))
        .isEqualTo(Long.MAX_VALUE);
  }

  private static JsonObject shown(String discords) throws JsonProcessingException {
    return new JsonObject(Answer.json(MessageView.of(JSON.readTree(discords))).body());
  }
}

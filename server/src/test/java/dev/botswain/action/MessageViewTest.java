package dev.botswain.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.http.Answer;
import io.vertx.core.json.JsonObject;
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
                 "reactions": [{"emoji": "x", "emojiId": "6", "count": 2, "me": true}]}
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
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

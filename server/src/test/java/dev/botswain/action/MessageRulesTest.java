package dev.botswain.action;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import dev.botswain.testing.Form;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What dry runs say of messages, and what sending makes of them, against the sim.
class MessageRulesTest {
  private static final String TEXT = "{\"type\": 10, \"content\": \"Ahoy\"}";

  private static final String BUTTON =
      "{\"type\": 2, \"style\": 1, \"label\": \"x\", \"custom_id\": \"x\"}";

  private static Botswain botswain;
  private static String session;
  private static String messages;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT.withLimits(false), Map.of());
    session = botswain.session(TOKEN);
    for (JsonNode channel : botswain.get("/api/channels?type=text", session).body()) {
      if (channel.path("name").asText().equals("general")) {
        messages = "/api/channels/" + channel.path("id").asText() + "/messages";
      }
    }
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  private static Answer send(String method, String path, String body) {
    return botswain.send(
        HttpRequest.newBuilder(URI.create(botswain.url() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)),
        session);
  }

  private static Answer dryRun(String body) {
    return send("POST", messages + "?dryRun=true", body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | the message must have content
          {'embeds': [{}]} | embeds[0] must have a title
          {'embeds': [{'title': '<257>'}]} | embeds[0].title must have at most 256 characters, and has 257
          {'embeds': [{'fields': [{'name': '', 'value': 'x'}]}]} | embeds[0].fields[0].name must not be empty
          {'embeds': [{'title': 'x', 'url': 'ftp://x'}]} | embeds[0].url must begin with http:// or https://
          {'embeds': [{'description': '<4000>'}, {'description': '<2001>'}]} | embeds must have at most 6000 characters together, and have 6001
          {'content': 'x', 'components': [<button>]} | components[0] cannot be a button, because it stands beside content
          {'components': [{'type': 1, 'components': [{'type': 2, 'style': 1, 'label': 'x'}]}]} | components[0].components[0].custom_id must not be empty
          {'components': [{'type': 1, 'components': [{'type': 3, 'custom_id': 'x', 'options': []}]}]} | components[0].components[0].options must have 1 to 25 entries, and has 0
          {'components': [{'type': 1, 'components': [<button>, <button>]}]} | components[0].components[1].custom_id must not be that of another
          {'components': [{'type': 17, 'components': [{'type': 17, 'components': []}]}]} | components[0].components[0] cannot be a container, because it stands in a container
          {'components': [{'type': 9, 'components': [<text>]}]} | components[0].accessory must be a button or a thumbnail
          {'content': 'x', 'components': [<text>]} | content cannot be in a message of components V2
          {'components': [{'type': 99}]} | components[0].type is not that of a component of messages
          {'poll': {'question': {'text': '<301>'}, 'answers': [{'poll_media': {'text': 'x'}}]}} | poll.question.text must have at most 300
          {'poll': {'question': {'text': 'x'}, 'answers': []}} | poll.answers must have 1 to 10 entries
          {'poll': {'question': {'text': 'x'}, 'answers': [{'poll_media': {'text': 'x'}}], 'duration': 769}} | poll.duration must be from 1 to 768
          {'content': 'x', 'allowedMentions': {'parse': ['users'], 'users': ['5']}} | allowedMentions.users cannot be listed
          """)
  void dryRun_ofWhatDiscordRefuses_namesTheField(String pattern, String reason) {
    String body = body(pattern);
    refuses(body, reason);
    assertThat(send("POST", messages, body).status()).as("the simulated Discord").isEqualTo(400);
  }

  /// The simulated Discord is not as strict.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'components': [{'type': 1, 'components': [{'type': 2, 'style': 5, 'label': 'x', 'url': 'x'}]}]} | components[0].components[0].url must begin
          {'components': [{'type': 1, 'components': [{'type': 2, 'style': 1, 'custom_id': 'x'}]}]} | components[0].components[0] must have a label or an emoji
          {'components': [{'type': 10, 'content': '<2500>'}, {'type': 10, 'content': '<2500>'}]} | components must have at most 4000 characters of text, and have 5000
          """)
  void dryRun_ofWhatOnlyDiscordRefuses_namesTheField(String pattern, String reason) {
    refuses(body(pattern), reason);
  }

  private static String body(String pattern) {
    String body = pattern.replace('\'', '"').replace("<text>", TEXT).replace("<button>", BUTTON);
    for (int length : new int[] {257, 301, 2001, 2500, 4000}) {
      body = body.replace("<" + length + ">", "x".repeat(length));
    }
    return body;
  }

  private static void refuses(String body, String reason) {
    Answer dry = dryRun(body);
    assertThat(dry.status()).as(dry.raw().body()).isEqualTo(200);
    assertThat(dry.body().path("wouldSucceed").asBoolean()).isFalse();
    assertThat(dry.body().path("reasons"))
        .extracting(JsonNode::asText)
        .anyMatch(each -> each.startsWith(reason));
  }

  @Test
  void dryRun_ofAMessageWithTwoFaults_namesBoth() {
    Answer dry =
        dryRun("{\"embeds\": [{}], \"poll\": {\"question\": {\"text\": \"\"}, \"answers\": []}}");
    assertThat(dry.body().path("reasons")).hasSize(3);
  }

  @Test
  void dryRun_ofWhatIsAllowed_wouldSucceed() {
    String container =
        "{\"type\": 17, \"accent_color\": 5, \"components\": [%s, {\"type\": 14}, {\"type\": 9, \"components\": [%s], \"accessory\": {\"type\": 11, \"media\": {\"url\": \"https://example.org/a.png\"}}}, {\"type\": 1, \"components\": [{\"type\": 5, \"custom_id\": \"who\"}]}]}"
            .formatted(TEXT, TEXT);
    for (String body :
        new String[] {
          "{\"content\": \"x\"}",
          "{\"components\": [" + container + "]}",
          "{\"poll\": {\"question\": {\"text\": \"Sail?\"}, \"answers\": [{\"poll_media\":"
              + " {\"text\": \"Yes\"}}]}}",
          "{\"content\": \"x\", \"embeds\": [{\"image\": {\"url\":"
              + " \"https://example.org/a.png\"}}]}"
        }) {
      Answer dry = dryRun(body);
      assertThat(dry.body().path("reasons")).as(body).isEmpty();
      assertThat(dry.body().path("wouldSucceed").asBoolean()).as(body).isTrue();
      assertThat(send("POST", messages, body).status()).as(body).isEqualTo(200);
    }
  }

  @Test
  void message_ofComponentsV2_getsItsFlag() {
    Answer sent = send("POST", messages, "{\"components\": [" + TEXT + "]}");
    assertThat(sent.status()).as(sent.raw().body()).isEqualTo(200);

    Answer changed =
        send(
            "PATCH",
            messages + "/" + sent.body().path("id").asText(),
            "{\"components\": [{\"type\": 10, \"content\": \"Ahoy there\"}]}");
    assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
  }

  @Test
  void messageWithContent_changedToComponentsV2_becomesOneIfItIsEmptied() {
    String path =
        messages + "/" + send("POST", messages, "{\"content\": \"x\"}").body().path("id").asText();

    assertThat(send("PATCH", path, "{\"content\": null, \"components\": [" + TEXT + "]}").status())
        .isEqualTo(200);
  }

  @Test
  void file_thatIsASpoiler_isOneAtDiscord() {
    var form =
        new Form()
            .field("json", "{\"attachments\": [{\"file\": 0, \"spoiler\": true}]}")
            .file("end.txt", "text/plain", new byte[] {65})
            .end();
    Answer sent =
        botswain.send(
            HttpRequest.newBuilder(URI.create(botswain.url() + messages))
                .header("Content-Type", Form.TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form)),
            session);
    assertThat(sent.status()).as(sent.raw().body()).isEqualTo(200);

    Answer raw =
        botswain.get(
            "/api/v10" + messages.substring(4) + "/" + sent.body().path("id").asText(),
            "Bot " + session);
    assertThat(raw.body().path("attachments").path(0).path("flags").asInt() & 8).isEqualTo(8);
  }
}

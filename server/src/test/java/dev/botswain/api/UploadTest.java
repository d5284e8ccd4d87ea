package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import dev.botswain.testing.Form;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of messages.
class UploadTest {
  private static Botswain botswain;
  private static String session;
  private static String messages;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT.withLimits(false), Map.of());
    session = botswain.session(TOKEN);
    for (JsonNode channel : botswain.get("/api/channels?type=text", session).body()) {
      if (channel.path("name").asText().equals("photos")) {
        messages = "/api/channels/" + channel.path("id").asText() + "/messages";
      }
    }
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  private static Answer post(String path, byte[] form, String... headers) {
    return send("POST", path, form, headers);
  }

  private static Answer send(String method, String path, byte[] form, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(botswain.url() + path))
            .header("Content-Type", Form.TYPE)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return botswain.send(request, session);
  }

  private static byte[] noise(int length, int seed) {
    var noise = new byte[length];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  private static byte[] download(JsonNode attachment) throws IOException {
    try (var content = URI.create(attachment.path("url").asText()).toURL().openStream()) {
      return content.readAllBytes();
    }
  }

  @Test
  void message_withFiles_hasThem() throws Exception {
    byte[] log = "Wind NE 5".getBytes(StandardCharsets.UTF_8);
    byte[] photo = noise(6 << 20, 1);
    Answer sent =
        post(
            messages,
            new Form()
                .field("json", "{\"content\": \"Two files\"}")
                .file("log.txt", "text/plain", log)
                .file("quay \u00f6.bin", "application/octet-stream", photo)
                .end());

    assertThat(sent.status()).as(sent.raw().body()).isEqualTo(200);
    assertThat(sent.body().path("content").asText()).isEqualTo("Two files");
    JsonNode attachments = sent.body().path("attachments");
    assertThat(attachments.findValuesAsText("filename")).contains("log.txt").hasSize(2);
    assertThat(download(attachments.path(0))).isEqualTo(log);
    assertThat(download(attachments.path(1))).isEqualTo(photo);
  }

  @Test
  void message_ofFilesAlone_needsNoJson() {
    Answer sent = post(messages, new Form().file("a.bin", null, noise(10, 2)).end());

    assertThat(sent.status()).as(sent.raw().body()).isEqualTo(200);
    assertThat(sent.body().path("attachments")).hasSize(1);
  }

  @Test
  void message_whenDiscordFailsFirst_isSentAgainWithItsFiles() throws Exception {
    byte[] content = noise(300_000, 3);
    botswain.fault("POST", "/channels/*/messages", 502, 2, Map.of());
    Answer sent = post(messages, new Form().file("a.bin", null, content).end());

    assertThat(sent.status()).as(sent.raw().body()).isEqualTo(200);
    assertThat(download(sent.body().path("attachments").path(0))).isEqualTo(content);
  }

  @Test
  void idempotencyKey_withOtherContents_is422() {
    var key = new String[] {"Idempotency-Key", "files-1"};
    Answer first = post(messages, new Form().file("a.bin", null, noise(9, 4)).end(), key);
    Answer again = post(messages, new Form().file("a.bin", null, noise(9, 4)).end(), key);
    Answer other = post(messages, new Form().file("a.bin", null, noise(9, 5)).end(), key);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void form_withAnUnknownField_isRefused() {
    Answer refused = post(messages, new Form().field("content", "Ahoy").end());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("field").asText()).isEqualTo("content");
  }

  @Test
  void form_whoseJsonDoesNotFit_isRefused() {
    Answer refused = post(messages, new Form().field("json", "{\"content\": 5}").end());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("field").asText()).isEqualTo("content");
  }

  @Test
  void form_withMoreFilesThanDiscordTakes_isRefused() {
    var form = new Form();
    for (int i = 0; i < 11; i++) {
      form.file("a", null, noise(1, i));
    }
    assertThat(post(messages, form.end()).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=photo", "name=photo; filename*=utf-16''x", "name=photo; file=x"})
  void file_withoutAFilename_isToldWhatItLacks(String disposition) {
    byte[] form = new Form().part("Content-Disposition: form-data; " + disposition, "ahoy").end();

    Answer refused = post(messages, form);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("error").asText())
        .isEqualTo("photo is neither json nor a file: the part of a file has a filename");
  }

  @Test
  void form_thatTriesToWriteHeaders_doesNot() {
    Answer sent =
        post(messages, new Form().file("a%22; name=%22payload_json", null, noise(1, 1)).end());

    assertThat(sent.status()).as(sent.raw().body()).isEqualTo(200);
  }

  @Test
  void form_thatIsBroken_isRefused() {
    var broken = "--a-boundary\r\nnonsense\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(post(messages, broken).status()).isEqualTo(400);
  }

  @Test
  void form_whereNoneIsTaken_isRefused() {
    Answer refused = post("/api/roles", new Form().field("json", "{\"name\": \"a\"}").end());

    assertThat(refused.status()).isEqualTo(415);
  }

  /// Nothing of the form is sent, so an answer that waited for any of it would not come.
  @Test
  void session_thatMayNot_isRefusedBeforeItsFilesAreRead() {
    String reader = narrow(session, Map.of("scopes", List.of("read")));
    String elsewhere =
        narrow(session, Map.of("scopes", List.of("messages"), "channelIds", List.of("12")));
    String other = botswain.session(TOKEN_THREE_GUILDS);
    List<String> guilds = botswain.get("/api/guilds", other).ids();
    String inOneGuild =
        narrow(other, Map.of("scopes", List.of("guild"), "guildIds", List.of(guilds.get(0))));

    assertThat(refusal(messages, reader)).contains(" 403 ", "scope_missing");
    assertThat(refusal(messages, elsewhere)).contains(" 403 ", "out_of_scope");
    assertThat(refusal("/api/dm", elsewhere)).contains(" 403 ", "out_of_scope");
    assertThat(refusal("/api/stickers?guildId=" + guilds.get(1), inOneGuild))
        .contains(" 403 ", "out_of_scope");
    assertThat(refusal(messages + "?unknown=1", session)).contains(" 400 ", "invalid_request");
    assertThat(refusal("/api/stickers?guildId=12", session)).contains(" 404 ", "unknown_guild");
  }

  private static String narrow(String from, Map<String, ?> grant) {
    var body = new HashMap<String, Object>(grant);
    body.put("name", "narrow");
    return botswain.post("/api/sessions", from, body).body().path("sessionId").asText();
  }

  /// The answer to the head of a request with a large form.
  private static String refusal(String path, String by) {
    var url = URI.create(botswain.url());
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(15_000);
      String head =
          "POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\nContent-Type: %s\r\n"
                  .formatted(path, by, Form.TYPE)
              + "Content-Length: 26214400\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      var answer = new StringBuilder();
      for (int c = socket.getInputStream().read(); c != '}'; c = socket.getInputStream().read()) {
        answer.append((char) c);
      }
      return answer.toString();
    } catch (IOException e) {
      throw new AssertionError("not answered", e);
    }
  }

  @Test
  void sticker_withoutAFile_isRefused() {
    var named = new Form().field("json", "{\"name\": \"wave\", \"tags\": \"wave\"}");
    Answer none = post("/api/stickers", named.end());
    Answer asJson = botswain.post("/api/stickers", session, Map.of("name", "a", "tags", "b"));

    assertThat(none.status()).isEqualTo(400);
    assertThat(none.body().path("field").asText()).isEqualTo("file");
    assertThat(asJson.status()).isEqualTo(415);
  }

  @Test
  void sticker_thatDiscordWouldNotTake_isRefusedHere() {
    var two = new Form().file("a.png", noise(9, 1)).file("b.png", noise(9, 2));
    var large = new Form().file("a.png", noise(600 << 10, 1));

    assertThat(post("/api/stickers", two.end()).status()).isEqualTo(400);
    assertThat(post("/api/stickers", large.end()).status()).isEqualTo(413);
  }

  @Test
  void description_ofAFile_isItsAltText() {
    Answer sent =
        post(
            messages,
            new Form()
                .field("json", "{\"attachments\": [{\"file\": 1, \"description\": \"A buoy\"}]}")
                .file("a.png", noise(9, 1))
                .file("b.png", noise(9, 2))
                .end());

    JsonNode attachments = sent.body().path("attachments");
    assertThat(attachments).hasSize(2);
    assertThat(attachments.path(0).path("description").isNull()).isTrue();
    assertThat(attachments.path(1).path("description").asText()).isEqualTo("A buoy");
  }

  @Test
  void description_ofAnAttachment_canBeChanged() {
    Answer sent = post(messages, new Form().file("a", noise(9, 1)).file("b", noise(9, 2)).end());
    String kept = sent.body().path("attachments").path(1).path("id").asText();
    Answer changed =
        send(
            "PATCH",
            messages + "/" + sent.body().path("id").asText(),
            new Form()
                .field(
                    "json",
                    "{\"attachments\": [{\"id\": \"%s\", \"description\": \"A cork\"}]}"
                        .formatted(kept))
                .file("c", noise(9, 3))
                .end());

    assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
    JsonNode attachments = changed.body().path("attachments");
    assertThat(attachments.findValuesAsText("filename")).containsExactly("b", "c");
    assertThat(attachments.path(0).path("description").asText()).isEqualTo("A cork");
  }

  @Test
  void description_inAnAnswerToAnInteraction_isItsAltText() {
    botswain.post("/api/commands", session, Map.of("name", "chart", "description", "The harbour"));
    JsonNode interaction =
        botswain
            .simPost(
                "/sim/bots/" + botswain.simBot(TOKEN) + "/interactions",
                Map.of("type", "command", "name", "chart", "channelId", messages.split("/")[3]))
            .body();
    Answer reply =
        post(
            "/api/interactions/%s/%s/reply"
                .formatted(interaction.path("id").asText(), interaction.path("token").asText()),
            new Form()
                .field("json", "{\"attachments\": [{\"file\": 0, \"description\": \"A chart\"}]}")
                .file("chart.png", noise(9, 1))
                .end());

    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    assertThat(reply.body().path("attachments").path(0).path("description").asText())
        .isEqualTo("A chart");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          `{"file": 1}`, attachments[0].file
          `{"description": "A buoy"}`, attachments[0].file
          `{"file": 0, "description": 5}`, attachments[0].description
          `{"file": 0}, {"file": 0}`, attachments[1].file
          """)
  void description_ofNoFile_isRefused(String listed, String field) {
    Answer refused =
        post(
            messages,
            new Form()
                .field("json", "{\"attachments\": [" + listed + "]}")
                .file("a", noise(9, 1))
                .end());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("field").asText()).isEqualTo(field);
  }

  @Test
  void files_afterTheAnswer_areGone() {
    post(messages, new Form().file("a.bin", null, noise(10, 6)).end());
    post(messages, new Form().field("content", "Ahoy").file("a", null, noise(10, 6)).end());

    eventually(() -> assertThat(left()).isZero());
  }

  private static long left() throws IOException {
    try (Stream<Path> files =
        Files.find(Path.of(System.getProperty("java.io.tmpdir")), 2, (_, _) -> true)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("botswain-") && name.endsWith(".upload"))
          .count();
    }
  }
}

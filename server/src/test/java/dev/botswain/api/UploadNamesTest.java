package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.Botswain.Answer;
import dev.botswain.testing.Form;
import dev.botswain.testing.ScriptedUpstream;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Discord gets of a form, exactly.
class UploadNamesTest {
  private static final String MESSAGES = "/api/channels/1132915064832000005/messages";

  private static final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private static ScriptedUpstream discord;
  private static String session;

  @BeforeAll
  static void start() {
    discord = new ScriptedUpstream(Map.of());
    session = discord.botswain().session(TOKEN);
    discord.script(request ->
        request
            .body()
            .onSuccess(body -> {
              sent.add(body.toString());
              request
                  .response()
                  .putHeader("Content-Type", "application/json")
                  .end(
                      Buffer.buffer(
                          "{\"id\": \"1\", \"channel_id\": \"2\", \"author\": {\"id\": \"3\"},"
                              + " \"timestamp\": \"2026-11-23T12:00:00Z\"}"));
            }));
  }

  @AfterAll
  static void close() {
    discord.close();
  }

  private static Answer post(String type, byte[] body) {
    return discord
        .botswain()
        .send(
            HttpRequest.newBuilder(URI.create(discord.botswain().url() + MESSAGES))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body)),
            session);
  }

  private static String sent() throws InterruptedException {
    return sent.poll(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          a;b, c=d:e.txt | a;b, c=d:e.txt
          report [2026-11-23T12:00:00].csv | report [2026-11-23T12:00:00].csv
          a\\"b\\".txt | a%22b%22.txt
          a%22b.txt | a%22b.txt
          ⚓ ö.png | ⚓ ö.png
          C:\\dir\\a.txt | C:\\dir\\a.txt
          """)
  void file_withAnyName_keepsIt(String given, String kept) throws Exception {
    Answer answer =
        post(Form.TYPE, new Form().file(given, "Text/CSV; Charset=UTF-8", new byte[1]).end());

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(sent())
        .contains(
            "name=\"files[0]\"; filename=\""
                + kept
                + "\"\r\nContent-Type: text/csv; charset=UTF-8\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Multipart/Form-Data; boundary=a-boundary",
        "MULTIPART/FORM-DATA;BOUNDARY=\"a-boundary\"",
        "multipart/form-data; charset=utf-8; boundary=a-boundary"
      })
  void form_whoseTypeIsWrittenOtherwise_isTheSame(String type) throws Exception {
    Answer answer =
        post(
            type, new Form().field("json", "{\"content\": \"Ahoy\"}").file("a", new byte[1]).end());

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(sent()).contains("\"content\":\"Ahoy\"", "files[0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Application/JSON",
        "APPLICATION/JSON;CHARSET=UTF-8",
        "application/json; charset=\"Utf-8\"",
        "application/json; charset=utf8",
        "application/json; profile=\"x;y\""
      })
  void json_whoseTypeIsWrittenOtherwise_isTheSame(String type) throws Exception {
    Answer answer = post(type, Buffer.buffer("{\"content\": \"Ahoy\"}").getBytes());

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(sent()).contains("\"content\":\"Ahoy\"");
  }

  /// A page can set a part's type only with a `Blob`, which is sent as a file.
  @Test
  void json_asABlob_isNoFile() throws Exception {
    Answer answer =
        post(
            Form.TYPE,
            new Form()
                .part(
                    "content-disposition: FORM-DATA; Name=json; FileName=\"blob\"\r\n"
                        + "Content-Type: application/json",
                    "{\"content\": \"Ahoy\"}")
                .file("a", new byte[1])
                .end());

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(sent()).contains("\"content\":\"Ahoy\"", "files[0]").doesNotContain("files[1]");
  }

  @Test
  void json_twice_isRefused() {
    Answer answer = post(Form.TYPE, new Form().field("json", "{}").field("json", "{}").end());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("error").asText()).isEqualTo("json must be given once");
  }

  @Test
  void form_withoutBoundary_isToldSo() {
    Answer answer = post("multipart/form-data", new byte[1]);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("Content-Type");
  }

  @Test
  void json_longerThanBodiesMayBe_is413() {
    Answer answer = post(Form.TYPE, new Form().field("json", " ".repeat((1 << 20) + 1)).end());

    assertThat(answer.status()).isEqualTo(413);
  }
}

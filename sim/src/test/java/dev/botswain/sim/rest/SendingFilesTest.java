package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/// Sending messages with files.
class SendingFilesTest extends SendingFixture {
  @Test
  void send_ofFiles_keepsThemForDownload() {
    String body =
        """
        --b\r
        Content-Disposition: form-data; name="payload_json"\r
        Content-Type: application/json\r
        \r
        {"content":"chart","attachments":[{"id":0,"description":"the bay"}],\
        "embeds":[{"image":{"url":"attachment://map.png"}}]}\r
        --b\r
        Content-Disposition: form-data; name="files[0]"; filename="bay.txt"\r
        Content-Type: text/plain\r
        \r
        here be dragons\r
        --b\r
        Content-Disposition: form-data; name="files[1]"; filename="map.png"\r
        Content-Type: image/png\r
        \r
        png\r
        --b--\r
        """;
    Reply reply = multipart(body);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("content").asText()).isEqualTo("chart");
    JsonNode attachments = reply.body().path("attachments");
    assertThat(attachments).hasSize(1);
    assertThat(attachments.path(0).path("filename").asText()).isEqualTo("bay.txt");
    assertThat(attachments.path(0).path("description").asText()).isEqualTo("the bay");
    assertThat(attachments.path(0).path("size").asInt()).isEqualTo("here be dragons".length());
    Reply file = harbour.download(attachments.path(0).path("url").asText());
    assertThat(file.text()).isEqualTo("here be dragons");
    assertThat(file.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    String shown = reply.body().path("embeds").path(0).path("image").path("url").asText();
    assertThat(harbour.download(shown).text()).isEqualTo("png");
    assertThat(harbour.download(shown + "x").status()).isEqualTo(404);
  }

  @Test
  void send_ofAFormWithoutPayloadJson_isRead() {
    Reply reply =
        multipart(
            "--b\r\nContent-Disposition: form-data; name=\"content\"\r\n\r\nahoy\r\n--b--\r\n");
    assertThat(reply.body().path("content").asText()).isEqualTo("ahoy");
  }

  @Test
  void send_ofABrokenMultipartBody_is50035() {
    assertThat(multipart("nonsense").errorAt("")).isEqualTo("MULTIPART_INVALID");
    assertThat(
            multipart(
                    "--b\r\n"
                        + "Content-Disposition: form-data; name=\"files[0]\";"
                        + " filename=\"a\"\r\n\r\n"
                        + "cut o")
                .errorAt(""))
        .isEqualTo("MULTIPART_INVALID");
    assertThat(
            multipart(
                    "--b\r\n"
                        + "Content-Disposition: form-data; name=\"payload_json\"\r\n\r\n"
                        + "{\r\n"
                        + "--b--")
                .code())
        .isEqualTo(50109);
  }

  @Test
  void send_ofAFileAbove10MiB_isTooLarge() {
    Reply reply =
        multipart(
            "--b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a\"\r\n\r\n"
                + "x".repeat((10 << 20) + 1)
                + "\r\n--b--\r\n");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo(40005);
  }
}

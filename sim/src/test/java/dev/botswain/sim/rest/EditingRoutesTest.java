package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.world.Message;
import org.junit.jupiter.api.Test;

/// Editing messages.
class EditingRoutesTest extends SendingFixture {
  private String own() {
    Reply sent = harbour.call("POST", messages, "{\"content\":\"first\"}");
    harbour.events.clear();
    return messages + "/" + sent.body().path("id").asText();
  }

  @Test
  void edit_ofContent_changesItAndTellsTheGateway() {
    String path = own();
    Reply reply = harbour.call("PATCH", path, "{\"content\":\"second\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("content").asText()).isEqualTo("second");
    assertThat(reply.body().path("edited_timestamp").isTextual()).isTrue();
    assertThat(harbour.events).containsExactly("MESSAGE_UPDATE");
  }

  @Test
  void edit_toNothing_is50006() {
    assertThat(harbour.call("PATCH", own(), "{\"content\":\"\"}").code()).isEqualTo(50006);
  }

  @Test
  void edit_ofAnothersMessage_is50005() {
    Message said = harbour.say(harbour.general, harbour.mate, "ahoy");
    Reply reply = harbour.call("PATCH", messages + "/" + said.id(), "{\"content\":\"no\"}");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo(50005);
  }

  @Test
  void edit_ofAnothersFlags_needsManageMessages() {
    Message said = harbour.say(harbour.general, harbour.mate, "ahoy");
    String path = messages + "/" + said.id();
    assertThat(harbour.call(harbour.plain, "PATCH", path, "{\"flags\":4}").code()).isEqualTo(50013);
    assertThat(harbour.call("PATCH", path, "{\"flags\":4}").body().path("flags").asInt())
        .isEqualTo(4);
  }

  @Test
  void edit_ofAttachments_keepsThoseThatAreListed() {
    Reply sent =
        multipart(
            "--b\r\n"
                + "Content-Disposition: form-data; name=\"files[0]\"; filename=\"a.txt\"\r\n\r\n"
                + "a\r\n"
                + "--b\r\n"
                + "Content-Disposition: form-data; name=\"files[1]\"; filename=\"b.txt\"\r\n\r\n"
                + "b\r\n"
                + "--b--\r\n");
    String path = messages + "/" + sent.body().path("id").asText();
    String second = sent.body().path("attachments").path(1).path("id").asText();
    Reply reply =
        harbour.call(
            "PATCH", path, "{\"content\":\"one\",\"attachments\":[{\"id\":\"" + second + "\"}]}");
    assertThat(reply.body().path("attachments")).hasSize(1);
    assertThat(reply.body().path("attachments").path(0).path("filename").asText())
        .isEqualTo("b.txt");
  }
}

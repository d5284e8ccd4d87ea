package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Special kinds of messages: voice messages, polls, and those of Discord itself.
class MessageKindsTest {
  private static final String VOICE =
      "{\"flags\":8192,\"attachments\":[{\"id\":0,\"duration_secs\":1.5,\"waveform\":\"AAA=\"}]}";

  private Harbour harbour;
  private String messages;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    messages = "/channels/" + harbour.general.id() + "/messages";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private Reply upload(String payload, String filename) {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n"
            + "Content-Type: application/json\r\n\r\n"
            + payload
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\""
            + filename
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\nbytes\r\n--b--\r\n";
    return harbour.send(
        harbour
            .request("POST", messages, BodyPublishers.ofString(body))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .header("Authorization", "Bot " + harbour.pilot.token()));
  }

  @Test
  void voiceMessage_asDocumented_isSentAndStays() {
    Reply sent = upload(VOICE, "voice.ogg");

    assertThat(sent.body().path("attachments").path(0).path("duration_secs").asDouble())
        .isEqualTo(1.5);
    String path = messages + "/" + sent.body().path("id").asText();
    assertThat(harbour.call("PATCH", path, "{\"content\":\"x\"}").code()).isEqualTo(50162);
  }

  @Test
  void voiceMessage_otherwise_isRefused() {
    assertThat(upload(VOICE.replace("{\"flags\"", "{\"content\":\"x\",\"flags\""), "a.ogg").code())
        .isEqualTo(50159);
    assertThat(upload(VOICE, "picture.txt").code()).isEqualTo(50160);
    assertThat(upload("{\"flags\":8192}", "a.ogg").code()).isEqualTo(50161);
    harbour.inWorld(() ->
        harbour
            .world
            .roles()
            .update(
                harbour.guild,
                harbour.guild.highestRole(harbour.guild.members().get(harbour.pilot.id())),
                role -> role.permissions(role.permissions() & ~Permissions.SEND_VOICE_MESSAGES)));
    assertThat(upload(VOICE, "voice.ogg").code()).isEqualTo(50013);
  }

  @Test
  void file_asASpoiler_saysSo() {
    Reply sent = upload("{\"attachments\":[{\"id\":0,\"is_spoiler\":true}]}", "map.txt");

    assertThat(sent.body().path("attachments").path(0).path("flags").asInt()).isEqualTo(8);
  }

  @Test
  void file_shownByAComponent_isNoAttachmentAsWell() {
    Reply sent =
        upload(
            "{\"flags\":32768,\"components\":"
                + "[{\"type\":13,\"file\":{\"url\":\"attachment://map.txt\"}}]}",
            "map.txt");

    assertThat(sent.body().path("attachments")).isEmpty();
    assertThat(sent.body().path("components").path(0).path("file").path("url").asText())
        .startsWith("http://")
        .endsWith("map.txt");
  }

  @Test
  void poll_onceSent_staysAsItIsAndEndsInAResult() {
    String poll =
        "{\"poll\":{\"question\":{\"text\":\"Where to?\"},\"answers\":%s}}"
            .formatted("[{\"poll_media\":{\"text\":\"Home\"}}]");
    String id = harbour.call("POST", messages, poll).body().path("id").asText();

    assertThat(harbour.call("PATCH", messages + "/" + id, "{\"content\":\"x\"}").code())
        .isEqualTo(520003);
    harbour.call("POST", "/channels/" + harbour.general.id() + "/polls/" + id + "/expire");

    JsonNode result = harbour.call("GET", messages + "?limit=1").body().path(0);
    assertThat(result.path("type").asInt()).isEqualTo(46);
    assertThat(result.path("message_reference").path("message_id").asText()).isEqualTo(id);
    assertThat(result.path("mentions").path(0).path("id").asLong()).isEqualTo(harbour.pilot.id());
    assertThat(result.path("embeds").path(0).path("fields").path(0).path("value").asText())
        .isEqualTo("Where to?");
    assertThat(
            harbour
                .call(
                    "POST",
                    messages,
                    "{\"poll\":{\"question\":{\"text\":\"Where to?\"},\"answers\":[]}}")
                .errorAt("poll.answers"))
        .isEqualTo("BASE_TYPE_BAD_LENGTH");
  }

  @Test
  void deferredAnswer_canBecomeAPoll() {
    var used = harbour.use("vote");
    harbour.call(
        "POST", "/interactions/%d/%s/callback".formatted(used.id(), used.token()), "{\"type\":5}");

    Reply edited =
        harbour.call(
            "PATCH",
            "/webhooks/%d/%s/messages/@original".formatted(harbour.pilot.id(), used.token()),
            "{\"poll\":{\"question\":{\"text\":\"Where to?\"},\"answers\":"
                + "[{\"poll_media\":{\"text\":\"Home\"}}]}}");

    assertThat(edited.body().path("poll").path("question").path("text").asText())
        .isEqualTo("Where to?");
  }

  @Test
  void notice_ofDiscordItself_isNeitherEditedNorPinned() {
    Message said = harbour.say(harbour.general, harbour.mate, "look here");
    harbour.call("PUT", messages + "/pins/" + said.id());
    String notice = harbour.call("GET", messages + "?limit=1").body().path(0).path("id").asText();

    assertThat(harbour.call("PATCH", messages + "/" + notice, "{\"content\":\"x\"}").code())
        .isEqualTo(50021);
    assertThat(harbour.call("PUT", messages + "/pins/" + notice).code()).isEqualTo(50021);
  }

  @Test
  void edit_inALockedThread_needsThePermissionToManageThem() {
    String thread =
        "/channels/"
            + harbour
                .call(
                    harbour.plain,
                    "POST",
                    "/channels/" + harbour.general.id() + "/threads",
                    "{\"name\":\"chat\",\"type\":11}")
                .body()
                .path("id")
                .asText();
    String path =
        thread
            + "/messages/"
            + harbour
                .call(harbour.plain, "POST", thread + "/messages", "{\"content\":\"a\"}")
                .body()
                .path("id")
                .asText();
    harbour.call("PATCH", thread, "{\"locked\":true}");

    assertThat(harbour.call(harbour.plain, "PATCH", path, "{\"content\":\"b\"}").code())
        .isEqualTo(160005);
  }

  @Test
  void embed_isMeasuredWithoutTheSpaceAround() {
    String title = " ".repeat(20) + "x".repeat(256) + " ".repeat(20);

    assertThat(
            harbour.call("POST", messages, "{\"embeds\":[{\"title\":\"" + title + "\"}]}").status())
        .isEqualTo(200);
    assertThat(
            harbour
                .call(
                    "POST",
                    messages,
                    "{\"embeds\":[{\"fields\":[{\"name\":\" \",\"value\":\"v\"}]}]}")
                .errorAt("embeds.0.fields.0.name"))
        .isEqualTo("BASE_TYPE_REQUIRED");
  }
}

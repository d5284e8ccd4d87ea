package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Webhooks;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRoutesTest {
  private Harbour harbour;
  private String base;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    base = "/channels/" + harbour.general.id() + "/webhooks";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private JsonNode make() {
    JsonNode made = harbour.call("POST", base, "{\"name\":\"log\"}").body();
    harbour.events.clear();
    return made;
  }

  private static String open(JsonNode webhook) {
    return "/webhooks/" + webhook.path("id").asText() + "/" + webhook.path("token").asText();
  }

  @Test
  void webhook_isMadeListedMovedAndDeleted() {
    Reply made = harbour.call("POST", base, "{\"name\":\"log\"}");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.body().path("token").asText()).hasSizeGreaterThan(60);
    assertThat(harbour.events).containsExactly("WEBHOOKS_UPDATE");
    assertThat(harbour.call("GET", base).body()).hasSize(1);
    String path = "/webhooks/" + made.body().path("id").asText();
    Reply moved =
        harbour.call(
            "PATCH", path, "{\"name\":\"news\",\"channel_id\":\"" + harbour.news.id() + "\"}");
    assertThat(moved.body().path("channel_id").asLong()).isEqualTo(harbour.news.id());
    assertThat(harbour.call("GET", base).body()).isEmpty();
    assertThat(harbour.call("GET", "/guilds/" + harbour.guild.id() + "/webhooks").body())
        .hasSize(1);
    assertThat(harbour.call("DELETE", path).status()).isEqualTo(204);
    assertThat(harbour.call("GET", path).code()).isEqualTo(10015);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"name\":\"\"}", "{\"name\":\"my Discord log\"}", "{\"name\":\"Clyde\"}"})
  void create_underABadName_is50035(String body) {
    Reply reply = harbour.call("POST", base, body);
    assertThat(reply.code()).isEqualTo(50035);
    assertThat(reply.errorAt("name")).isNotEmpty();
  }

  @Test
  void create_beyondFifteen_is30007() {
    for (int i = 0; i < Webhooks.MAX_IN_CHANNEL; i++) {
      make();
    }
    assertThat(harbour.call("POST", base, "{\"name\":\"log\"}").code()).isEqualTo(30007);
  }

  @Test
  void webhooks_withoutThePermission_are50013() {
    String path = "/webhooks/" + make().path("id").asText();
    assertThat(harbour.call(harbour.plain, "POST", base, "{\"name\":\"log\"}").code())
        .isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "GET", base).code()).isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "GET", path).code()).isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "DELETE", path).code()).isEqualTo(50013);
  }

  @Test
  void execute_withAnotherName_saysItUnderThatName() {
    JsonNode webhook = make();
    Reply said =
        harbour.anyone(
            "POST", open(webhook) + "?wait=true", "{\"content\":\"dusk\",\"username\":\"Watch\"}");
    assertThat(said.status()).isEqualTo(200);
    JsonNode author = said.body().path("author");
    assertThat(author.path("username").asText()).isEqualTo("Watch");
    assertThat(author.path("id")).isEqualTo(webhook.path("id"));
    assertThat(author.path("discriminator").asText()).isEqualTo("0000");
    assertThat(said.body().path("webhook_id")).isEqualTo(webhook.path("id"));
    assertThat(harbour.events).containsExactly("MESSAGE_CREATE");
  }

  @Test
  void execute_withoutWaiting_answersWithNothing() {
    assertThat(harbour.anyone("POST", open(make()), "{\"content\":\"a\"}").status()).isEqualTo(204);
    assertThat(harbour.general.messages().at(0).content()).isEqualTo("a");
  }

  @Test
  void execute_withFiles_keepsThem() {
    Reply reply =
        harbour.send(
            harbour
                .request(
                    "POST",
                    open(make()) + "?wait=true",
                    BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nchart\r\n--b--\r\n"))
                .header("Content-Type", "multipart/form-data; boundary=b"));
    assertThat(
            harbour.download(reply.body().path("attachments").path(0).path("url").asText()).text())
        .isEqualTo("chart");
  }

  @Test
  void execute_inAThread_mustBeOfTheChannel() {
    String webhook = open(make());
    String thread =
        harbour
            .call(
                "POST",
                "/channels/" + harbour.general.id() + "/threads",
                "{\"name\":\"t\",\"type\":11}")
            .body()
            .path("id")
            .asText();
    String said = "{\"content\":\"a\"}";
    assertThat(
            harbour
                .anyone("POST", webhook + "?wait=1&thread_id=" + thread, said)
                .body()
                .path("channel_id")
                .asText())
        .isEqualTo(thread);
    assertThat(harbour.anyone("POST", webhook + "?thread_id=" + harbour.news.id(), said).code())
        .isEqualTo(10003);
  }

  @Test
  void execute_inAForum_needsAThread() {
    base = "/channels/" + harbour.forum.id() + "/webhooks";
    String webhook = open(make());
    assertThat(harbour.anyone("POST", webhook, "{\"content\":\"a\"}").code()).isEqualTo(220001);
    Reply said =
        harbour.anyone(
            "POST", webhook + "?wait=true", "{\"content\":\"a\",\"thread_name\":\"post\"}");
    assertThat(said.status()).isEqualTo(200);
    assertThat(harbour.guild.threads().at(0).name()).isEqualTo("post");
  }

  @Test
  void token_thatIsWrong_is50027AndAnUnknownWebhookIs10015() {
    String id = make().path("id").asText();
    assertThat(harbour.anyone("GET", "/webhooks/" + id + "/x", null).code()).isEqualTo(50027);
    assertThat(harbour.anyone("GET", "/webhooks/7/x", null).code()).isEqualTo(10015);
  }

  @Test
  void message_ofTheWebhook_canBeEditedByItsTokenAndOthersCannot() {
    String webhook = open(make());
    String said =
        harbour
            .anyone("POST", webhook + "?wait=1", "{\"content\":\"a\"}")
            .body()
            .path("id")
            .asText();
    String other = Long.toString(harbour.say(harbour.general, harbour.mate, "mine").id());
    assertThat(
            harbour
                .anyone("PATCH", webhook + "/messages/" + said, "{\"content\":\"b\"}")
                .body()
                .path("content")
                .asText())
        .isEqualTo("b");
    assertThat(harbour.anyone("GET", webhook + "/messages/" + other, null).code()).isEqualTo(10008);
    assertThat(harbour.anyone("DELETE", webhook + "/messages/" + said, null).status())
        .isEqualTo(204);
  }

  @Test
  void limit_ofAWebhook_isOneWhoeverUsesIt() {
    harbour.close();
    harbour = new Harbour(Limits.DISCORD);
    base = "/channels/" + harbour.general.id() + "/webhooks";
    String webhook = open(make());
    String said = "{\"content\":\"a\"}";
    for (int i = 0; i < 3; i++) {
      assertThat(harbour.anyone("POST", webhook, said).status()).isEqualTo(204);
    }
    assertThat(harbour.call("POST", webhook, said).status()).isEqualTo(204);
    assertThat(harbour.call(harbour.plain, "POST", webhook, said).status()).isEqualTo(204);
    Reply refused = harbour.call(harbour.plain, "POST", webhook, said);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("X-RateLimit-Limit")).isEqualTo("5");
    assertThat(harbour.anyone("POST", webhook, said).status()).isEqualTo(429);
  }

  @Test
  void getByToken_showsNoUser() {
    JsonNode webhook = make();
    assertThat(webhook.has("user")).isTrue();
    assertThat(harbour.anyone("GET", open(webhook), null).body().has("user")).isFalse();
  }
}

package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Message;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadRoutesTest {
  private Harbour harbour;
  private String general;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    general = "/channels/" + harbour.general.id();
    harbour.events.clear();
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private Reply start(String type) {
    return harbour.call(
        "POST", general + "/threads", "{\"name\":\"repairs\",\"type\":" + type + "}");
  }

  @Test
  void start_fromAMessage_hasTheMessagesIdOnce() {
    Message said = harbour.say(harbour.general, harbour.mate, "the mast is broken");
    harbour.events.clear();
    String path = general + "/messages/" + said.id() + "/threads";
    Reply reply = harbour.call("POST", path, "{\"name\":\"mast\",\"auto_archive_duration\":60}");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body().path("id").asLong()).isEqualTo(said.id());
    assertThat(reply.body().path("type").asInt()).isEqualTo(11);
    assertThat(reply.body().path("thread_metadata").path("auto_archive_duration").asInt())
        .isEqualTo(60);
    assertThat(reply.body().path("member").path("user_id").asLong()).isEqualTo(harbour.pilot.id());
    assertThat(harbour.events).contains("THREAD_CREATE");
    assertThat(harbour.call("POST", path, "{\"name\":\"mast\"}").code()).isEqualTo(160004);
  }

  @ParameterizedTest
  @CsvSource({"11, 11", "12, 12", "null, 12"})
  void start_withoutAMessage_isPrivateUnlessAskedOtherwise(String asked, int type) {
    Reply reply = start(asked);
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body().path("type").asInt()).isEqualTo(type);
  }

  @Test
  void start_wronglyOrWithoutPermission_isRefused() {
    assertThat(start("10").errorAt("type")).isEqualTo("BASE_TYPE_CHOICES");
    assertThat(harbour.call("POST", general + "/threads", "{}").errorAt("name"))
        .isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(
            harbour
                .call(harbour.plain, "POST", general + "/threads", "{\"name\":\"x\",\"type\":12}")
                .code())
        .isEqualTo(50013);
    assertThat(
            harbour
                .call(
                    "POST",
                    "/channels/" + harbour.voice.id() + "/threads",
                    "{\"name\":\"x\",\"type\":11}")
                .code())
        .isEqualTo(50024);
  }

  @Test
  void start_inAForum_comesWithItsFirstMessage() {
    Reply reply =
        harbour.call(
            "POST",
            "/channels/" + harbour.forum.id() + "/threads",
            "{\"name\":\"reefs\",\"message\":{\"content\":\"mind the reef\"}}");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body().path("message").path("content").asText()).isEqualTo("mind the reef");
    assertThat(reply.body().path("message").path("channel_id")).isEqualTo(reply.body().path("id"));
    assertThat(harbour.events).contains("THREAD_CREATE", "MESSAGE_CREATE");
    assertThat(
            harbour
                .call(
                    "POST",
                    "/channels/" + harbour.forum.id() + "/threads",
                    "{\"name\":\"reefs\",\"message\":{\"content\":[]}}")
                .errorAt("message.content"))
        .isEqualTo("STRING_TYPE_CONVERT");
  }

  @Test
  void active_threads_areThoseTheBotMaySee() {
    String open = start("11").body().path("id").asText();
    String closed = start("12").body().path("id").asText();
    JsonNode mine = harbour.call("GET", "/guilds/" + harbour.guild.id() + "/threads/active").body();
    assertThat(mine.path("threads")).hasSize(2);
    assertThat(mine.path("threads").path(0).path("id").asText()).isEqualTo(closed);
    assertThat(mine.path("members")).hasSize(2);
    JsonNode theirs =
        harbour
            .call(harbour.plain, "GET", "/guilds/" + harbour.guild.id() + "/threads/active")
            .body();
    assertThat(theirs.path("threads")).hasSize(1);
    assertThat(theirs.path("threads").path(0).path("id").asText()).isEqualTo(open);
    assertThat(theirs.path("members")).isEmpty();
  }

  @Test
  void archived_threads_areListedLastArchivedFirst() {
    String first = start("11").body().path("id").asText();
    String second = start("11").body().path("id").asText();
    harbour.call("PATCH", "/channels/" + second, "{\"archived\":true}");
    harbour.clock.advance(Duration.ofMinutes(1));
    harbour.call("PATCH", "/channels/" + first, "{\"archived\":true}");
    JsonNode all = harbour.call("GET", general + "/threads/archived/public").body();
    assertThat(all.path("threads").path(0).path("id").asText()).isEqualTo(first);
    assertThat(all.path("threads")).hasSize(2);
    assertThat(all.path("has_more").asBoolean(true)).isFalse();
    String before =
        all.path("threads").path(0).path("thread_metadata").path("archive_timestamp").asText();
    JsonNode older =
        harbour
            .call(
                "GET",
                general
                    + "/threads/archived/public?before="
                    + URLEncoder.encode(before, StandardCharsets.UTF_8))
            .body();
    assertThat(older.path("threads")).hasSize(1);
    assertThat(harbour.call("GET", general + "/threads/archived/private").body().path("threads"))
        .isEmpty();
    assertThat(harbour.call(harbour.plain, "GET", general + "/threads/archived/private").code())
        .isEqualTo(50013);
  }

  @Test
  void change_ofAThread_isForItsOwnerAndForModerators() {
    String path = "/channels/" + start("11").body().path("id").asText();
    assertThat(harbour.call(harbour.plain, "PATCH", path, "{\"name\":\"x\"}").code())
        .isEqualTo(50013);
    Reply archived = harbour.call("PATCH", path, "{\"archived\":true}");
    assertThat(archived.body().path("thread_metadata").path("archived").asBoolean()).isTrue();
    assertThat(harbour.call("PATCH", path, "{\"name\":\"x\"}").code()).isEqualTo(50083);
    assertThat(harbour.call(harbour.plain, "PATCH", path, "{\"archived\":false}").status())
        .isEqualTo(200);
    assertThat(harbour.events).contains("THREAD_UPDATE");
  }

  @Test
  void members_ofAThread_joinAndLeave() {
    String path = "/channels/" + start("11").body().path("id").asText() + "/thread-members";
    assertThat(harbour.call(harbour.plain, "PUT", path + "/@me").status()).isEqualTo(204);
    assertThat(harbour.call("PUT", path + "/" + harbour.mate.id()).status()).isEqualTo(204);
    assertThat(harbour.call("PUT", path + "/" + harbour.ashore.id()).code()).isEqualTo(10007);
    JsonNode all = harbour.call("GET", path + "?with_member=true").body();
    assertThat(all).hasSize(3);
    assertThat(all.path(0).path("member").path("user").path("username").asText()).isEqualTo("mate");
    assertThat(harbour.call(harbour.plain, "GET", path).code()).isEqualTo(50001);
    assertThat(harbour.call(harbour.plain, "DELETE", path + "/" + harbour.mate.id()).code())
        .isEqualTo(50013);
    assertThat(harbour.call("DELETE", path + "/" + harbour.mate.id()).status()).isEqualTo(204);
    assertThat(harbour.call("GET", path + "/" + harbour.mate.id()).code()).isEqualTo(10007);
    assertThat(harbour.call("DELETE", path + "/@me").status()).isEqualTo(204);
    assertThat(harbour.events).contains("THREAD_MEMBERS_UPDATE");
    assertThat(harbour.call("PUT", general + "/thread-members/@me").code()).isEqualTo(50024);
  }

  @Test
  void thread_deleted_needsManageThreads() {
    String path = "/channels/" + start("11").body().path("id").asText();
    assertThat(harbour.call(harbour.plain, "DELETE", path).code()).isEqualTo(50013);
    assertThat(harbour.call("DELETE", path).status()).isEqualTo(200);
    assertThat(harbour.events).contains("THREAD_DELETE");
    assertThat(harbour.call("GET", path).code()).isEqualTo(10003);
  }

  @Test
  void privateThread_ofOthers_isHidden() {
    String thread = start("12").body().path("id").asText();
    assertThat(harbour.call(harbour.plain, "GET", "/channels/" + thread).code()).isEqualTo(50001);
  }
}

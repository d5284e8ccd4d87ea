package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The messages that threads begin with and lead to, and what is counted of them.
class ThreadMessagesTest {
  private Harbour harbour;
  private String general;
  private String forum;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    general = "/channels/" + harbour.general.id();
    forum = "/channels/" + harbour.forum.id();
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private JsonNode start() {
    return harbour.call("POST", general + "/threads", "{\"name\":\"repairs\",\"type\":11}").body();
  }

  private JsonNode newest(String channel) {
    return harbour.call("GET", channel + "/messages?limit=1").body().path(0);
  }

  @Test
  void post_ofAForum_beginsWithAMessageOfTheThreadsId() {
    JsonNode post =
        harbour
            .call(
                "POST",
                forum + "/threads",
                "{\"name\":\"reefs\",\"message\":{\"content\":\"mind them\"}}")
            .body();

    String id = post.path("id").asText();
    assertThat(post.path("message").path("id").asText()).isEqualTo(id);
    JsonNode read = harbour.call("GET", "/channels/" + id + "/messages/" + id).body();
    assertThat(read.path("content").asText()).isEqualTo("mind them");
    assertThat(read.has("thread")).isFalse();
    JsonNode thread = harbour.call("GET", "/channels/" + id).body();
    assertThat(thread.path("message_count").asInt()).isZero();
    harbour.call("POST", "/channels/" + id + "/messages", "{\"content\":\"aye\"}");
    JsonNode later = harbour.call("GET", "/channels/" + id).body();
    assertThat(later.path("message_count").asInt()).isEqualTo(1);
  }

  @Test
  void post_ofAWebhook_hasTheThreadsIdAndTags() {
    JsonNode webhook =
        harbour.call("POST", forum + "/webhooks", "{\"name\":\"harbourmaster\"}").body();
    String path = "/webhooks/" + webhook.path("id").asText() + "/" + webhook.path("token").asText();

    JsonNode first =
        harbour
            .anyone(
                "POST",
                path + "?wait=true",
                "{\"content\":\"fog\",\"thread_name\":\"weather\",\"applied_tags\":[\"7\"]}")
            .body();

    assertThat(first.path("id").asText()).isEqualTo(first.path("channel_id").asText());
    JsonNode thread = harbour.call("GET", "/channels/" + first.path("id").asText()).body();
    assertThat(thread.path("applied_tags").path(0).asText()).isEqualTo("7");
    assertThat(
            harbour
                .anyone(
                    "POST",
                    path + "?thread_id=" + first.path("id").asText(),
                    "{\"content\":\"x\",\"thread_name\":\"y\"}")
                .code())
        .isEqualTo(220002);
  }

  @Test
  void thread_fromAMessage_beginsWithANoticeThatPointsToIt() {
    Message said = harbour.say(harbour.general, harbour.mate, "the mast is broken");
    harbour.events.clear();

    harbour.call("POST", general + "/messages/" + said.id() + "/threads", "{\"name\":\"mast\"}");

    assertThat(harbour.events).containsExactly("THREAD_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE");
    JsonNode first = newest("/channels/" + said.id());
    assertThat(first.path("type").asInt()).isEqualTo(21);
    assertThat(first.path("message_reference").path("channel_id").asLong())
        .isEqualTo(harbour.general.id());
    assertThat(first.path("referenced_message").path("content").asText())
        .isEqualTo("the mast is broken");
    assertThat(
            harbour.call("GET", "/channels/" + said.id()).body().path("total_message_sent").asInt())
        .isZero();
  }

  @Test
  void thread_withoutAMessage_isToldOfInItsChannel() {
    JsonNode thread = start();

    JsonNode notice = newest(general);
    assertThat(notice.path("type").asInt()).isEqualTo(18);
    assertThat(notice.path("content").asText()).isEqualTo("repairs");
    assertThat(notice.path("message_reference").path("channel_id").asText())
        .isEqualTo(thread.path("id").asText());
    assertThat(notice.path("message_reference").has("message_id")).isFalse();
  }

  @Test
  void messages_ofAThread_haveGrowingPositions() {
    String thread = "/channels/" + start().path("id").asText();
    String one = "{\"content\":\"one\"}";

    assertThat(harbour.call("POST", thread + "/messages", one).body().path("position").asInt(-1))
        .isZero();
    assertThat(harbour.call("POST", thread + "/messages", one).body().path("position").asInt(-1))
        .isEqualTo(1);
    assertThat(harbour.call("POST", general + "/messages", one).body().has("position")).isFalse();
  }

  @Test
  void thread_backFromTheArchive_isToldToThoseInIt() {
    String thread = "/channels/" + start().path("id").asText();
    harbour.call("PATCH", thread, "{\"archived\":true}");
    harbour.events.clear();

    harbour.call("PATCH", thread, "{\"archived\":false}");

    assertThat(harbour.events).containsExactly("THREAD_UPDATE", "THREAD_MEMBER_UPDATE");
  }

  @Test
  void thread_joined_isToldToTheBotThatJoins() {
    String thread = "/channels/" + start().path("id").asText();
    harbour.events.clear();

    harbour.call(harbour.plain, "PUT", thread + "/thread-members/@me");

    assertThat(harbour.events).containsExactly("THREAD_CREATE", "THREAD_MEMBERS_UPDATE");
  }

  @Test
  void thread_withAnotherDuration_isActiveSinceThen() {
    JsonNode before = start().path("thread_metadata");
    String thread = "/channels/" + newest(general).at("/message_reference/channel_id").asText();
    harbour.clock.advance(Duration.ofMinutes(1));

    JsonNode after =
        harbour
            .call("PATCH", thread, "{\"auto_archive_duration\":60}")
            .body()
            .path("thread_metadata");

    assertThat(after.path("archive_timestamp").asText())
        .isGreaterThan(before.path("archive_timestamp").asText());
  }

  @Test
  void thread_archived_isPinnedNoMore() {
    String body = "{\"name\":\"reefs\",\"message\":{\"content\":\"mind them\"}}";
    String thread =
        "/channels/" + harbour.call("POST", forum + "/threads", body).body().path("id").asText();
    harbour.call("PATCH", thread, "{\"flags\":2}");

    JsonNode archived = harbour.call("PATCH", thread, "{\"archived\":true}").body();

    assertThat(archived.path("flags").asInt()).isZero();
  }

  @Test
  void thread_withANewNameOrMember_saysSo() {
    String thread = "/channels/" + start().path("id").asText();

    harbour.call("PATCH", thread, "{\"name\":\"masts\"}");
    JsonNode renamed = newest(thread);
    harbour.call("PUT", thread + "/thread-members/" + harbour.mate.id());
    JsonNode added = newest(thread);
    harbour.call("DELETE", thread + "/thread-members/" + harbour.mate.id());
    JsonNode removed = newest(thread);

    assertThat(renamed.path("type").asInt()).isEqualTo(4);
    assertThat(renamed.path("content").asText()).isEqualTo("masts");
    assertThat(added.path("type").asInt()).isEqualTo(1);
    assertThat(added.path("mentions").path(0).path("id").asLong()).isEqualTo(harbour.mate.id());
    assertThat(removed.path("type").asInt()).isEqualTo(2);
  }

  @Test
  void bot_thatGainsAChannelByARole_isToldItsThreads() {
    harbour.inWorld(() -> {
      harbour
          .world
          .channels()
          .update(
              harbour.guild,
              harbour.hidden,
              changed ->
                  changed.overwrites(
                      List.of(
                          PermissionOverwrite.role(harbour.guild.id(), 0, Permissions.VIEW_CHANNEL),
                          PermissionOverwrite.role(
                              harbour.crew.id(), Permissions.VIEW_CHANNEL, 0))));
      harbour.events.clear();
      return harbour
          .world
          .members()
          .update(
              harbour.guild,
              harbour.guild.members().get(harbour.plain.id()),
              member -> member.addRole(harbour.crew.id()));
    });

    assertThat(harbour.events).containsExactly("GUILD_MEMBER_UPDATE", "THREAD_LIST_SYNC");
  }

  @Test
  void slowMode_byTheOwnerWithoutPermission_isRefused() {
    String thread =
        "/channels/"
            + harbour
                .call(
                    harbour.plain, "POST", general + "/threads", "{\"name\":\"chat\",\"type\":11}")
                .body()
                .path("id")
                .asText();

    assertThat(harbour.call(harbour.plain, "PATCH", thread, "{\"name\":\"talk\"}").status())
        .isEqualTo(200);
    assertThat(harbour.call(harbour.plain, "PATCH", thread, "{\"rate_limit_per_user\":5}").code())
        .isEqualTo(50013);
  }
}

package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Message;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogRoutesTest {
  private Harbour harbour;
  private String guild;
  private String log;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    guild = "/guilds/" + harbour.guild.id();
    log = guild + "/audit-logs";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private JsonNode entries(String query) {
    return harbour.call("GET", log + query).body().path("audit_log_entries");
  }

  private JsonNode last() {
    return entries("?limit=1").path(0);
  }

  private Reply with(String reason, String method, String path, String json) {
    return harbour.send(
        harbour
            .request(method, path, BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .header("X-Audit-Log-Reason", reason)
            .header("Authorization", "Bot " + harbour.pilot.token()));
  }

  @Test
  void role_createdChangedAndDeleted_isWrittenDownWithWhatChanged() {
    String role =
        guild
            + "/roles/"
            + harbour
                .call("POST", guild + "/roles", "{\"name\":\"cook\",\"hoist\":true}")
                .body()
                .path("id")
                .asText();
    assertThat(last().path("action_type").asInt()).isEqualTo(AuditAction.ROLE_CREATE.number());
    assertThat(last().path("user_id").asLong()).isEqualTo(harbour.pilot.id());
    harbour.call("PATCH", role, "{\"name\":\"chef\"}");
    assertThat(last().path("changes").toString())
        .isEqualTo("[{\"key\":\"name\",\"old_value\":\"cook\",\"new_value\":\"chef\"}]");
    harbour.call("PATCH", role, "{\"name\":\"chef\"}");
    harbour.call("DELETE", role);
    assertThat(last().path("changes").toString()).contains("\"old_value\":\"chef\"");
    assertThat(entries("")).hasSize(3);
  }

  @Test
  void reason_isDecodedAndKept() {
    with("too%20loud%20%E2%9A%93", "DELETE", guild + "/members/" + harbour.mate.id(), "");
    assertThat(last().path("reason").asText()).isEqualTo("too loud ⚓");
    assertThat(last().path("action_type").asInt()).isEqualTo(AuditAction.MEMBER_KICK.number());
    assertThat(last().path("target_id").asLong()).isEqualTo(harbour.mate.id());
  }

  @Test
  void reason_brokenInItsEncoding_isKeptAsItIs() {
    with("100% sure", "PATCH", guild, "{\"name\":\"Haven\"}");
    assertThat(last().path("reason").asText()).isEqualTo("100% sure");
  }

  @Test
  void reason_above512Characters_is50035AndNothingHappens() {
    Reply reply = with("x".repeat(513), "PATCH", guild, "{\"name\":\"Haven\"}");
    assertThat(reply.code()).isEqualTo(50035);
    assertThat(harbour.guild.name()).isEqualTo("Harbour");
    assertThat(entries("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "patch"})
  void memberRole_given_isAnActionOfItsOwn(String how) {
    String member = guild + "/members/" + harbour.mate.id();
    if (how.equals("add")) {
      harbour.call("PUT", member + "/roles/" + harbour.crew.id());
    } else {
      harbour.call("PATCH", member, "{\"roles\":[\"" + harbour.crew.id() + "\"]}");
    }
    assertThat(last().path("action_type").asInt())
        .isEqualTo(AuditAction.MEMBER_ROLE_UPDATE.number());
    assertThat(last().path("changes").toString())
        .isEqualTo(
            "[{\"key\":\"$add\",\"new_value\":[{\"id\":\"%d\",\"name\":\"crew\"}]}]"
                .formatted(harbour.crew.id()));
    assertThat(entries("")).hasSize(1);
  }

  @Test
  void messages_deleted_areWrittenDownUnlessTheyAreTheBotsOwn() {
    Message theirs = harbour.say(harbour.general, harbour.mate, "a");
    Message own = harbour.say(harbour.general, harbour.pilot.user(), "b");
    String messages = "/channels/" + harbour.general.id() + "/messages/";
    harbour.call("DELETE", messages + own.id());
    assertThat(entries("")).isEmpty();
    harbour.call("DELETE", messages + theirs.id());
    assertThat(last().path("target_id").asLong()).isEqualTo(harbour.mate.id());
    assertThat(last().path("options").path("count").asText()).isEqualTo("1");
  }

  @Test
  void overwrite_names_whomItIsFor() {
    String path = "/channels/" + harbour.general.id() + "/permissions/" + harbour.crew.id();
    harbour.call("PUT", path, "{\"type\":0,\"allow\":\"2048\"}");
    assertThat(last().path("options").path("role_name").asText()).isEqualTo("crew");
    harbour.call("PUT", path, "{\"type\":0,\"allow\":\"1024\"}");
    harbour.call("DELETE", path);
    assertThat(entries("").findValuesAsText("action_type")).containsExactly("15", "14", "13");
  }

  @Test
  void log_isFilteredAndPaged() {
    for (String name : new String[] {"one", "two", "three"}) {
      harbour.call("PATCH", guild, "{\"name\":\"" + name + "\"}");
    }
    harbour.call("PUT", guild + "/bans/" + harbour.ashore.id(), "{}");
    assertThat(entries("?action_type=1")).hasSize(3);
    assertThat(entries("?user_id=" + harbour.mate.id())).isEmpty();
    JsonNode newest = entries("?limit=2");
    assertThat(newest.path(0).path("action_type").asInt()).isEqualTo(22);
    JsonNode older = entries("?before=" + newest.path(1).path("id").asText());
    assertThat(older).hasSize(2);
    JsonNode oldestFirst = entries("?after=0&limit=1");
    assertThat(oldestFirst.path(0).path("changes").toString()).contains("\"one\"");
    JsonNode users = harbour.call("GET", log).body().path("users");
    assertThat(users.findValuesAsText("username")).contains("pilot", "ashore");
  }

  @Test
  void entries_after45Days_areGone() {
    harbour.call("PATCH", guild, "{\"name\":\"old\"}");
    harbour.clock.advance(Duration.ofDays(46));
    harbour.call("PATCH", guild, "{\"name\":\"new\"}");
    assertThat(entries("")).hasSize(1);
  }

  @Test
  void log_withoutThePermission_is50013() {
    assertThat(harbour.call(harbour.plain, "GET", log).code()).isEqualTo(50013);
  }
}

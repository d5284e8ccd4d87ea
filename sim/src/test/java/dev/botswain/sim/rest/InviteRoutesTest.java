package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InviteRoutesTest {
  private Harbour harbour;
  private String invites;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    invites = "/channels/" + harbour.general.id() + "/invites";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private String make(String body) {
    return harbour.call("POST", invites, body).body().path("code").asText();
  }

  @Test
  void invite_isMadeFoundByAnyoneAndDeleted() {
    String path = "/invites/" + make("{}");
    assertThat(harbour.events).containsExactly("INVITE_CREATE");
    Reply found = harbour.anyone("GET", path + "?with_counts=true", null);
    assertThat(found.body().path("guild").path("name").asText()).isEqualTo("Harbour");
    assertThat(found.body().path("approximate_member_count").asInt()).isPositive();
    assertThat(found.body().has("uses")).isFalse();
    assertThat(harbour.call("GET", invites).body().path(0).path("max_age").asInt())
        .isEqualTo(86_400);
    assertThat(harbour.call("DELETE", path).status()).isEqualTo(200);
    assertThat(harbour.events).contains("INVITE_DELETE");
    assertThat(harbour.anyone("GET", path, null).code()).isEqualTo(10006);
  }

  @Test
  void invite_inTheAuditLog_saysWhichItIs() {
    String code = make("{\"max_age\":60}");
    harbour.call("DELETE", "/invites/" + code);

    JsonNode entries = harbour.call("GET", "/guilds/" + harbour.guild.id() + "/audit-logs").body();

    JsonNode deleted = entries.path("audit_log_entries").path(0).path("changes");
    JsonNode created = entries.path("audit_log_entries").path(1).path("changes");
    assertThat(created.path(0).path("key").asText()).isEqualTo("code");
    assertThat(created.path(0).path("new_value").asText()).isEqualTo(code);
    assertThat(deleted.path(0).path("old_value").asText()).isEqualTo(code);
    assertThat(created.findValuesAsText("key")).contains("channel_id", "inviter_id", "max_age");
  }

  @Test
  void invite_likeAnother_isTheSameUnlessItIsToBeUnique() {
    String first = make("{}");
    assertThat(make("{}")).isEqualTo(first);
    assertThat(make("{\"max_uses\":1}")).isNotEqualTo(first);
    assertThat(make("{\"unique\":true}")).isNotEqualTo(first);
  }

  @Test
  void invite_pastItsAge_isUnknown() {
    String path = "/invites/" + make("{\"max_age\":60}");
    harbour.clock.advance(Duration.ofSeconds(59));
    assertThat(harbour.anyone("GET", path, null).status()).isEqualTo(200);
    harbour.clock.advance(Duration.ofSeconds(1));
    assertThat(harbour.anyone("GET", path, null).code()).isEqualTo(10006);
    assertThat(harbour.call("GET", invites).body()).isEmpty();
  }

  @Test
  void invite_toADeletedChannel_isUnknown() {
    String path = "/invites/" + make("{}");
    harbour.call("DELETE", "/channels/" + harbour.general.id());
    assertThat(harbour.anyone("GET", path, null).code()).isEqualTo(10006);
  }

  @ParameterizedTest
  @CsvSource({"POST, {}", "GET,"})
  void invites_withoutThePermission_are50013(String method, String body) {
    assertThat(harbour.call(harbour.plain, method, invites, body).code()).isEqualTo(50013);
  }

  @Test
  void delete_withoutThePermission_is50013() {
    String path = "/invites/" + make("{}");
    assertThat(harbour.call(harbour.plain, "DELETE", path).code()).isEqualTo(50013);
    assertThat(harbour.call(harbour.stranger, "DELETE", path).code()).isEqualTo(50001);
    assertThat(
            harbour.call(harbour.plain, "GET", "/guilds/" + harbour.guild.id() + "/invites").code())
        .isEqualTo(50013);
  }

  @Test
  void create_withWrongNumbers_is50035() {
    Reply reply = harbour.call("POST", invites, "{\"max_age\":-1,\"max_uses\":101}");
    assertThat(reply.errorAt("max_age")).isEqualTo("NUMBER_TYPE_MIN");
    assertThat(reply.errorAt("max_uses")).isEqualTo("NUMBER_TYPE_MAX");
  }
}

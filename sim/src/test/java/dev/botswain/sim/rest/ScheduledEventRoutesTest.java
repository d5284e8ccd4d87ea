package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduledEventRoutesTest {
  private static final String EXTERNAL =
      """
      {"name":"Regatta","privacy_level":2,"entity_type":3,"entity_metadata":{"location":"bay"},
       "scheduled_start_time":"2026-04-01T12:00:00Z","scheduled_end_time":"2026-04-01T18:00:00Z"}
      """;

  private Harbour harbour;
  private String events;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    events = "/guilds/" + harbour.guild.id() + "/scheduled-events";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private String make(String body) {
    return events + "/" + harbour.call("POST", events, body).body().path("id").asText();
  }

  private String inVoice() {
    return """
    {"name":"Shanties","privacy_level":2,"entity_type":2,"channel_id":"%d",
     "scheduled_start_time":"2026-04-01T12:00:00Z"}
    """
        .formatted(harbour.voice.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"frequency\":3,\"interval\":1,\"by_weekday\":[0,1,2,3,4]      | ",
        "\"frequency\":2,\"interval\":2,\"by_weekday\":[2]              | ",
        "\"frequency\":0,\"interval\":1,\"by_month\":[7],\"by_month_day\":[24] | ",
        "\"frequency\":3,\"interval\":1,\"by_weekday\":[0,2]            | by_weekday",
        "\"frequency\":2,\"interval\":1,\"by_weekday\":[0,2]            | by_weekday",
        "\"frequency\":3,\"interval\":2                              | interval",
        "\"frequency\":2,\"interval\":1,\"count\":3                    | count",
        "\"frequency\":0,\"interval\":1,\"by_month\":[7]                | by_month",
        "\"frequency\":2,\"interval\":1,\"by_n_weekday\":[{\"n\":4,\"day\":2}] | by_n_weekday"
      })
  void recurrence_asDocumented_isTakenAndElseRefused(String rule, String at) {
    Reply reply =
        harbour.call(
            "POST",
            events,
            EXTERNAL
                .strip()
                .replaceFirst(
                    "}$",
                    ",\"recurrence_rule\":{\"start\":\"2026-04-01T12:00:00Z\"," + rule + "}}"));

    if (at == null) {
      assertThat(reply.status()).isEqualTo(200);
    } else {
      assertThat(reply.errorAt("recurrence_rule." + at)).isEqualTo("RECURRENCE_RULE_INVALID");
    }
  }

  @Test
  void event_isPlannedChangedAndDeleted() {
    String path = make(EXTERNAL);
    Reply changed = harbour.call("PATCH", path, "{\"name\":\"Race\"}");
    assertThat(changed.body().path("name").asText()).isEqualTo("Race");
    assertThat(changed.body().path("entity_metadata").path("location").asText()).isEqualTo("bay");
    assertThat(harbour.call("GET", events).body()).hasSize(1);
    assertThat(harbour.call("DELETE", path).status()).isEqualTo(204);
    assertThat(harbour.events)
        .contains(
            "GUILD_SCHEDULED_EVENT_CREATE",
            "GUILD_SCHEDULED_EVENT_UPDATE",
            "GUILD_SCHEDULED_EVENT_DELETE");
    assertThat(harbour.call("GET", path).code()).isEqualTo(10070);
  }

  @Test
  void status_goesItsWayAndNoOther() {
    String path = make(EXTERNAL);
    assertThat(harbour.call("PATCH", path, "{\"status\":3}").errorAt("status"))
        .isEqualTo("TRANSITION_STATUS_INVALID");
    assertThat(harbour.call("PATCH", path, "{\"status\":2}").status()).isEqualTo(200);
    assertThat(harbour.call("PATCH", path, "{\"status\":4}").code()).isEqualTo(50035);
    assertThat(harbour.call("PATCH", path, "{\"status\":3}").status()).isEqualTo(200);
    assertThat(harbour.call("PATCH", path, "{\"name\":\"late\"}").code()).isEqualTo(180000);
    assertThat(harbour.call("GET", events).body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | null | name",
        "privacy_level | 1 | privacy_level",
        "entity_type | 4 | entity_type",
        "scheduled_start_time | \"2026-02-01T12:00:00Z\" | scheduled_start_time",
        "scheduled_end_time | \"2026-04-01T12:00:00Z\" | scheduled_end_time",
        "scheduled_end_time | null | scheduled_end_time",
        "entity_metadata | {} | entity_metadata.location",
        "channel_id | \"5\" | channel_id",
      })
  void create_ofAnExternalEventThatIsWrong_is50035(String field, String value, String place) {
    var body = Bodies.object(EXTERNAL);
    body.putRawValue(field, new RawValue(value));
    Reply reply = harbour.call("POST", events, body.toString());
    assertThat(reply.code()).isEqualTo(50035);
    assertThat(reply.errorAt(place)).isNotEmpty();
  }

  @Test
  void create_inAChannelOfTheWrongType_is50035() {
    String body = inVoice().replace("" + harbour.voice.id(), "" + harbour.general.id());
    assertThat(harbour.call("POST", events, body).errorAt("channel_id")).isNotEmpty();
  }

  @Test
  void event_inAHiddenChannel_isNotSeen() {
    String path = make(inVoice());
    assertThat(harbour.call(harbour.plain, "GET", path).status()).isEqualTo(200);
    harbour.inWorld(() ->
        harbour
            .world
            .channels()
            .update(
                harbour.guild,
                harbour.voice,
                channel ->
                    channel.overwrites(
                        List.of(
                            PermissionOverwrite.role(
                                harbour.guild.id(), 0, Permissions.VIEW_CHANNEL)))));
    assertThat(harbour.call(harbour.plain, "GET", path).code()).isEqualTo(10070);
    assertThat(harbour.call(harbour.plain, "GET", events).body()).isEmpty();
  }

  @Test
  void events_withoutThePermission_are50013() {
    assertThat(harbour.call(harbour.plain, "POST", events, EXTERNAL).code()).isEqualTo(50013);
    String path = make(EXTERNAL);
    assertThat(harbour.call(harbour.plain, "PATCH", path, "{\"status\":2}").code())
        .isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "DELETE", path).code()).isEqualTo(50013);
  }

  @Test
  void users_whoAreInterested_areListedAndTold() {
    String path = make(EXTERNAL);
    harbour.inWorld(() -> {
      var event = harbour.guild.scheduledEvents().at(0);
      harbour.world.scheduledEvents().subscribe(event, harbour.mate);
      return null;
    });
    assertThat(harbour.events).endsWith("GUILD_SCHEDULED_EVENT_USER_ADD");
    Reply users = harbour.call("GET", path + "/users?with_member=true");
    assertThat(users.body()).hasSize(1);
    assertThat(users.body().path(0).path("member").has("joined_at")).isTrue();
    assertThat(
            harbour.call("GET", path + "?with_user_count=true").body().path("user_count").asInt())
        .isEqualTo(1);
  }
}

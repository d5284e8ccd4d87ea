package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRoutesTest {
  private Harbour harbour;
  private String global;
  private String guild;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    String application = "/applications/" + harbour.pilot.id();
    global = application + "/commands";
    guild = application + "/guilds/" + harbour.guild.id() + "/commands";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private static String command(String name) {
    return "{\"name\":\"" + name + "\",\"description\":\"Does it\"}";
  }

  @Test
  void create_ofACommand_isCreatedAndThenReplacedByItsName() {
    Reply created = harbour.call("POST", global, command("sail"));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body().path("application_id").asLong()).isEqualTo(harbour.pilot.id());
    assertThat(created.body().path("type").asInt()).isEqualTo(1);
    Reply replaced = harbour.call("POST", global, command("sail"));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.body().path("id")).isEqualTo(created.body().path("id"));
    assertThat(replaced.body().path("version")).isNotEqualTo(created.body().path("version"));
    assertThat(harbour.call("GET", global).body()).hasSize(1);
    assertThat(harbour.call("GET", guild).body()).isEmpty();
  }

  @Test
  void create_inAGuild_holdsThereAlone() {
    JsonNode body = harbour.call("POST", guild, command("sail")).body();
    assertThat(body.path("guild_id").asLong()).isEqualTo(harbour.guild.id());
    assertThat(harbour.call("GET", global).body()).isEmpty();
  }

  @Test
  void command_byId_isReadEditedAndDeleted() {
    String path =
        global + "/" + harbour.call("POST", global, command("sail")).body().path("id").asText();
    Reply edited = harbour.call("PATCH", path, "{\"description\":\"Sets sail\",\"nsfw\":true}");
    assertThat(edited.body().path("name").asText()).isEqualTo("sail");
    assertThat(edited.body().path("description").asText()).isEqualTo("Sets sail");
    assertThat(harbour.call("GET", path).body().path("nsfw").asBoolean()).isTrue();
    assertThat(harbour.call("DELETE", path).status()).isEqualTo(204);
    assertThat(harbour.call("GET", path).code()).isEqualTo(10063);
    assertThat(harbour.call("DELETE", path).code()).isEqualTo(10063);
  }

  @Test
  void replace_ofAll_keepsTheIdsOfThoseThatStay() {
    String kept = harbour.call("POST", global, command("sail")).body().path("id").asText();
    harbour.call("POST", global, command("row"));
    Reply reply =
        harbour.call("PUT", global, "[" + command("sail") + "," + command("anchor") + "]");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).hasSize(2);
    assertThat(reply.body().path(0).path("id").asText()).isEqualTo(kept);
    assertThat(harbour.call("GET", global).body()).hasSize(2);
    assertThat(
            harbour
                .call("PUT", global, "[" + command("sail") + "," + command("sail") + "]")
                .errorAt("1.name"))
        .isEqualTo("APPLICATION_COMMANDS_DUPLICATE_NAME");
    assertThat(harbour.call("PUT", global, "[]").body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | name | BASE_TYPE_REQUIRED",
        "{\"name\":\"sail\"} | description | BASE_TYPE_REQUIRED",
        "{\"name\":\"Sail\",\"description\":\"a\"} | name | APPLICATION_COMMAND_INVALID_NAME",
        "{\"name\":\"set sail\",\"description\":\"a\"} | name | APPLICATION_COMMAND_INVALID_NAME",
        "{\"name\":\"a\",\"description\":\"a\",\"type\":9} | type | BASE_TYPE_CHOICES",
        "{\"name\":\"a\",\"description\":\"a\",\"options\":[{\"name\":\"b\",\"description\":\"c\"}]}"
            + " | options.0.type | BASE_TYPE_REQUIRED",
        "{\"name\":\"a\",\"description\":\"a\",\"options\":[{\"type\":3,\"name\":\"b\",\"description\":\"c\"},{\"type\":3,\"name\":\"b\",\"description\":\"c\"}]}"
            + " | options.1.name | APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        "{\"name\":\"a\",\"description\":\"a\",\"options\":[{\"type\":3,\"name\":\"b\",\"description\":\"c\"},{\"type\":3,\"name\":\"d\",\"description\":\"c\",\"required\":true}]}"
            + " | options.1 | APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "{\"name\":\"a\",\"description\":\"a\",\"options\":[{\"type\":1,\"name\":\"b\",\"description\":\"c\"},{\"type\":3,\"name\":\"d\",\"description\":\"c\"}]}"
            + " | options | APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        "{\"name\":\"a\",\"description\":\"a\",\"options\":[{\"type\":3,\"name\":\"b\",\"description\":\"c\",\"autocomplete\":true,\"choices\":[{\"name\":\"x\",\"value\":\"y\"}]}]}"
            + " | options.0.autocomplete | APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
        "{\"name\":\"a\",\"description\":\"a\",\"options\":[{\"type\":4,\"name\":\"b\",\"description\":\"c\",\"choices\":[{\"name\":\"x\",\"value\":\"y\"}]}]}"
            + " | options.0.choices.0.value | NUMBER_TYPE_COERCE",
        "{\"name\":\"a\",\"description\":\"a\",\"options\":[{\"type\":6,\"name\":\"b\",\"description\":\"c\",\"min_length\":1}]}"
            + " | options.0.min_length | APPLICATION_COMMAND_OPTIONS_FIELD_INVALID",
        "{\"name\":\"a\",\"description\":\"a\",\"options\":[{\"type\":3,\"name\":\"b\",\"description\":\"c\",\"max_length\":6001}]}"
            + " | options.0.max_length | NUMBER_TYPE_MAX",
      })
  void create_wrongly_is50035(String body, String place, String error) {
    Reply reply = harbour.call("POST", global, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorAt(place)).isEqualTo(error);
  }

  @Test
  void options_withTextsInOtherLanguages_keepThem() {
    String texts = "\"name_localizations\":{\"de\":\"ziel\"}";
    Reply made =
        harbour.call(
            "POST",
            global,
            "{\"name\":\"sail\",\"description\":\"a\",\"options\":[{\"type\":3,\"name\":\"to\","
                + "\"description\":\"b\","
                + texts
                + ",\"choices\":[{\"name\":\"home\",\"value\":\"h\","
                + texts
                + "}]}]}");

    var option = made.body().path("options").path(0);
    assertThat(option.path("name_localizations").path("de").asText()).isEqualTo("ziel");
    assertThat(option.at("/choices/0/name_localizations/de").asText()).isEqualTo("ziel");
  }

  @Test
  void create_ofAContextMenuCommand_needsNoDescriptionAndAnyName() {
    Reply reply = harbour.call("POST", global, "{\"name\":\"High Five\",\"type\":2}");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body().path("description").asText("x")).isEmpty();
  }

  @Test
  void create_beyondTheLimits_isRefused() {
    String all =
        IntStream.range(0, 100)
            .mapToObj(n -> command("c" + n))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(harbour.call("PUT", global, all).body()).hasSize(100);
    assertThat(harbour.call("POST", global, command("more")).code()).isEqualTo(30032);
    harbour.call("PUT", global, "[]");
    assertThat(harbour.call("PUT", global, all).status()).isEqualTo(200);
    harbour.call("PUT", global, "[]");
    assertThat(harbour.call("POST", global, command("more")).code()).isEqualTo(30034);
    assertThat(harbour.call("POST", guild, command("more")).status()).isEqualTo(201);
    harbour.clock.advance(Duration.ofDays(1));
    assertThat(harbour.call("POST", global, command("more")).status()).isEqualTo(201);
  }

  @Test
  void commands_ofAnotherApplicationOrGuild_areRefused() {
    Reply application = harbour.call(harbour.plain, "GET", global);
    assertThat(application.status()).isEqualTo(403);
    assertThat(application.code()).isEqualTo(20012);
    String there =
        "/applications/" + harbour.stranger.id() + "/guilds/" + harbour.guild.id() + "/commands";
    assertThat(harbour.call(harbour.stranger, "GET", there).code()).isEqualTo(50001);
  }

  @Test
  void modify_toTheNameOfAnother_is40041() {
    String commands = "/applications/" + harbour.pilot.id() + "/commands";
    harbour.call("POST", commands, "{\"name\":\"sail\",\"description\":\"d\"}");
    String id =
        harbour
            .call("POST", commands, "{\"name\":\"row\",\"description\":\"d\"}")
            .body()
            .path("id")
            .asText();
    Reply reply = harbour.call("PATCH", commands + "/" + id, "{\"name\":\"sail\"}");
    assertThat(reply.code()).isEqualTo(40041);
    assertThat(harbour.call("PATCH", commands + "/" + id, "{\"name\":\"row\"}").status())
        .isEqualTo(200);
  }
}

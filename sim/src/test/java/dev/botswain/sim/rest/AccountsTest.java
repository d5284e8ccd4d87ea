package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.VoiceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What bots can change about themselves, their application and members.
class AccountsTest {
  private Harbour harbour;
  private String guild;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    guild = "/guilds/" + harbour.guild.id();
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b", "a#b", "a:b", "MyDiscordBot", "everyone", "here"})
  void username_thatNobodyMayHave_isRefused(String name) {
    assertThat(
            harbour
                .call("PATCH", "/users/@me", "{\"username\":\"" + name + "\"}")
                .errorAt("username"))
        .isNotEmpty();
  }

  @Test
  void username_withSpaceAround_isTrimmed() {
    assertThat(
            harbour
                .call("PATCH", "/users/@me", "{\"username\":\"  sea   pilot \"}")
                .body()
                .path("username")
                .asText())
        .isEqualTo("sea pilot");
  }

  @Test
  void avatar_thatMoves_hasAHashThatSaysSo() {
    String gif = "{\"avatar\":\"data:image/gif;base64,R0lGODlh\"}";

    assertThat(harbour.call("PATCH", "/users/@me", gif).body().path("avatar").asText())
        .startsWith("a_");
  }

  @Test
  void application_flags_switchPrivilegedIntents() {
    JsonNode changed =
        harbour
            .call(
                "PATCH",
                "/applications/@me",
                "{\"description\":\"sails\",\"tags\":[\"boats\"],\"flags\":32768}")
            .body();

    assertThat(changed.path("description").asText()).isEqualTo("sails");
    assertThat(changed.path("tags").path(0).asText()).isEqualTo("boats");
    assertThat(changed.path("flags").asInt()).isEqualTo(32768);
    assertThat(harbour.inWorld(() -> harbour.pilot.allowedIntents()) & Intents.PRIVILEGED)
        .isEqualTo(Intents.GUILD_MEMBERS);
  }

  @Test
  void emoji_ofAnother_tellsWhoMadeItToWhoManagesThemOnly() {
    String emoji =
        guild
            + "/emojis/"
            + harbour
                .call(
                    "POST",
                    guild + "/emojis",
                    "{\"name\":\"buoy\",\"image\":\"data:image/png;base64,aGVsbG8=\"}")
                .body()
                .path("id")
                .asText();
    harbour.inWorld(() ->
        harbour
            .world
            .roles()
            .update(
                harbour.guild,
                harbour.guild.everyone(),
                role -> role.permissions(Harbour.EVERYONE | Permissions.CREATE_GUILD_EXPRESSIONS)));

    assertThat(harbour.call("GET", emoji).body().has("user")).isTrue();
    assertThat(harbour.call(harbour.plain, "GET", emoji).body().has("user")).isFalse();
  }

  @Test
  void member_flags_changeInWhatMayBeChanged() {
    String mate = guild + "/members/" + harbour.mate.id();

    assertThat(harbour.call("PATCH", mate, "{\"flags\":7}").body().path("flags").asInt())
        .isEqualTo(4);
    assertThat(harbour.call(harbour.plain, "PATCH", mate, "{\"flags\":0}").code()).isEqualTo(50013);
  }

  @Test
  void member_movedToAChannelThatTheBotMayNotEnter_isRefused() {
    String to =
        Long.toString(
            harbour.inWorld(() -> {
              harbour
                  .guild
                  .voiceStates()
                  .add(
                      new VoiceState(
                          harbour.mate.id(), harbour.voice.id(), "s", false, false, false));
              return harbour
                  .world
                  .channels()
                  .create(
                      harbour.guild,
                      ChannelType.GUILD_VOICE,
                      "cabin",
                      made ->
                          made.overwrites(
                              java.util.List.of(
                                  dev.botswain.sim.world.PermissionOverwrite.member(
                                      harbour.pilot.id(), 0, Permissions.CONNECT))))
                  .id();
            }));

    assertThat(
            harbour
                .call(
                    "PATCH",
                    guild + "/members/" + harbour.mate.id(),
                    "{\"channel_id\":\"" + to + "\"}")
                .code())
        .isEqualTo(50013);
  }

  @Test
  void invite_withAnEvent_tellsOfIt() {
    String event =
        harbour
            .call(
                "POST",
                guild + "/scheduled-events",
                "{\"name\":\"Regatta\",\"privacy_level\":2,\"entity_type\":3,"
                    + "\"entity_metadata\":{\"location\":\"bay\"},"
                    + "\"scheduled_start_time\":\"2099-04-01T12:00:00Z\","
                    + "\"scheduled_end_time\":\"2099-04-01T14:00:00Z\"}")
            .body()
            .path("id")
            .asText();
    String code =
        harbour
            .call("POST", "/channels/" + harbour.general.id() + "/invites", "{}")
            .body()
            .path("code")
            .asText();

    JsonNode invite =
        harbour.call("GET", "/invites/" + code + "?guild_scheduled_event_id=" + event).body();

    assertThat(invite.path("guild_scheduled_event").path("name").asText()).isEqualTo("Regatta");
  }
}

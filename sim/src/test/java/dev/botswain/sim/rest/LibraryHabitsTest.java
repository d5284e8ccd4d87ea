package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Habits of libraries that the documentation mentions in passing, or not at all, and that Discord
/// accepts.
class LibraryHabitsTest {
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

  private Reply say(String json) {
    return harbour.call("POST", "/channels/" + harbour.general.id() + "/messages", json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                            | 1970-01-01T00:00:00",
        "\"2026-11-30\"               | 2026-11-30T00:00:00",
        "\"2026-11-30 14:00:00\"      | 2026-11-30T14:00:00",
        "\"2026-11-30T14:00:00.5\"    | 2026-11-30T14:00:00.5",
        "\"2026-11-30T14:00:00+02:00\"| 2026-11-30T12:00:00",
        "\"2026-11-30T14:00Z\"        | 2026-11-30T14:00:00"
      })
  void embed_timestampOfAnyForm_isRead(String sent, String kept) {
    Reply reply = say("{\"embeds\":[{\"title\":\"log\",\"timestamp\":" + sent + "}]}");

    assertThat(reply.body().path("embeds").path(0).path("timestamp").asText()).startsWith(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"noon\"", "\"2026-13-01\"", "\"14:00:00\"", "\"\""})
  void embed_timestampThatIsNone_isRefused(String sent) {
    assertThat(say("{\"embeds\":[{\"title\":\"log\",\"timestamp\":" + sent + "}]}").code())
        .isEqualTo(50035);
  }

  @Test
  void message_suppressingEmbeds_keepsThemUntilItShowsThemAgain() {
    Reply sent = say("{\"embeds\":[{\"title\":\"log\"}]}");
    String path =
        "/channels/" + harbour.general.id() + "/messages/" + sent.body().path("id").asText();

    Reply hidden = harbour.call("PATCH", path, "{\"flags\":4}");
    Reply shown = harbour.call("PATCH", path, "{\"flags\":0}");

    assertThat(hidden.body().path("embeds")).isEmpty();
    assertThat(shown.body().path("embeds")).hasSize(1);
  }

  @Test
  void roles_allSentToMoveOne_needRightsOnlyForTheOneThatMoves() {
    Reply moved =
        harbour.call(
            "PATCH",
            guild + "/roles",
            "[{\"id\":\"%d\",\"position\":0},{\"id\":\"%d\",\"position\":2},{\"id\":\"%d\",\"position\":9}]"
                .formatted(harbour.guild.id(), harbour.crew.id(), harbour.officers.id()));

    assertThat(moved.status()).isEqualTo(200);
    assertThat(harbour.crew.position()).isEqualTo(2);
    assertThat(
            harbour
                .call(
                    "PATCH",
                    guild + "/roles",
                    "[{\"id\":\"%d\",\"position\":8}]".formatted(harbour.officers.id()))
                .code())
        .isEqualTo(50013);
  }

  @Test
  void overwrite_ofWhatTheChannelTakesFromTheBot_countsItsRightsInTheGuild() {
    harbour.inWorld(() ->
        harbour
            .world
            .channels()
            .update(
                harbour.guild,
                harbour.general,
                changed ->
                    changed.overwrites(
                        List.of(
                            PermissionOverwrite.role(
                                harbour.guild.id(), 0, Permissions.ADD_REACTIONS)))));
    String path = "/channels/" + harbour.general.id() + "/permissions/" + harbour.mate.id();

    assertThat(harbour.call("PUT", path, "{\"type\":1,\"allow\":\"64\"}").status()).isEqualTo(204);
    assertThat(harbour.call("PUT", path, "{\"type\":1,\"allow\":\"8\"}").code()).isEqualTo(50013);
  }

  @Test
  void forum_newTag_getsASnowflake() {
    Reply forum =
        harbour.call(
            "POST",
            guild + "/channels",
            "{\"name\":\"help\",\"type\":%d,\"available_tags\":[{\"name\":\"open\"},{\"name\":\"shut\"}]}"
                .formatted(ChannelType.GUILD_FORUM.number()));

    JsonNode tags = forum.body().path("available_tags");
    assertThat(tags.path(0).path("id").asLong()).isGreaterThan(1L << 50);
    assertThat(tags.path(1).path("id")).isNotEqualTo(tags.path(0).path("id"));
  }

  @Test
  void users_ownIdForMe_isMe() {
    Reply direct =
        harbour.call(
            "POST",
            "/users/" + harbour.pilot.id() + "/channels",
            "{\"recipient_id\":\"%d\"}".formatted(harbour.mate.id()));

    assertThat(direct.status()).isEqualTo(200);
    assertThat(direct.body().path("type").asInt()).isEqualTo(1);
  }

  @Test
  void interaction_callback_hasNoRateLimitHeaders() {
    var used = harbour.use("ping");
    Reply answered =
        harbour.anyone(
            "POST",
            "/interactions/" + used.id() + "/" + used.token() + "/callback",
            "{\"type\":5}");

    assertThat(answered.status()).isEqualTo(204);
    assertThat(answered.header("X-RateLimit-Limit")).isEmpty();
    assertThat(answered.header("X-RateLimit-Bucket")).isEmpty();
  }

  @Test
  void emoji_dataUriWithTheShortNameOfJpeg_isTaken() {
    assertThat(
            harbour
                .call("PATCH", guild, "{\"icon\":\"data:image/jpg;base64,/9j/4AAQSkZJRg==\"}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void ban_reasonInTheBodyAsInVersion9_isTheReason() {
    harbour.call(
        "PUT",
        "/api/v9" + guild + "/bans/" + harbour.mate.id(),
        "{\"delete_message_days\":1,\"reason\":\"mutiny\"}");

    assertThat(
            harbour
                .call("GET", guild + "/bans/" + harbour.mate.id())
                .body()
                .path("reason")
                .asText())
        .isEqualTo("mutiny");
  }

  @Test
  void threads_activeOfAChannelAsInVersion9_areThoseOfTheChannel() {
    String started =
        harbour
            .call(
                "POST",
                "/channels/" + harbour.general.id() + "/threads",
                "{\"name\":\"talk\",\"type\":11}")
            .body()
            .path("id")
            .asText();

    String active = "/threads/active";
    JsonNode here = harbour.call("GET", "/api/v9/channels/" + harbour.general.id() + active).body();
    JsonNode elsewhere =
        harbour.call("GET", "/api/v9/channels/" + harbour.news.id() + active).body();

    assertThat(here.path("threads").findValuesAsText("id")).contains(started);
    assertThat(elsewhere.path("threads")).isEmpty();
    assertThat(harbour.call("POST", "/channels/" + started + "/thread-members/@me").status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"preview", "vanity-url", "welcome-screen", "integrations", "prune", "regions"})
  void guild_whatIsSeldomAskedFor_isAnswered(String what) {
    assertThat(harbour.call("GET", guild + "/" + what).status()).isEqualTo(200);
  }

  @Test
  void anyone_voiceRegionsAndStickerPacks_areAnswered() {
    assertThat(harbour.call("GET", "/voice/regions").body()).isNotEmpty();
    assertThat(harbour.call("GET", "/sticker-packs").body().has("sticker_packs")).isTrue();
  }
}

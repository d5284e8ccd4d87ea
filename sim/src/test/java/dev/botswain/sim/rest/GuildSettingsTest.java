package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Permissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings of guilds, channels and roles, and the permissions for them.
class GuildSettingsTest {
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

  private void let(long everyone) {
    harbour.inWorld(() ->
        harbour
            .world
            .roles()
            .update(harbour.guild, harbour.guild.everyone(), role -> role.permissions(everyone)));
  }

  @ParameterizedTest
  @CsvSource({
    "verification_level, 3",
    "default_message_notifications, 0",
    "explicit_content_filter, 1",
    "afk_timeout, 900",
    "system_channel_flags, 5",
    "preferred_locale, de",
    "premium_progress_bar_enabled, true"
  })
  void guild_settings_areKept(String field, String value) {
    String json = value.equals("de") ? "\"de\"" : value;

    Reply changed = harbour.call("PATCH", guild, "{\"" + field + "\":" + json + "}");

    assertThat(changed.body().path(field).asText()).isEqualTo(value);
    assertThat(harbour.call("GET", guild).body().path(field).asText()).isEqualTo(value);
  }

  @Test
  void guild_channels_mustBeOfTheGuildAndFit() {
    String general = Long.toString(harbour.general.id());

    assertThat(
            harbour
                .call("PATCH", guild, "{\"system_channel_id\":\"" + general + "\"}")
                .body()
                .path("system_channel_id")
                .asText())
        .isEqualTo(general);
    assertThat(
            harbour
                .call("PATCH", guild, "{\"afk_channel_id\":\"" + general + "\"}")
                .errorAt("afk_channel_id"))
        .isNotEmpty();
    assertThat(harbour.call("PATCH", guild, "{\"afk_timeout\":42}").errorAt("afk_timeout"))
        .isEqualTo("BASE_TYPE_CHOICES");
  }

  @Test
  void channel_defaults_areKeptAndGoToThreads() {
    JsonNode changed =
        harbour
            .call(
                "PATCH",
                "/channels/" + harbour.forum.id(),
                "{\"default_thread_rate_limit_per_user\":7,\"default_sort_order\":1,"
                    + "\"default_forum_layout\":2,\"default_auto_archive_duration\":60,"
                    + "\"default_reaction_emoji\":{\"emoji_name\":\"⚓\",\"emoji_id\":null}}")
            .body();
    JsonNode thread =
        harbour
            .call(
                "POST",
                "/channels/" + harbour.forum.id() + "/threads",
                "{\"name\":\"reefs\",\"message\":{\"content\":\"x\"}}")
            .body();

    assertThat(changed.path("default_sort_order").asInt()).isEqualTo(1);
    assertThat(changed.path("default_forum_layout").asInt()).isEqualTo(2);
    assertThat(changed.path("default_auto_archive_duration").asInt()).isEqualTo(60);
    assertThat(changed.path("default_reaction_emoji").path("emoji_name").asText()).isEqualTo("⚓");
    assertThat(thread.path("rate_limit_per_user").asInt()).isEqualTo(7);
  }

  @Test
  void voice_regionAndQuality_areKept() {
    JsonNode changed =
        harbour
            .call(
                "PATCH",
                "/channels/" + harbour.voice.id(),
                "{\"rtc_region\":\"rotterdam\",\"video_quality_mode\":2}")
            .body();

    assertThat(changed.path("rtc_region").asText()).isEqualTo("rotterdam");
    assertThat(changed.path("video_quality_mode").asInt()).isEqualTo(2);
  }

  @Test
  void channel_madeWithTheRightToGiveRoles_needsAnAdministrator() {
    String body =
        "{\"name\":\"deck\",\"permission_overwrites\":[{\"id\":\"%d\",\"type\":1,\"allow\":\"%d\"}]}"
            .formatted(harbour.mate.id(), Permissions.MANAGE_ROLES);

    assertThat(harbour.call("POST", guild + "/channels", body).code()).isEqualTo(50013);
    harbour.inWorld(() ->
        harbour
            .world
            .roles()
            .update(
                harbour.guild,
                harbour.guild.highestRole(harbour.guild.members().get(harbour.pilot.id())),
                role -> role.permissions(Permissions.ALL)));
    assertThat(harbour.call("POST", guild + "/channels", body).status()).isEqualTo(201);
  }

  @Test
  void move_toACategoryWithItsPermissions_takesThemOver() {
    String category = Long.toString(harbour.category.id());
    harbour.call(
        "PUT",
        "/channels/" + category + "/permissions/" + harbour.crew.id(),
        "{\"type\":0,\"allow\":\"1024\"}");

    harbour.call(
        "PATCH",
        guild + "/channels",
        "[{\"id\":\"%d\",\"parent_id\":\"%s\",\"lock_permissions\":true}]"
            .formatted(harbour.general.id(), category));

    assertThat(
            harbour
                .call("GET", "/channels/" + harbour.general.id())
                .body()
                .at("/permission_overwrites/0/id")
                .asLong())
        .isEqualTo(harbour.crew.id());
  }

  @Test
  void move_byWhoManagesOneCategoryAlone_isTakenInThatCategory() {
    Channel inside =
        harbour.inWorld(() -> {
          harbour
              .world
              .channels()
              .update(
                  harbour.guild,
                  harbour.category,
                  changed ->
                      changed.overwrites(
                          List.of(
                              dev.botswain.sim.world.PermissionOverwrite.member(
                                  harbour.plain.id(), Permissions.MANAGE_CHANNELS, 0))));
          return harbour
              .world
              .channels()
              .update(
                  harbour.guild,
                  harbour.general,
                  changed -> changed.parentId(harbour.category.id()));
        });

    assertThat(
            harbour
                .call(
                    harbour.plain,
                    "PATCH",
                    guild + "/channels",
                    "[{\"id\":\"" + inside.id() + "\",\"position\":3}]")
                .status())
        .isEqualTo(204);
    assertThat(
            harbour
                .call(
                    harbour.plain,
                    "PATCH",
                    guild + "/channels",
                    "[{\"id\":\"" + inside.id() + "\",\"parent_id\":null}]")
                .code())
        .isEqualTo(50001);
    assertThat(
            harbour
                .call(
                    harbour.plain,
                    "PATCH",
                    guild + "/channels",
                    "[{\"id\":\"" + harbour.news.id() + "\",\"position\":3}]")
                .code())
        .isEqualTo(50013);
  }

  @Test
  void role_withAnIconOrAboveTheBot_isRefused() {
    assertThat(harbour.call("POST", guild + "/roles", "{\"unicode_emoji\":\"⚓\"}").code())
        .isEqualTo(50101);
    String move = "[{\"id\":\"" + harbour.crew.id() + "\",\"position\":%d}]";
    assertThat(harbour.call("PATCH", guild + "/roles", move.formatted(8)).code()).isEqualTo(50013);
    assertThat(harbour.call("PATCH", guild + "/roles", move.formatted(3)).status()).isEqualTo(200);
  }

  @Test
  void overwrite_inTheAuditLog_tellsWhatChanged() {
    String path = "/channels/" + harbour.general.id() + "/permissions/" + harbour.crew.id();
    harbour.call("PUT", path, "{\"type\":0,\"allow\":\"1024\"}");
    harbour.call("PUT", path, "{\"type\":0,\"allow\":\"2048\"}");

    JsonNode changes =
        harbour
            .call("GET", guild + "/audit-logs?action_type=14")
            .body()
            .at("/audit_log_entries/0/changes");
    assertThat(changes).hasSize(1);
    assertThat(changes.path(0).path("key").asText()).isEqualTo("allow");
    assertThat(changes.path(0).path("old_value").asText()).isEqualTo("1024");
    assertThat(changes.path(0).path("new_value").asText()).isEqualTo("2048");
  }

  @Test
  void features_areTheSameInWholeAndPartialObjects() {
    JsonNode features = harbour.call("GET", guild).body().path("features");

    assertThat(features).isNotEmpty();
    assertThat(harbour.call("GET", "/users/@me/guilds").body().path(0).path("features"))
        .isEqualTo(features);
    assertThat(harbour.call("GET", guild + "/preview").body().path("features")).isEqualTo(features);
  }

  @Test
  void welcomeScreen_thatIsOff_needsThePermissionToManage() {
    assertThat(harbour.call(harbour.plain, "GET", guild + "/welcome-screen").code())
        .isEqualTo(50013);
    let(Harbour.EVERYONE | Permissions.MANAGE_GUILD);
    assertThat(harbour.call(harbour.plain, "GET", guild + "/welcome-screen").status())
        .isEqualTo(200);
  }

  @Test
  void forum_thatRequiresTags_refusesAPostWithoutAndTwoOfOneName() {
    String forum = "/channels/" + harbour.forum.id();
    assertThat(
            harbour
                .call("PATCH", forum, "{\"available_tags\":[{\"name\":\"a\"},{\"name\":\"a\"}]}")
                .code())
        .isEqualTo(40061);
    harbour.call("PATCH", forum, "{\"flags\":16}");

    assertThat(
            harbour
                .call(
                    "POST", forum + "/threads", "{\"name\":\"x\",\"message\":{\"content\":\"x\"}}")
                .code())
        .isEqualTo(40067);
  }

  @Test
  void stickerPack_ofAnyId_isUnknown() {
    assertThat(harbour.call("GET", "/sticker-packs/1234567890").code()).isEqualTo(10061);
  }
}

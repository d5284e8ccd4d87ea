package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Guilds, channels, overwrites, and the users behind them.
class GuildRoutesTest {
  private Harbour harbour;
  private String guild;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    guild = "/guilds/" + harbour.guild.id();
    harbour.events.clear();
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  @Test
  void guild_withCounts_tellsHowManyThereAre() {
    Reply without = harbour.call("GET", guild);
    assertThat(without.body().path("name").asText()).isEqualTo("Harbour");
    assertThat(without.body().has("approximate_member_count")).isFalse();
    Reply with = harbour.call("GET", guild + "?with_counts=true");
    assertThat(with.body().path("approximate_member_count").asInt()).isEqualTo(4);
  }

  @Test
  void guild_thatTheBotIsNotIn_isUnknownAndWhatIsInItIsNoAccess() {
    Reply itself = harbour.call(harbour.stranger, "GET", guild);
    assertThat(itself.status()).isEqualTo(404);
    assertThat(itself.code()).isEqualTo(10004);
    Reply inside = harbour.call(harbour.stranger, "GET", guild + "/channels");
    assertThat(inside.status()).isEqualTo(403);
    assertThat(inside.code()).isEqualTo(50001);
    assertThat(harbour.call("GET", "/guilds/7/channels").code()).isEqualTo(10004);
  }

  @Test
  void guild_modified_tellsTheGateway() {
    assertThat(harbour.call(harbour.plain, "PATCH", guild, "{\"name\":\"Mine\"}").code())
        .isEqualTo(50013);
    Reply reply = harbour.call("PATCH", guild, "{\"name\":\"Haven\",\"description\":\"quiet\"}");
    assertThat(reply.body().path("name").asText()).isEqualTo("Haven");
    assertThat(harbour.events).containsExactly("GUILD_UPDATE");
  }

  @Test
  void guilds_ofTheBot_arePaged() {
    JsonNode mine = harbour.call("GET", "/users/@me/guilds?with_counts=1").body();
    assertThat(mine).hasSize(1);
    assertThat(mine.path(0).path("owner").asBoolean(true)).isFalse();
    assertThat(mine.path(0).path("approximate_member_count").asInt()).isEqualTo(4);
    assertThat(harbour.call("GET", "/users/@me/guilds?after=" + harbour.guild.id()).body())
        .isEmpty();
    assertThat(harbour.call("GET", "/users/@me/guilds?limit=201").code()).isEqualTo(50035);
    assertThat(harbour.call(harbour.stranger, "GET", "/users/@me/guilds").body()).isEmpty();
  }

  @Test
  void guild_left_isGone() {
    assertThat(harbour.call("DELETE", "/users/@me" + guild).status()).isEqualTo(204);
    assertThat(harbour.events).contains("GUILD_DELETE", "GUILD_MEMBER_REMOVE");
    assertThat(harbour.call("GET", guild).code()).isEqualTo(10004);
  }

  @Test
  void user_byId_isFoundOrUnknown() {
    assertThat(
            harbour.call("GET", "/users/" + harbour.ashore.id()).body().path("username").asText())
        .isEqualTo("ashore");
    Reply unknown = harbour.call("GET", "/users/5");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo(10013);
  }

  @Test
  void user_modified_hasTheNewNameAndPicture() {
    Reply reply =
        harbour.call(
            "PATCH",
            "/users/@me",
            "{\"username\":\"helmsman\",\"avatar\":\"data:image/png;base64,aGVsbG8=\"}");
    assertThat(reply.body().path("username").asText()).isEqualTo("helmsman");
    assertThat(reply.body().path("avatar").asText()).matches("[0-9a-f]{32}");
    assertThat(harbour.call("PATCH", "/users/@me", "{\"avatar\":\"x\"}").errorAt("avatar"))
        .isEqualTo("IMAGE_INVALID");
    assertThat(harbour.call("PATCH", "/users/@me", "{\"username\":\"x\"}").errorAt("username"))
        .isEqualTo("BASE_TYPE_BAD_LENGTH");
  }

  @Test
  void direct_withAPerson_isAlwaysTheSame() {
    String body = "{\"recipient_id\":\"" + harbour.mate.id() + "\"}";
    Reply first = harbour.call("POST", "/users/@me/channels", body);
    assertThat(first.body().path("type").asInt()).isEqualTo(1);
    assertThat(first.body().path("recipients").path(0).path("username").asText()).isEqualTo("mate");
    Reply second = harbour.call("POST", "/users/@me/channels", body);
    assertThat(second.body().path("id")).isEqualTo(first.body().path("id"));
  }

  @ParameterizedTest
  @CsvSource({"7, 50033", "100000000000003002, 50007", "x, 50035"})
  void direct_withNobody_isRefused(String recipient, int code) {
    Reply reply =
        harbour.call("POST", "/users/@me/channels", "{\"recipient_id\":\"" + recipient + "\"}");
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void channels_ofAGuild_areAllThereAre() {
    assertThat(harbour.call("GET", guild + "/channels").body()).hasSize(6);
  }

  @Test
  void channel_created_hasWhatWasAsked() {
    Reply reply =
        harbour.call(
            "POST",
            guild + "/channels",
            """
            {"name":"Dry Dock","type":0,"topic":"repairs","parent_id":"%d","nsfw":true,
             "rate_limit_per_user":5,"permission_overwrites":[{"id":"%d","type":0,"deny":"2048"}]}
            """
                .formatted(harbour.category.id(), harbour.guild.id()));
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body().path("name").asText()).isEqualTo("dry-dock");
    assertThat(reply.body().path("topic").asText()).isEqualTo("repairs");
    assertThat(reply.body().path("parent_id").asLong()).isEqualTo(harbour.category.id());
    assertThat(reply.body().path("permission_overwrites").path(0).path("deny").asText())
        .isEqualTo("2048");
    assertThat(harbour.events).containsExactly("CHANNEL_CREATE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | name | BASE_TYPE_REQUIRED",
        "{\"name\":\"\"} | name | BASE_TYPE_BAD_LENGTH",
        "{\"name\":\"a\",\"type\":1} | type | BASE_TYPE_CHOICES",
        "{\"name\":\"a\",\"parent_id\":\"7\"} | parent_id | CHANNEL_PARENT_INVALID",
        "{\"name\":\"a\",\"rate_limit_per_user\":21601} | rate_limit_per_user | NUMBER_TYPE_MAX",
        "{\"name\":\"a\",\"type\":2,\"bitrate\":100} | bitrate | NUMBER_TYPE_MIN",
        "{\"name\":\"a\",\"permission_overwrites\":[{}]} | permission_overwrites.0.id | BASE_TYPE_REQUIRED",
      })
  void channel_createdWrongly_is50035(String body, String place, String error) {
    Reply reply = harbour.call("POST", guild + "/channels", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorAt(place)).isEqualTo(error);
  }

  @Test
  void channel_createdInATextChannel_is50035() {
    Reply reply =
        harbour.call(
            "POST",
            guild + "/channels",
            "{\"name\":\"a\",\"parent_id\":\"" + harbour.general.id() + "\"}");
    assertThat(reply.errorAt("parent_id")).isEqualTo("CHANNEL_PARENT_INVALID_TYPE");
  }

  @Test
  void channel_createdWithMoreThanTheBotMayGive_is50013() {
    Reply reply =
        harbour.call(
            "POST",
            guild + "/channels",
            "{\"name\":\"a\",\"permission_overwrites\":[{\"id\":\"%d\",\"type\":0,\"allow\":\"8\"}]}"
                .formatted(harbour.guild.id()));
    assertThat(reply.code()).isEqualTo(50013);
  }

  @Test
  void channel_changed_needsManageChannels() {
    String path = "/channels/" + harbour.general.id();
    assertThat(harbour.call(harbour.plain, "PATCH", path, "{\"name\":\"x\"}").code())
        .isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "DELETE", path).code()).isEqualTo(50013);
    assertThat(harbour.call(harbour.plain, "POST", guild + "/channels", "{\"name\":\"x\"}").code())
        .isEqualTo(50013);
    Reply reply = harbour.call("PATCH", path, "{\"name\":\"Main Deck\",\"topic\":null,\"type\":5}");
    assertThat(reply.body().path("name").asText()).isEqualTo("main-deck");
    assertThat(reply.body().path("type").asInt()).isEqualTo(5);
    assertThat(harbour.events).containsExactly("CHANNEL_UPDATE");
    assertThat(harbour.call("PATCH", path, "{\"type\":2}").errorAt("type"))
        .isEqualTo("BASE_TYPE_CHOICES");
  }

  @Test
  void channel_deleted_isGone() {
    String path = "/channels/" + harbour.general.id();
    assertThat(harbour.call("DELETE", path).body().path("name").asText()).isEqualTo("general");
    assertThat(harbour.events).containsExactly("CHANNEL_DELETE");
    assertThat(harbour.call("GET", path).code()).isEqualTo(10003);
  }

  @Test
  void channel_hidden_is50001() {
    Reply reply = harbour.call(harbour.plain, "GET", "/channels/" + harbour.hidden.id());
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo(50001);
    assertThat(harbour.call("GET", "/channels/" + harbour.general.id()).status()).isEqualTo(200);
  }

  @Test
  void channels_moved_haveTheirPlaces() {
    Reply reply =
        harbour.call(
            "PATCH",
            guild + "/channels",
            "[{\"id\":\"%d\",\"position\":9,\"parent_id\":\"%d\"},{\"id\":\"%d\",\"position\":8}]"
                .formatted(harbour.general.id(), harbour.category.id(), harbour.news.id()));
    assertThat(reply.status()).isEqualTo(204);
    assertThat(harbour.general.position()).isEqualTo(9);
    assertThat(harbour.general.parentId()).isEqualTo(harbour.category.id());
    Reply two =
        harbour.call(
            "PATCH",
            guild + "/channels",
            "[{\"id\":\"%d\",\"parent_id\":\"%d\"},{\"id\":\"%d\",\"parent_id\":null}]"
                .formatted(harbour.news.id(), harbour.category.id(), harbour.general.id()));
    assertThat(two.code()).isEqualTo(40009);
    assertThat(harbour.news.parentId()).isZero();
  }

  @Test
  void typing_inAChannel_isTold() {
    String path = "/channels/" + harbour.general.id() + "/typing";
    assertThat(harbour.call("POST", path).status()).isEqualTo(204);
    assertThat(harbour.events).containsExactly("TYPING_START");
    assertThat(harbour.call("POST", "/channels/" + harbour.category.id() + "/typing").code())
        .isEqualTo(50008);
  }

  private String overwrite(Channel channel, long id) {
    return "/channels/" + channel.id() + "/permissions/" + id;
  }

  @Test
  void overwrite_ofAMember_isSetReplacedAndDeleted() {
    String path = overwrite(harbour.general, harbour.mate.id());
    harbour.call("PUT", path, "{\"type\":1,\"deny\":\"2048\"}");
    assertThat(harbour.call("PUT", path, "{\"type\":1,\"allow\":\"2048\"}").status())
        .isEqualTo(204);
    assertThat(harbour.general.overwrites())
        .containsExactly(
            PermissionOverwrite.member(harbour.mate.id(), Permissions.SEND_MESSAGES, 0));
    assertThat(harbour.call("DELETE", path).status()).isEqualTo(204);
    assertThat(harbour.general.overwrites()).isEmpty();
    assertThat(harbour.call("DELETE", path).code()).isEqualTo(10009);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | {\"type\":0} | 10011",
        "7 | {\"type\":1} | 10013",
        "100000000000002001 | {} | 50035",
        "100000000000002001 | {\"type\":0,\"allow\":\"8\"} | 50013",
      })
  void overwrite_thatCannotBe_isRefused(long id, String body, int code) {
    assertThat(harbour.call("PUT", overwrite(harbour.general, id), body).code()).isEqualTo(code);
  }

  @Test
  void overwrite_withoutManageRoles_is50013() {
    String path = overwrite(harbour.general, harbour.mate.id());
    assertThat(harbour.call(harbour.plain, "PUT", path, "{\"type\":1}").code()).isEqualTo(50013);
  }

  @Test
  void application_always_showsTheIntentsItHas() {
    Reply pilot = harbour.call("GET", "/applications/@me");
    assertThat(pilot.body().path("flags").asInt()).isEqualTo(harbour.pilot.applicationFlags());
    assertThat(pilot.body().path("flags").asInt()).isNotZero();
    Reply plain = harbour.call(harbour.plain, "GET", "/oauth2/applications/@me");
    assertThat(plain.body().path("flags").asInt(-1)).isZero();
    assertThat(List.of(plain.body().path("id").asLong())).containsExactly(harbour.plain.id());
  }
}

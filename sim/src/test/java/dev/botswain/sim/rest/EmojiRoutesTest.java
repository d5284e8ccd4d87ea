package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmojiRoutesTest {
  private static final String IMAGE = "\"data:image/png;base64,aGVsbG8=\"";

  private Harbour harbour;
  private String emojis;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    emojis = "/guilds/" + harbour.guild.id() + "/emojis";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private String make(String base) {
    String body = "{\"name\":\"anchor\",\"image\":" + IMAGE + "}";
    return harbour.call("POST", base, body).body().path("id").asText();
  }

  @Test
  void emoji_isMadeRenamedAndDeleted() {
    String path = emojis + "/" + make(emojis);
    assertThat(harbour.events).containsExactly("GUILD_EMOJIS_UPDATE");
    Reply renamed = harbour.call("PATCH", path, "{\"name\":\"sail\"}");
    assertThat(renamed.body().path("name").asText()).isEqualTo("sail");
    assertThat(harbour.call("GET", emojis).body()).hasSize(1);
    assertThat(harbour.call("GET", "/guilds/" + harbour.guild.id()).body().path("emojis"))
        .hasSize(1);
    assertThat(harbour.call("DELETE", path).status()).isEqualTo(204);
    assertThat(harbour.call("GET", path).code()).isEqualTo(10014);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"a b\",\"image\":\"data:image/png;base64,aGVsbG8=\"} | name | STRING_TYPE_REGEX",
        "{\"name\":\"a\",\"image\":\"data:image/png;base64,aGVsbG8=\"} | name | BASE_TYPE_BAD_LENGTH",
        "{\"name\":\"anchor\"} | image | BASE_TYPE_REQUIRED",
        "{\"name\":\"anchor\",\"image\":\"hello\"} | image | IMAGE_INVALID",
        "{\"name\":\"anchor\",\"image\":\"data:text/plain;base64,aGVsbG8=\"} | image | IMAGE_INVALID",
      })
  void create_thatIsWrong_is50035(String body, String place, String error) {
    Reply reply = harbour.call("POST", emojis, body);
    assertThat(reply.code()).isEqualTo(50035);
    assertThat(reply.errorAt(place)).isEqualTo(error);
    assertThat(harbour.events).isEmpty();
  }

  @Test
  void create_ofALargePicture_is400WithoutACode() {
    String picture = Base64.getEncoder().encodeToString(new byte[(256 << 10) + 1]);
    Reply reply =
        harbour.call(
            "POST",
            emojis,
            "{\"name\":\"anchor\",\"image\":\"data:image/png;base64," + picture + "\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isZero();
  }

  @Test
  void create_beyondFifty_is30008ForThatKindOnly() {
    harbour.inWorld(() -> {
      for (int i = 0; i < 50; i++) {
        harbour.world.expressions().createEmoji(harbour.guild, harbour.captain, "e" + i, false);
      }
      return null;
    });
    String body = "{\"name\":\"anchor\",\"image\":" + IMAGE + "}";
    assertThat(harbour.call("POST", emojis, body).code()).isEqualTo(30008);
    assertThat(harbour.call("POST", emojis, body.replace("png", "gif")).status()).isEqualTo(201);
  }

  @Test
  void emojis_withoutThePermission_mayBeSeenButNotTheirMakers() {
    String path = emojis + "/" + make(emojis);
    Reply seen = harbour.call(harbour.plain, "GET", path);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.body().has("user")).isFalse();
    assertThat(harbour.call("GET", path).body().has("user")).isTrue();
    assertThat(harbour.call(harbour.plain, "DELETE", path).code()).isEqualTo(50013);
  }

  @Test
  void emojis_ofOthers_needManageGuildExpressions() {
    String path = emojis + "/" + make(emojis);
    harbour.inWorld(() ->
        harbour
            .world
            .roles()
            .update(
                harbour.guild,
                harbour.guild.everyone(),
                role -> role.permissions(Harbour.EVERYONE | Permissions.CREATE_GUILD_EXPRESSIONS)));
    assertThat(harbour.call(harbour.plain, "PATCH", path, "{\"name\":\"mine\"}").code())
        .isEqualTo(50013);
  }

  @Test
  void applicationEmoji_isTheBotsOwnAndGoodForReactions() {
    String all = "/applications/" + harbour.pilot.id() + "/emojis";
    String id = make(all);
    assertThat(harbour.call("GET", all).body().path("items")).hasSize(1);
    assertThat(harbour.call(harbour.plain, "GET", all).code()).isEqualTo(20012);
    Message said = harbour.say(harbour.general, harbour.mate, "ahoy");
    String reactions =
        "/channels/" + harbour.general.id() + "/messages/" + said.id() + "/reactions/";
    assertThat(harbour.call("PUT", reactions + "anchor:" + id + "/@me").status()).isEqualTo(204);
    assertThat(harbour.call("PUT", reactions + "anchor:5/@me").code()).isEqualTo(10014);
    assertThat(said.reactions().getFirst().emoji().name()).isEqualTo("anchor");
  }

  @Test
  void sticker_isMadeSentAndDeleted() {
    String id = harbour.sticker("wave").body().path("id").asText();
    String path = "/guilds/" + harbour.guild.id() + "/stickers/" + id;
    assertThat(harbour.events).containsExactly("GUILD_STICKERS_UPDATE");
    String messages = "/channels/" + harbour.general.id() + "/messages";
    Reply sent = harbour.call("POST", messages, "{\"sticker_ids\":[\"" + id + "\"]}");
    assertThat(sent.body().path("sticker_items").path(0).path("name").asText()).isEqualTo("wave");
    assertThat(sent.body().path("sticker_items").path(0).path("format_type").asInt()).isEqualTo(4);
    assertThat(harbour.call("DELETE", path).status()).isEqualTo(204);
    assertThat(harbour.call("GET", path).code()).isEqualTo(10060);
    assertThat(harbour.call("POST", messages, "{\"sticker_ids\":[\"" + id + "\"]}").code())
        .isEqualTo(50081);
  }

  @Test
  void stickers_beyondFive_are30039() {
    for (int i = 0; i < 5; i++) {
      assertThat(harbour.sticker("wave").status()).isEqualTo(201);
    }
    assertThat(harbour.sticker("wave").code()).isEqualTo(30039);
  }

  @Test
  void sticker_underAShortName_is50035() {
    assertThat(harbour.sticker("w").errorAt("name")).isEqualTo("BASE_TYPE_BAD_LENGTH");
  }
}

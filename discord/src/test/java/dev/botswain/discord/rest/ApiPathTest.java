package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPathTest {
  @ParameterizedTest
  @CsvSource({
    "/%77ebhooks/1/x, /webhooks/{id}/{name}, true",
    "/webhooks/%31/x, /webhooks/{id}/{name}, true",
    "/webhooks/1, /webhooks/{id}, false",
    "/channels/%31/%6dessages, /channels/{id}/messages, false",
    "/users/%40me, /users/@me, false",
    "/channels/1/a+b, /channels/{id}/{name}, false",
  })
  void of_encodedPath_isReadAsDiscordReadsIt(String path, String template, boolean ownToken) {
    assertThat(ApiPath.of(path).template()).isEqualTo(template);
    assertThat(ApiPath.of(path).hasOwnToken()).isEqualTo(ownToken);
  }

  @Test
  void id_ofAKind_isTheFirst() {
    var path = ApiPath.of("/guilds/1/channels/%32/messages/3");

    assertThat(path.id("guilds")).isEqualTo("1");
    assertThat(path.id("channels")).isEqualTo("2");
    assertThat(path.id("roles")).isNull();
  }
}

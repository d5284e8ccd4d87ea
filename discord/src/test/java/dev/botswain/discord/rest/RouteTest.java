package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

  private static Route get(String path) {
    return Route.of(HttpMethod.GET, path, NOW);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /channels/1/messages, /channels/{id}/messages, /channels/1
          /channels/1/messages/2, /channels/{id}/messages/{id}, /channels/1
          /channels/1/messages/2/reactions/%F0%9F%94%A5/@me, /channels/{id}/messages/{id}/reactions/{name}/@me, /channels/1
          /channels/1/messages/2/reactions/fire%3A3/4, /channels/{id}/messages/{id}/reactions/{name}/{id}, /channels/1
          /channels/1/messages/2/reactions/fire, /channels/{id}/messages/{id}/reactions/{name}, /channels/1
          /channels/1/users/@me/threads/archived/private, /channels/{id}/users/@me/threads/archived/private, /channels/1
          /guilds/1/members/2/roles/3, /guilds/{id}/members/{id}/roles/{id}, /guilds/1
          /guilds/1/templates/hgM48av5Q69A, /guilds/{id}/templates/{name}, /guilds/1
          /guilds/templates/abcdef, /guilds/templates/{name}, ''
          /guilds/1/widget.png, /guilds/{id}/widget.png, /guilds/1
          /applications/1/guilds/2/commands/3, /applications/{id}/guilds/{id}/commands/{id}, /guilds/2
          /applications/1/activity-instances/i-5-gc-6, /applications/{id}/activity-instances/{name}, ''
          /stage-instances/1, /stage-instances/{id}, /stage-instances/1
          /users/@me, /users/@me, ''
          /users/1, /users/{id}, ''
          /users/@me/guilds/1, /users/@me/guilds/{id}, /guilds/1
          /invites/discord-developers, /invites/{name}, ''
          /webhooks/1, /webhooks/{id}, /webhooks/1
          /oauth2/applications/@me, /oauth2/applications/@me, ''
          /Made/up-NAMES/ü, /{name}/{name}/{name}, ''
          """)
  void of_path_leavesOutWhatVaries(String path, String template, String major) {
    assertThat(get(path)).isEqualTo(new Route("GET " + template, major, false));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /webhooks/1/tok-EN, /webhooks/{id}/{name}, /webhooks/1/tok-EN
          /webhooks/1/tok/messages/@original, /webhooks/{id}/{name}/messages/@original, /webhooks/1/tok
          /webhooks/1/tok/messages/5, /webhooks/{id}/{name}/messages/{id}, /webhooks/1/tok
          /webhooks/1/123, /webhooks/{id}/{name}, /webhooks/1/123
          /webhooks/1/tok/slack, /webhooks/{id}/{name}/slack, /webhooks/1/tok
          /interactions/1/tok/callback, /interactions/{id}/{name}/callback, /interactions/1/tok
          """)
  void of_pathWithToken_isOnItsOwn(String path, String template, String major) {
    assertThat(get(path)).isEqualTo(new Route("GET " + template, major, true));
  }

  @Test
  void of_method_makesAnotherRoute() {
    assertThat(Route.of(HttpMethod.POST, "/channels/1/messages", NOW).template())
        .isEqualTo("POST /channels/{id}/messages");
  }

  @Test
  void of_deletionOfOldMessage_isAnotherRoute() {
    var twoWeeksAndAMinute = snowflake(NOW.millis() - 14L * 86_400_000 - 60_000);
    var twoWeeksLessAMinute = snowflake(NOW.millis() - 14L * 86_400_000 + 60_000);

    assertThat(delete(twoWeeksAndAMinute).template()).endsWith("messages/{id} (old)");
    assertThat(delete(twoWeeksLessAMinute).template()).endsWith("messages/{id}");
    assertThat(delete("99999999999999999999").template()).endsWith("messages/{id}");
    assertThat(get("/channels/1/messages/" + twoWeeksAndAMinute).template())
        .endsWith("messages/{id}");
  }

  private static Route delete(String message) {
    return Route.of(HttpMethod.DELETE, "/channels/1/messages/" + message, NOW);
  }

  private static String snowflake(long millis) {
    return Long.toString(millis - 1_420_070_400_000L << 22);
  }
}

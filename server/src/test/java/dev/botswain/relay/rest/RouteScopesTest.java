package dev.botswain.relay.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.rest.ApiPath;
import dev.botswain.session.Scope;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteScopesTest {
  @ParameterizedTest
  @CsvSource({
    "GET, /users/@me, READ",
    "GET, /guilds/1/members, READ",
    "GET, /channels/1/messages, READ",
    "POST, /channels/1/messages, MESSAGES",
    "PUT, /channels/1/messages/2/reactions/x/@me, MESSAGES",
    "PUT, /channels/1/pins/2, MESSAGES",
    "POST, /channels/1/messages/2/threads, CHANNELS",
    "POST, /channels/1/typing, MESSAGES",
    "PATCH, /channels/1, CHANNELS",
    "PUT, /channels/1/permissions/2, CHANNELS",
    "GET, /channels/1/webhooks, CHANNELS",
    "GET, /channels/1/%77ebhooks, CHANNELS",
    "GET, /guilds/1/webhooks, CHANNELS",
    "GET, /webhooks/1, CHANNELS",
    "POST, /guilds/1/channels, CHANNELS",
    "PUT, /guilds/1/bans/2, MODERATION",
    "PATCH, /guilds/1/members/2, MODERATION",
    "POST, /guilds/1/roles, GUILD",
    "PATCH, /guilds/1, GUILD",
    "PUT, /applications/1/commands, COMMANDS",
    "PUT, /applications/1/guilds/2/commands, COMMANDS",
    "PATCH, /applications/@me, BOT",
    "PATCH, /users/@me, BOT",
    "DELETE, /users/@me/guilds/1, BOT",
    "POST, /users/@me/channels, MESSAGES",
    "POST, /lobbies, ",
    "POST, /oauth2/token, ",
    "GET, /something/new, ",
  })
  void route_eachKind_needsItsScope(String method, String path, Scope scope) {
    assertThat(RouteScopes.needed(HttpMethod.valueOf(method), ApiPath.of(path)))
        .isEqualTo(Optional.ofNullable(scope));
  }
}

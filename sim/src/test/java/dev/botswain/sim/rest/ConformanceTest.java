package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.DemoWorld;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls every route with a body that Discord's document allows, and checks the answer against the
/// document.
class ConformanceTest {
  /// Routes that Discord documents in prose but not in its OpenAPI document, or that version 9 had.
  private static final Set<String> ONLY_IN_PROSE =
      Set.of(
          "PATCH /guilds/{guild_id}/members/@me/nick",
          "GET /channels/{channel_id}/threads/active",
          "POST /channels/{channel_id}/thread-members/@me",
          "POST /channels/{channel_id}/thread-members/{user_id}");

  private static DiscordContract contract;

  private DocumentedCalls calls;

  @BeforeAll
  static void find() {
    contract = DiscordContract.find().orElse(null);
    if (contract == null) {
      System.out.println(
          "Left out: the check against Discord's OpenAPI document, which is not at "
              + DiscordContract.location());
    }
  }

  @BeforeEach
  void open() {
    assumeTrue(contract != null, "Discord's OpenAPI document is not here");
    calls = new DocumentedCalls(contract);
  }

  @AfterEach
  void close() {
    if (calls != null) {
      calls.harbour.close();
    }
  }

  @Test
  void everyRoute_calledAsDocumented_answersAsDocumented() {
    var apps = new AppCalls(calls);
    var guilds = new GuildCalls(calls);
    var channels = new ChannelCalls(calls);
    apps.users();
    guilds.guilds();
    channels.channels();
    guilds.members();
    guilds.roles();
    channels.messages();
    channels.reactionsAndPins();
    channels.threads();
    apps.commands();
    apps.interactions();
    channels.webhooks();
    channels.invites();
    guilds.expressions();
    guilds.scheduledEvents();
    guilds.voiceAndPolls();
    guilds.bansAndEnds();
    Set<String> routes =
        calls.harbour.rest.router().routes().stream()
            .map(route -> route.method() + " " + route.template())
            .collect(Collectors.toSet());
    routes.removeAll(ONLY_IN_PROSE);
    routes.remove("GET /sticker-packs/{pack_id}"); // there is none to read
    assertThat(calls.problems).isEmpty();
    assertThat(calls.called).containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void errors_ofEveryKind_haveDiscordsShape() {
    for (Reply reply :
        List.of(
            calls.harbour.call("GET", "/nothing"),
            calls.harbour.call("GET", "/channels/1"),
            calls.harbour.call("GET", "/channels/x"),
            calls.harbour.call(
                "POST",
                "/channels/" + calls.harbour.general.id() + "/messages",
                "{\"content\":{},\"embeds\":[{\"color\":\"x\"}]}"),
            calls.harbour.call(
                calls.harbour.plain, "GET", "/channels/" + calls.harbour.hidden.id()))) {
      assertThat(
              contract.checkAnswer("GET", "/channels/{channel_id}", reply.status(), reply.body()))
          .isEmpty();
    }
    JsonNode tooMany =
        DocumentedCalls.body(
            new String(RateLimits.tooMany(1_500, false, Map.of()).body().getBytes()));
    assertThat(contract.checkAnswer("GET", "/gateway", 429, tooMany)).isEmpty();
  }

  @Test
  void demoWorld_readInFull_isAsDocumented() {
    try (Sim sim = Sim.start(SimOptions.DEFAULT.withLimits(false));
        var client = new Client(sim.url())) {
      for (String token : List.of(DemoWorld.TOKEN, DemoWorld.TOKEN_NO_INTENTS)) {
        readAll(client, token);
      }
    }
    assertThat(calls.problems).isEmpty();
  }

  private void readAll(Client client, String token) {
    for (JsonNode guild : read(client, token, "/users/@me/guilds")) {
      String id = guild.path("id").asText();
      for (String what : List.of("", "/roles", "/threads/active", "/members?limit=200")) {
        read(client, token, "/guilds/{guild_id}" + what, id);
      }
      for (JsonNode channel : read(client, token, "/guilds/{guild_id}/channels", id)) {
        String channelId = channel.path("id").asText();
        read(client, token, "/channels/{channel_id}", channelId);
        read(client, token, "/channels/{channel_id}/messages?limit=50", channelId);
      }
    }
  }

  /// Reads everything that can be read; a refusal for a hidden channel is an answer too.
  private JsonNode read(Client client, String token, String template, Object... values) {
    Reply reply = client.call(token, "GET", DocumentedCalls.filled(template, values), null);
    String documented = template.replaceFirst("\\?.*", "");
    calls.check("GET", documented, reply);
    return reply.body();
  }
}

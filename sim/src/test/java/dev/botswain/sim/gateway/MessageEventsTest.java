package dev.botswain.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Resolved;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What events contain about messages, and READY about the connection.
class MessageEventsTest {
  private static Sim sim;

  @BeforeAll
  static void start() {
    sim = Sim.start(SimOptions.DEFAULT.withLimits(false));
  }

  @AfterAll
  static void stop() {
    sim.close();
  }

  @Test
  void ready_toAClientOfVersion9_saysSo() throws Exception {
    try (var client = TestClient.open(sim.gatewayUrl() + "/?v=9&encoding=json", "")) {
      client.identify(DemoWorld.TOKEN, 0);

      assertThat(client.await("READY").path("d").path("v").asInt()).isEqualTo(9);
    }
  }

  @Test
  void identify_withIntentsAsDigits_isTaken() throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.send(2, "{'token':'%s','intents':'0','properties':{}}".formatted(DemoWorld.TOKEN));

      client.await("READY");
    }
  }

  @Test
  void channelInfo_ofAChannelWithAStatus_tellsIt() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, 0)) {
      var guild = new long[1];
      Harbour.act(
          sim,
          h -> {
            guild[0] = h.guild().id();
            var voice =
                h.guild().channels().stream()
                    .filter(channel -> channel.type().isVoice())
                    .findFirst()
                    .orElseThrow();
            h.world().channels().voiceStatus(h.guild(), voice, "shanties");
          });

      client.send(43, "{'guild_id':'%d','fields':['status']}".formatted(guild[0]));

      var channels = client.await("CHANNEL_INFO").path("d").path("channels");
      assertThat(channels).hasSize(1);
      assertThat(channels.path(0).path("status").asText()).isEqualTo("shanties");
    }
  }

  @Test
  void messageUpdate_ofATextToSpeechMessage_neverSaysSo() throws Exception {
    int intents = Intents.GUILD_MESSAGES | Intents.MESSAGE_CONTENT;
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, intents)) {
      Harbour.act(
          sim,
          h -> {
            var said =
                h.world()
                    .messages()
                    .send(
                        h.channel("general"),
                        h.user(3),
                        AllowedMentions.ALL,
                        message -> message.content("ahoy").tts(true));
            h.world().messages().edit(said, AllowedMentions.ALL, m -> m.content("ahoy there"));
          });

      assertThat(client.await("MESSAGE_CREATE").path("d").path("tts").asBoolean()).isTrue();
      assertThat(client.await("MESSAGE_UPDATE").path("d").path("tts").asBoolean()).isFalse();
    }
  }

  @Test
  void messageCreate_withAMention_tellsTheMembership() throws Exception {
    int intents = Intents.GUILD_MESSAGES | Intents.MESSAGE_CONTENT;
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, intents)) {
      Harbour.act(
          sim,
          h ->
              h.world()
                  .messages()
                  .send(h.channel("general"), h.user(3), "<@" + h.user(4).id() + ">"));

      var mentioned = client.await("MESSAGE_CREATE").path("d").path("mentions").path(0);
      assertThat(mentioned.path("member").path("joined_at").isTextual()).isTrue();
      assertThat(mentioned.path("member").has("user")).isFalse();
    }
  }

  @Test
  void messageCommand_withoutTheIntentForContent_showsTheMessage() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, 0)) {
      Harbour.act(
          sim,
          h -> {
            var channel = h.channel("general");
            var said = h.world().messages().send(channel, h.user(3), "secret course");
            var resolved =
                new Resolved(h.guild(), channel, h.world().now()).message(said).channel(channel);
            var shown = Json.bytes(json -> resolved.write(json, h.user(5), h.gull().overHttp()));
            h.world()
                .interactions()
                .create(
                    h.gull(),
                    new Interaction.Act(
                        Interaction.COMMAND,
                        h.user(5),
                        channel,
                        "Log",
                        "{\"type\":3,\"target_id\":\"%d\",\"resolved\":%s}"
                            .formatted(said.id(), new String(shown, StandardCharsets.UTF_8)),
                        null,
                        null));
          });

      var resolved = client.await("INTERACTION_CREATE").path("d").path("data").path("resolved");
      assertThat(resolved.path("messages").iterator().next().path("content").asText())
          .isEqualTo("secret course");
      var channel = resolved.path("channels").iterator().next();
      assertThat(channel.path("app_permissions").isTextual()).isTrue();
      assertThat(channel.has("permission_overwrites")).isFalse();
    }
  }
}

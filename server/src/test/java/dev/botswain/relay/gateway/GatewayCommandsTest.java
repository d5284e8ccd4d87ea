package dev.botswain.relay.gateway;

import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static dev.botswain.testing.GatewayClient.GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.VoiceState;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.GatewayClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Opcodes 4, 31 and 43 through the relay, and invalid ones.
class GatewayCommandsTest {
  private static final int VOICE = GUILDS | 1 << 7;

  private Sim sim;
  private Botswain botswain;
  private String session;
  private List<String> guilds;
  private String guild;
  private String voice;

  @BeforeEach
  void start() {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = Botswain.onSim(sim, Map.of());
    session = botswain.session(TOKEN_THREE_GUILDS);
    guilds = botswain.get("/api/guilds", session).ids();
    for (String one : guilds) {
      List<String> voices = botswain.get("/api/channels?type=voice&guildId=" + one, session).ids();
      if (!voices.isEmpty()) {
        guild = one;
        voice = voices.getFirst();
      }
    }
  }

  @AfterEach
  void stop() {
    botswain.close();
    sim.close();
  }

  private String narrow(List<String> scopes, String guildId) {
    Botswain.Answer answer =
        botswain.post(
            "/api/sessions",
            session,
            Map.of("name", "narrow", "scopes", scopes, "guildIds", List.of(guildId)));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return answer.body().path("sessionId").asText();
  }

  /// The bot's voice state at Discord.
  private VoiceState voiceState() {
    long bot = Long.parseLong(botswain.simBot(TOKEN_THREE_GUILDS));
    return sim.call(() ->
        Objects.requireNonNull(sim.world().guilds().get(Long.parseLong(guild)))
            .voiceStates()
            .get(bot));
  }

  private String join() {
    return "{'guild_id':'%s','channel_id':'%s','self_mute':true,'self_deaf':false}"
        .formatted(guild, voice);
  }

  @Test
  void voice_joinAndLeave_arePassedOnAndAnswered() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, VOICE)) {
      client.send(4, join());
      JsonNode state = client.await("VOICE_STATE_UPDATE");
      assertThat(state.path("channel_id").asText()).isEqualTo(voice);
      assertThat(state.path("user_id").asText()).isEqualTo(botswain.simBot(TOKEN_THREE_GUILDS));
      assertThat(client.await("VOICE_SERVER_UPDATE").path("guild_id").asText()).isEqualTo(guild);
      assertThat(voiceState().channelId()).isEqualTo(Long.parseLong(voice));
      assertThat(voiceState().selfMute()).isTrue();
      assertThat(voiceState().selfDeaf()).isFalse();

      client.send(4, "{'guild_id':'" + guild + "','channel_id':null}");
      assertThat(client.await("VOICE_STATE_UPDATE").path("channel_id").isNull()).isTrue();
      assertThat(voiceState()).isNull();
    }
  }

  @Test
  void voice_ofASessionThatMayNotActForTheBot_isNotPassedOn() throws Exception {
    String reader = narrow(List.of("read", "events"), guild);
    try (GatewayClient client = GatewayClient.login(botswain, reader, VOICE);
        GatewayClient full = GatewayClient.login(botswain, session, VOICE)) {
      client.send(4, join());
      client.drain();
      full.send(31, "{'guild_ids':['" + guild + "']}"); // Answered after earlier ones.
      full.await("SOUNDBOARD_SOUNDS");
      assertThat(voiceState()).isNull();
    }
  }

  @Test
  void voiceServer_ofASessionThatMayNotActForTheBot_isKeptFromIt() throws Exception {
    String reader = narrow(List.of("read", "events"), guild);
    try (GatewayClient client = GatewayClient.login(botswain, reader, VOICE);
        GatewayClient full = GatewayClient.login(botswain, session, VOICE)) {
      full.send(4, join());
      full.find("VOICE_SERVER_UPDATE");
      full.send(31, "{'guild_ids':['" + guild + "']}");
      client.await("VOICE_STATE_UPDATE");
      client.await("SOUNDBOARD_SOUNDS");
    }
  }

  @Test
  void sounds_ofSomeGuilds_areAnsweredForEach() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, GUILDS)) {
      client.send(31, "{'guild_ids':['%s','1','%s']}".formatted(guilds.get(0), guilds.get(2)));
      var answered = new ArrayList<String>();
      for (int i = 0; i < 2; i++) {
        JsonNode sounds = client.await("SOUNDBOARD_SOUNDS");
        assertThat(sounds.path("soundboard_sounds").isArray()).isTrue();
        answered.add(sounds.path("guild_id").asText());
      }
      assertThat(answered).containsExactly(guilds.get(0), guilds.get(2));
    }
  }

  @Test
  void channelInfo_isAnswered() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, GUILDS)) {
      client.send(43, "{'guild_id':'" + guild + "','fields':['status','voice_start_time']}");
      JsonNode info = client.await("CHANNEL_INFO");
      assertThat(info.path("guild_id").asText()).isEqualTo(guild);
      assertThat(info.path("channels").isArray()).isTrue();
    }
  }

  /// As libraries do while they start: they know nothing of the connection behind the relay.
  @Test
  void commands_whileTheShardReconnects_areAnsweredOnceItIsBack() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, GUILDS | VOICE)) {
      botswain.gateway(TOKEN_THREE_GUILDS, Map.of("do", "refuseResumes", "times", 2));
      botswain.gateway(TOKEN_THREE_GUILDS, Map.of("do", "drop"));
      eventually(() ->
          assertThat(botswain.get("/api/session", session).body().path("status").asText())
              .isNotEqualTo("connected"));
      client.send(4, join());
      client.send(31, "{'guild_ids':['" + guild + "']}");
      client.send(43, "{'guild_id':'" + guild + "'}");
      client.send(8, "{'guild_id':'" + guild + "','query':'a','limit':1,'nonce':'held'}");

      var answers = new HashSet<String>();
      while (!answers.containsAll(
          Set.of(
              "VOICE_STATE_UPDATE", "SOUNDBOARD_SOUNDS", "CHANNEL_INFO", "GUILD_MEMBERS_CHUNK"))) {
        answers.add(client.next().path("t").asText());
      }
    }
  }

  @Test
  void questions_aboutAGuildOutOfScope_areNotAsked() throws Exception {
    String own = guilds.get(0);
    String other = guilds.get(1);
    String narrow = narrow(List.of("read", "events", "bot"), own);
    try (GatewayClient client = GatewayClient.login(botswain, narrow, GUILDS);
        GatewayClient witness = GatewayClient.login(botswain, session, GUILDS)) {
      client.send(31, "{'guild_ids':['%s','%s']}".formatted(other, own));
      client.send(43, "{'guild_id':'" + other + "'}");
      client.send(43, "{'guild_id':'" + own + "'}");
      for (GatewayClient each : List.of(client, witness)) {
        assertThat(each.await("SOUNDBOARD_SOUNDS").path("guild_id").asText()).isEqualTo(own);
        assertThat(each.await("CHANNEL_INFO").path("guild_id").asText()).isEqualTo(own);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "4|{'channel_id':null}",
        "4|{'guild_id':'1','channel_id':'x'}",
        "31|{}",
        "31|{'guild_ids':'1'}",
        "43|{'guild_id':'x'}",
        "43|[]",
        "5|{}",
        "14|{'guild_id':'1'}",
      })
  void command_thatDiscordDoesNotKnow_closesWith4001(int op, String d) throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, GUILDS)) {
      client.send(op, d);
      assertThat(client.closeCode()).isEqualTo(4001);
    }
  }
}

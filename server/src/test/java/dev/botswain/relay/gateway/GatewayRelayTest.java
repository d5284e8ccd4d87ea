package dev.botswain.relay.gateway;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static dev.botswain.testing.GatewayClient.GUILDS;
import static dev.botswain.testing.GatewayClient.GUILD_MEMBERS;
import static dev.botswain.testing.GatewayClient.GUILD_MESSAGES;
import static dev.botswain.testing.GatewayClient.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.GatewayClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The gateway as libraries see it: Discord's protocol.
class GatewayRelayTest {
  private static Sim sim;
  private static Botswain botswain;
  private static String session;
  private static String channel;

  @BeforeAll
  static void start() {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = Botswain.onSim(sim, Map.of("BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "1000"));
    session = botswain.session(TOKEN);
    channel = channelId("general");
  }

  @AfterAll
  static void stop() {
    botswain.close();
    sim.close();
  }

  private static String channelId(String name) {
    for (JsonNode one : botswain.get("/api/channels", session).body()) {
      if (one.path("name").asText().equals(name)) {
        return one.path("id").asText();
      }
    }
    throw new AssertionError("no channel " + name);
  }

  /// Another user posts a message.
  private static void say(String text) {
    assertThat(
            botswain
                .simPost("/sim/channels/" + channel + "/messages", Map.of("content", text))
                .status())
        .isLessThan(300);
  }

  @Test
  void hello_saysHowOftenToBeat() throws Exception {
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      assertThat(client.awaitOp(10).path("heartbeat_interval").asInt()).isPositive();
      client.send(1, "null");
      client.awaitOp(11);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&compress=zlib-stream", "&compress=zstd-stream"})
  void identify_anyCompression_readyGuildAndEvents(String compress) throws Exception {
    for (String encoding : List.of("json", "etf")) {
      readyGuildAndEvents("v=10&encoding=" + encoding + compress);
    }
  }

  private static void readyGuildAndEvents(String query) throws Exception {
    try (GatewayClient client = GatewayClient.connect(botswain, query)) {
      client.awaitOp(10);
      client.identify(session, USUAL, ",'shard':[0,1]");
      JsonNode ready = client.await("READY");
      assertThat(ready.path("v").asInt()).isEqualTo(10);
      assertThat(ready.path("user").path("bot").asBoolean()).isTrue();
      assertThat(ready.path("application").path("flags").asLong()).isPositive();
      assertThat(ready.path("shard").toString()).isEqualTo("[0,1]");
      assertThat(ready.path("resume_gateway_url").asText()).startsWith("ws://127.0.0.1:");
      JsonNode guild = client.await("GUILD_CREATE");
      assertThat(guild.path("id")).isEqualTo(ready.path("guilds").path(0).path("id"));
      assertThat(guild.path("channels").size()).isGreaterThan(5);
      assertThat(guild.path("members")).hasSize(1);
      for (int i = 0; i < 3; i++) {
        say("ahoy ⚓ " + i);
        assertThat(client.await("MESSAGE_CREATE").path("content").asText())
            .isEqualTo("ahoy ⚓ " + i);
      }
      assertThat(client.seq()).isEqualTo(5);
    }
  }

  @Test
  void identify_intentsAsText_isReady() throws Exception {
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      client.awaitOp(10);
      client.send(2, "{'token':'%s','intents':'%d','properties':{}}".formatted(session, USUAL));
      assertThat(client.await("READY").path("_trace").isArray()).isTrue();
    }
  }

  @Test
  void presence_withTheGameOfOlderLibraries_isShown() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, USUAL)) {
      client.send(3, "{'status':'idle','since':null,'afk':false,'game':{'name':'whist','type':0}}");
      client.drain();
      eventually(() ->
          assertThat(
                  sim.call(() -> sim.world().bots().byToken(TOKEN).user().presence().activities()))
              .contains("whist"));
    }
  }

  @Test
  void identify_ofMany_costsOneIdentifyUpstream() throws Exception {
    var ids = new HashSet<String>();
    for (int i = 0; i < 5; i++) {
      try (GatewayClient client = GatewayClient.login(botswain, "Bot " + session, USUAL)) {
        ids.add(client.sessionId());
      }
    }
    assertThat(ids).hasSize(5);
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
  }

  @Test
  void shards_guildsAreSpread() throws Exception {
    String three = botswain.session(TOKEN_THREE_GUILDS);
    var guilds = new HashSet<String>();
    for (int shard = 0; shard < 2; shard++) {
      try (GatewayClient client = GatewayClient.connect(botswain)) {
        client.awaitOp(10);
        client.identify(three, GUILDS, ",'shard':[" + shard + ",2]");
        for (JsonNode guild : client.await("READY").path("guilds")) {
          assertThat(guild.path("id").asLong() >>> 22 & 1).isEqualTo(shard);
          assertThat(client.await("GUILD_CREATE").path("id")).isEqualTo(guild.path("id"));
          guilds.add(guild.path("id").asText());
        }
      }
    }
    assertThat(guilds).hasSize(3);
  }

  @Test
  void intents_withoutMessages_noneCome() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, GUILDS);
        GatewayClient other = GatewayClient.login(botswain, session, USUAL)) {
      say("not for all");
      other.await("MESSAGE_CREATE");
      assertThat(client.drain()).isEmpty();
    }
  }

  @Test
  void content_withoutTheIntent_isWithheld() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, GUILDS | GUILD_MESSAGES)) {
      say("a secret");
      JsonNode message = client.await("MESSAGE_CREATE");
      assertThat(message.path("content").asText()).isEmpty();
      assertThat(message.path("author").path("username").asText()).isNotEmpty();
      say("a word to <@" + botswain.simBot(TOKEN) + ">");
      assertThat(client.await("MESSAGE_CREATE").path("content").asText()).startsWith("a word");
      botswain.send(
          Botswain.request(botswain.url() + "/api/v10/channels/" + channel + "/messages")
              .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"content\":\"own\"}")),
          "Bot " + session);
      assertThat(client.await("MESSAGE_CREATE").path("content").asText()).isEqualTo("own");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "3|{'status':'online'}|4003",
        "8|{'guild_id':'1','query':'','limit':0}|4003",
        "99|{}|4001",
        "2|{}|4013",
        "2|{'token':'nobody','intents':1}|4004",
        "2|{'token':'SESSION','intents':1,'shard':[2,2]}|4010",
        "2|{'token':'SESSION','intents':1048576000}|4013",
        "6|{'token':'nobody','session_id':'x','seq':1}|4004",
        "6|{'token':'SESSION','session_id':'x','seq':-1}|4007",
      })
  void command_thatIsRefused_closesAsDiscordDoes(int op, String d, int code) throws Exception {
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      client.awaitOp(10);
      client.send(op, d.replace("SESSION", session));
      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "v=8&encoding=json,4012",
    "v=10&encoding=xml,4002",
    "v=10&encoding=json&compress=lz4,4002",
  })
  void address_thatAsksForWhatIsNotThere_closes(String query, int code) throws Exception {
    try (GatewayClient client = GatewayClient.connect(botswain, query)) {
      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"op\":\"2\"}", "LONG"})
  void payload_notUnderstood_closesWith4002(String text) throws Exception {
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      client.sendText(
          text.equals("LONG") ? "{\"op\":1,\"d\":\"" + "x".repeat(5_000) + "\"}" : text);
      assertThat(client.closeCode()).isEqualTo(4002);
    }
  }

  @Test
  void identify_twice_closesWith4005() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, USUAL)) {
      client.identify(session, USUAL);
      assertThat(client.closeCode()).isEqualTo(4005);
    }
  }

  @Test
  void identify_withAnIntentThatTheBotHasNot_closesWith4014() throws Exception {
    String none = botswain.session(TOKEN_NO_INTENTS);
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      client.awaitOp(10);
      client.identify(none, GUILDS | GUILD_MEMBERS);
      assertThat(client.closeCode()).isEqualTo(4014);
    }
  }

  @Test
  void commands_moreThan120AMinute_closeWith4008() throws Exception {
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      for (int i = 0; i <= 120; i++) {
        client.send(1, "null");
      }
      assertThat(client.closeCode()).isEqualTo(4008);
    }
  }

  @Test
  void logout_closesItsClients() throws Exception {
    String other = botswain.session(TOKEN);
    try (GatewayClient client = GatewayClient.login(botswain, other, USUAL)) {
      botswain.logout(other);
      assertThat(client.closeCode()).isEqualTo(4004);
    }
  }

  @Test
  void request_withoutUpgrade_isToldOfIt() {
    Botswain.Answer answer = botswain.get("/gateway", null);
    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.body().path("message").asText()).isEqualTo("426: Upgrade Required");
  }

  @Test
  void presence_isPassedOn() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, USUAL)) {
      client.send(3, "{'status':'dnd','activities':[],'since':null,'afk':false}");
      eventually(() -> assertThat(status()).isEqualTo("dnd"));
    }
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      client.awaitOp(10);
      client.identify(session, USUAL, ",'presence':{'status':'idle','activities':null}");
      eventually(() -> assertThat(status()).isEqualTo("idle"));
    }
  }

  /// As discord.py, discordgo and serenity send it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':null,'game':{'name':'chess','type':0},'since':0,'afk':false}",
        "{'since':0,'status':'','afk':false,'game':{'name':'','type':0}}",
        "{'since':{'secs_since_epoch':1,'nanos_since_epoch':2},'status':'dnd','activities':[]}",
        "{}",
      })
  void identify_anyPresence_isWelcome(String presence) throws Exception {
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      client.awaitOp(10);
      client.identify(session, USUAL, ",'presence':" + presence);
      assertThat(client.await("READY")).isNotNull();
    }
  }

  @Test
  void connect_withAQueryThatCannotBeDecoded_isRefused() throws Exception {
    String host = botswain.url().substring("http://".length());
    try (var socket = new Socket("127.0.0.1", URI.create(botswain.url()).getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              GET /gateway?v=%%zz HTTP/1.1
              Host: %s
              Connection: Upgrade
              Upgrade: websocket
              Sec-WebSocket-Version: 13
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

              """
                  .formatted(host)
                  .replace("\n", "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      var answer = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 400");
    }
  }

  private static String status() {
    return sim.call(
        () -> Objects.requireNonNull(sim.world().bots().byToken(TOKEN)).user().presence().status());
  }

  @Test
  void narrowSession_hearsOfItsGuildAlone() throws Exception {
    String three = botswain.session(TOKEN_THREE_GUILDS);
    String guild = botswain.get("/api/guilds", three).body().path(1).path("id").asText();
    String narrow = narrow(three, List.of("read", "events"), Map.of("guildIds", List.of(guild)));
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      client.awaitOp(10);
      client.identify(narrow, USUAL);
      assertThat(client.await("READY").path("guilds").findValuesAsText("id"))
          .containsExactly(guild);
      assertThat(client.await("GUILD_CREATE").path("id").asText()).isEqualTo(guild);
      assertThat(client.drain()).isEmpty();
    }
    String deaf = narrow(three, List.of("read"), Map.of());
    try (GatewayClient client = GatewayClient.connect(botswain)) {
      client.awaitOp(10);
      client.identify(deaf, USUAL);
      assertThat(client.closeCode()).isEqualTo(4004);
    }
  }

  private static String narrow(String full, List<String> scopes, Map<String, ?> more) {
    var wanted = new HashMap<String, Object>(more);
    wanted.put("name", "narrow");
    wanted.put("scopes", scopes);
    Botswain.Answer answer = botswain.post("/api/sessions", full, wanted);
    assertThat(answer.status()).as(answer.raw().body()).isLessThan(300);
    return answer.body().path("sessionId").asText();
  }

  @Test
  void metrics_countClients() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, USUAL)) {
      client.drain();
      String metrics = botswain.metrics();
      assertThat(metrics.lines().filter(line -> line.startsWith("botswain_relay_")).toList())
          .extracting(line -> line.split(" ")[0])
          .containsAll(
              List.of(
                  "botswain_relay_clients",
                  "botswain_relay_identifies_total",
                  "botswain_relay_resumes_total",
                  "botswain_relay_dispatches_total"));
    }
  }
}

package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.SimOptions.WorldSize;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
  private static final JsonMapper JSON = new JsonMapper();

  private Sim sim;
  private HttpClient client;
  private String botId;
  private String token;
  private String guildId;
  private String channelId;

  private record Reply(int status, JsonNode body) {
    String error() {
      return body.path("error").asText();
    }
  }

  @BeforeEach
  void open() {
    sim = Sim.start(SimOptions.DEFAULT.withWorld(new WorldSize(2, 5, 3, 4)).withLimits(false));
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    JsonNode bot = call("GET", "/sim/bots", null).body().path(0);
    botId = bot.path("id").asText();
    token = bot.path("token").asText();
    guildId = bot.path("guildIds").path(0).asText();
    channelId =
        sim.call(() ->
            sim.world().guilds().get(Long.parseLong(guildId)).channels().stream()
                .filter(channel -> channel.type().number() == 0)
                .map(channel -> Long.toString(channel.id()))
                .findFirst()
                .orElseThrow());
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    sim.close();
  }

  private Reply call(String method, String path, String json) {
    return send(request(method, path, json));
  }

  private HttpRequest.Builder request(String method, String path, String json) {
    return HttpRequest.newBuilder(URI.create(sim.url() + path))
        .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
  }

  private Reply discord(String method, String path, String json) {
    return send(
        request(method, "/api/v10" + path, json)
            .header("User-Agent", "DiscordBot (https://example.org, 1)")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bot " + token));
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body =
          response.headers().firstValue("Content-Type").orElse("").equals("application/json")
              ? JSON.readTree(response.body())
              : MissingNode.getInstance();
      return new Reply(response.statusCode(), body);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void bots_always_areListedWithTokenGuildsAndIntents() {
    JsonNode bots = call("GET", "/sim/bots", null).body();
    assertThat(bots).hasSize(2);
    assertThat(bots.path(0).path("username").asText()).isNotEmpty();
    assertThat(bots.path(0).path("token").asText()).isNotEmpty();
    assertThat(bots.path(0).path("guildIds")).hasSize(1);
    assertThat(call("GET", "/sim/bots/" + botId, null).body()).isEqualTo(bots.path(0));
  }

  @Test
  void guilds_always_areListedWithTheirChannels() {
    JsonNode guild = call("GET", "/sim/guilds", null).body().path(0);
    assertThat(guild.path("id").asText()).isEqualTo(guildId);
    assertThat(guild.path("memberCount").asInt()).isEqualTo(5);
    assertThat(guild.path("channels")).hasSize(3);
    assertThat(guild.path("channels").path(0).path("type").isInt()).isTrue();
  }

  @Test
  void message_ofAMember_isSaidEditedAndTakenBack() {
    Reply said = call("POST", "/sim/channels/" + channelId + "/messages", "{\"content\":\"hi\"}");
    assertThat(said.status()).isEqualTo(201);
    String path = "/channels/" + channelId + "/messages/" + said.body().path("id").asText();
    assertThat(discord("GET", path, null).body().path("content").asText()).isEqualTo("hi");
    assertThat(call("PATCH", "/sim" + path, "{\"content\":\"ho\"}").status()).isEqualTo(200);
    assertThat(discord("GET", path, null).body().path("content").asText()).isEqualTo("ho");
    assertThat(call("DELETE", "/sim" + path, null).status()).isEqualTo(204);
    assertThat(discord("GET", path, null).status()).isEqualTo(404);
    assertThat(call("DELETE", "/sim" + path, null).status()).isEqualTo(404);
  }

  @Test
  void message_ofANamedAuthor_isTheirs() {
    String body = "{\"content\":\"hi\",\"authorId\":\"" + botId + "\"}";
    assertThat(
            call("POST", "/sim/channels/" + channelId + "/messages", body)
                .body()
                .path("authorId")
                .asText())
        .isEqualTo(botId);
  }

  @Test
  void message_toABot_comesAsADirectMessage() {
    Reply said = call("POST", "/sim/bots/" + botId + "/messages", "{\"content\":\"psst\"}");
    assertThat(said.status()).isEqualTo(201);
    String channel = said.body().path("channelId").asText();
    assertThat(discord("GET", "/channels/" + channel, null).body().path("type").asInt())
        .isEqualTo(1);
  }

  @Test
  void member_whoJoinsAndLeaves_isCounted() {
    Reply joined =
        call("POST", "/sim/guilds/" + guildId + "/members", "{\"username\":\"newcomer\"}");
    assertThat(joined.status()).isEqualTo(201);
    String member = "/guilds/" + guildId + "/members/" + joined.body().path("userId").asText();
    assertThat(discord("GET", member, null).status()).isEqualTo(200);
    assertThat(call("DELETE", "/sim" + member, null).status()).isEqualTo(204);
    assertThat(discord("GET", member, null).status()).isEqualTo(404);
    assertThat(call("DELETE", "/sim" + member, null).status()).isEqualTo(404);
  }

  @Test
  void interaction_withACommand_isAnsweredAndShowsHow() {
    String interactions = "/sim/bots/" + botId + "/interactions";
    String use =
        "{\"type\":\"command\",\"name\":\"sail fast\",\"options\":[{\"name\":\"knots\",\"value\":7}]}";
    assertThat(call("POST", interactions, use).status()).isEqualTo(404);
    discord(
        "POST",
        "/applications/" + botId + "/commands",
        """
        {"name":"sail","description":"d","options":[{"type":1,"name":"fast","description":"d",
         "options":[{"type":4,"name":"knots","description":"d","required":true}]}]}
        """);
    JsonNode used = call("POST", interactions, use).body();
    assertThat(used.path("answer").isNull()).isTrue();
    String id = used.path("id").asText();
    String data =
        sim.call(() -> {
          var interaction = sim.world().interactions().get(Long.parseLong(id));
          return interaction.data();
        });
    assertThat(data)
        .contains(
            "{\"name\":\"fast\",\"type\":1,\"options\":[{\"name\":\"knots\",\"type\":4,\"value\":7}]}");
    discord(
        "POST",
        "/interactions/" + id + "/" + used.path("token").asText() + "/callback",
        "{\"type\":4,\"data\":{\"content\":\"aye\",\"flags\":64}}");
    JsonNode answered = call("GET", "/sim/interactions/" + id, null).body();
    assertThat(answered.path("answer").asText()).isEqualTo("message");
    assertThat(answered.path("answeredAfterMs").isNumber()).isTrue();
    assertThat(answered.path("messages").path(0).path("content").asText()).isEqualTo("aye");
    assertThat(answered.path("messages").path(0).path("ephemeral").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | type",
        "{\"type\":\"wave\"} | type",
        "{\"type\":\"command\"} | name",
        "{\"type\":\"button\",\"customId\":\"none\"} | none",
        "{\"type\":\"modal\",\"interactionId\":\"5\"} | interactionId",
        "{\"type\":\"command\",\"name\":\"a\",\"channelId\":\"5\"} | channelId",
        "{\"type\":\"command\",\"name\":\"a\",\"userId\":\"5\"} | userId",
        "{\"type\":\"command\",\"name\":\"say\"} | text",
        "{\"type\":\"command\",\"name\":\"say\",\"options\":[{\"name\":\"text\",\"value\":5}]} | text",
        "{\"type\":\"command\",\"name\":\"say\",\"options\":[{\"name\":\"loud\",\"value\":5}]} | loud",
      })
  void interaction_thatCannotBe_isRefusedWithTheField(String body, String named) {
    discord(
        "POST",
        "/applications/" + botId + "/commands",
        """
        {"name":"say","description":"d",
         "options":[{"type":3,"name":"text","description":"d","required":true}]}
        """);
    Reply reply = call("POST", "/sim/bots/" + botId + "/interactions", body);
    assertThat(reply.status()).isBetween(400, 404);
    assertThat(reply.error()).contains(named);
  }

  @Test
  void event_ofInterestToAMember_listsThem() {
    String events = "/guilds/" + guildId + "/scheduled-events";
    String id =
        sim.call(() -> {
          var guild = sim.world().guilds().get(Long.parseLong(guildId));
          var owner = sim.world().users().get(guild.ownerId());
          return Long.toString(
              sim.world().scheduledEvents().create(guild, owner, event -> {}).id());
        });
    String users = "/sim" + events + "/" + id + "/users";
    String body = "{\"userId\":\"" + botId + "\"}";
    assertThat(call("POST", users, body).status()).isEqualTo(204);
    String listed = events + "/" + id + "/users";
    assertThat(discord("GET", listed, null).body().path(0).path("user_id").asText())
        .isEqualTo(botId);
    assertThat(call("DELETE", users + "/" + botId, null).status()).isEqualTo(204);
    assertThat(discord("GET", listed, null).body()).isEmpty();
    assertThat(call("POST", users, "{\"userId\":\"5\"}").error()).contains("userId");
    assertThat(call("POST", users + "x", body).status()).isEqualTo(404);
  }

  @Test
  void fault_added_meetsTheNextCallsAndCanBeForgotten() {
    String fault =
        "{\"method\":\"GET\",\"path\":\"/users/{id}\",\"status\":503,\"times\":2,\"body\":{\"a\":1},\"headers\":{\"Retry-After\":3}}";
    assertThat(call("POST", "/sim/faults", fault).status()).isEqualTo(204);
    Reply met = discord("GET", "/users/@me", null);
    assertThat(met.status()).isEqualTo(503);
    assertThat(met.body().path("a").asInt()).isEqualTo(1);
    assertThat(call("GET", "/sim/faults", null).body().path(0).path("times").asInt()).isEqualTo(1);
    assertThat(call("DELETE", "/sim/faults", null).status()).isEqualTo(204);
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(200);
  }

  @Test
  void stats_ofABot_countItsRestCalls() {
    discord("GET", "/users/@me", null);
    discord("GET", "/nothing", null);
    JsonNode stats = call("GET", "/sim/bots/" + botId + "/stats", null).body();
    assertThat(stats.path("restCalls").asInt()).isEqualTo(2);
    for (String field :
        new String[] {
          "connections", "identifies", "resumes", "heartbeats", "rateLimited", "closeCodes"
        }) {
      assertThat(stats.has(field)).as(field).isTrue();
    }
  }

  @Test
  void requests_ofABot_areShownNewestFirstWithoutTheToken() {
    discord("GET", "/users/@me", null);
    discord("POST", "/channels/" + channelId + "/messages?x=1", "{\"content\":\"a\"}");
    JsonNode seen = call("GET", "/sim/bots/" + botId + "/requests?limit=1", null).body();
    assertThat(seen).hasSize(1);
    assertThat(seen.path(0).path("method").asText()).isEqualTo("POST");
    assertThat(seen.path(0).path("query").asText()).isEqualTo("x=1");
    assertThat(seen.path(0).path("bodyBytes").asInt()).isEqualTo("{\"content\":\"a\"}".length());
    assertThat(seen.toString()).doesNotContain(token);
    assertThat(call("GET", "/sim/bots/" + botId + "/requests?limit=0", null).status())
        .isEqualTo(400);
  }

  @Test
  void intents_turnedOff_areForbiddenOverHttpToo() {
    String members = "/guilds/" + guildId + "/members";
    assertThat(discord("GET", members, null).status()).isEqualTo(200);
    Reply changed = call("PATCH", "/sim/bots/" + botId, "{\"guildMembers\":false}");
    assertThat(changed.body().path("intents").path("guildMembers").asBoolean(true)).isFalse();
    assertThat(discord("GET", members, null).status()).isEqualTo(403);
    call("PATCH", "/sim/bots/" + botId, "{\"guildMembers\":true}");
    assertThat(discord("GET", members, null).status()).isEqualTo(200);
  }

  /// A gateway client that only writes down what comes.
  private static final class Listener implements WebSocket.Listener {
    final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        events.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.complete(1006);
    }

    JsonNode await(String field, String value) throws Exception {
      while (true) {
        String event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("no event with " + field + " " + value).isNotNull();
        JsonNode json = JSON.readTree(event);
        if (json.path(field).asText().equals(value)) {
          return json;
        }
      }
    }
  }

  private Listener connect() throws Exception {
    var listener = new Listener();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(sim.gatewayUrl() + "/?v=10&encoding=json"), listener)
            .get(10, TimeUnit.SECONDS);
    listener.await("op", "10");
    socket
        .sendText(
            "{\"op\":2,\"d\":{\"token\":\""
                + token
                + "\",\"intents\":33281,\"properties\":{\"os\":\"a\",\"browser\":\"b\",\"device\":\"c\"}}}",
            true)
        .get(10, TimeUnit.SECONDS);
    listener.await("t", "GUILD_CREATE");
    return listener;
  }

  @Test
  void gateway_toldTo_closesReconnectsAndInvalidates() throws Exception {
    Listener first = connect();
    assertThat(gateway("{\"do\":\"reconnect\"}").status()).isEqualTo(204);
    first.await("op", "7");
    assertThat(gateway("{\"do\":\"invalidate\",\"resumable\":true}").status()).isEqualTo(204);
    assertThat(first.await("op", "9").path("d").asBoolean()).isTrue();
    Listener second = connect();
    assertThat(gateway("{\"do\":\"heartbeat\"}").status()).isEqualTo(204);
    second.await("op", "1");
    assertThat(gateway("{\"do\":\"close\",\"code\":4008}").status()).isEqualTo(204);
    assertThat(second.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4008);
  }

  @Test
  void gateway_toldToDrop_breaksTheConnection() throws Exception {
    Listener listener = connect();
    assertThat(gateway("{\"do\":\"drop\"}").status()).isEqualTo(204);
    assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1006);
  }

  private Reply gateway(String body) {
    return call("POST", "/sim/bots/" + botId + "/gateway", body);
  }

  @Test
  void token_reset_refusesTheOldOneAndClosesItsConnections() throws Exception {
    Listener listener = connect();
    Reply reset = call("POST", "/sim/bots/" + botId + "/token", null);
    assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4004);
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(401);
    token = reset.body().path("token").asText();
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(200);
  }

  @Test
  void blast_started_sendsNumberedMessages() throws Exception {
    Listener listener = connect();
    Reply started =
        call("POST", "/sim/blast", "{\"total\":3,\"rate\":1000,\"botIds\":[\"" + botId + "\"]}");
    assertThat(started.body().path("total").asInt()).isEqualTo(3);
    for (int i = 1; i <= 3; i++) {
      assertThat(listener.await("t", "MESSAGE_CREATE").path("d").path("content").asText())
          .startsWith("blast " + i + " ");
    }
    JsonNode progress = call("GET", "/sim/blast", null).body();
    assertThat(progress.path("sent").asInt()).isEqualTo(3);
    assertThat(progress.path("done").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /sim/faults | {} | method is missing.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"users\",\"status\":500} | path must start with / and have no query.",
        "POST | /sim/faults | {\"method\":\"FETCH\",\"path\":\"/\"} | method must be GET, POST, PUT, PATCH, DELETE or *.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\"} | status must be a whole number from 200 to 599.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"status\":99} | status must be a whole number from 200 to 599.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"status\":500,\"times\":0} | times must be a whole number from 1 to 1000000.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"status\":500,\"drop\":true} | Give status or drop, not both.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"status\":500,\"headers\":{\"a b\":\"c\"}} | headers: \"a b\" is no proper header.",
        "POST | /sim/faults | {\"method\":\"GET\",\"path\":\"/\",\"stat\":500} | There is no field stat.",
        "POST | /sim/faults | [] | The body must be a JSON object.",
        "POST | /sim/faults | { | The body is no JSON:",
        "POST | /sim/blast | {\"total\":\"1\",\"rate\":1} | total must be a whole number from 1 to 1000000000.",
        "POST | /sim/blast | {\"total\":1,\"rate\":1,\"botIds\":[\"5\"]} | botIds: there is no bot 5.",
        "POST | /sim/bots/BOT/gateway | {\"do\":\"explode\"} | do must be one of close, drop,",
        "POST | /sim/bots/BOT/gateway | {\"do\":\"close\"} | code must be a whole number from 1000 to 4999.",
        "POST | /sim/bots/BOT/gateway | {\"do\":\"close\",\"code\":1006} | code must be one that may stand in a close frame, such as 4000.",
        "PATCH | /sim/bots/BOT | {\"guildMembers\":\"yes\"} | guildMembers must be true or false.",
        "POST | /sim/channels/CHANNEL/messages | {} | content is missing.",
        "POST | /sim/channels/CHANNEL/messages | {\"content\":\"a\",\"authorId\":\"5\"} | authorId: there is no user 5.",
        "POST | /sim/channels/x/messages | {\"content\":\"a\"} | channelId must be an id, but is \"x\".",
      })
  void request_thatIsWrong_is400AndSaysWhy(
      String method, String path, String body, String sentence) {
    Reply reply = call(method, path.replace("BOT", botId).replace("CHANNEL", channelId), body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).startsWith(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /sim/nothing, 404",
    "GET, /sim, 404",
    "PUT, /sim/bots, 405",
    "GET, /sim/bots/5/stats, 404",
    "POST, /sim/channels/5/messages, 404",
    "POST, /sim/guilds/5/members, 404",
  })
  void request_forNothing_saysSo(String method, String path, int status) {
    Reply reply = call(method, path, method.equals("POST") ? "{\"content\":\"a\"}" : null);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.org", "null", "http://localhost:1"})
  void request_ofAForeignWebPage_isRefused(String origin) {
    Reply reply = send(request("GET", "/sim/bots", null).header("Origin", origin));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body().isArray()).isFalse();
  }

  @Test
  void request_ofItsOwnOrigin_isTaken() {
    assertThat(send(request("GET", "/sim/bots", null).header("Origin", sim.url())).status())
        .isEqualTo(200);
  }

  /// What a name that an attacker pointed at 127.0.0.1 would send.
  @ParameterizedTest
  @CsvSource({
    "evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "localhost, 200",
    "sim.localhost:80, 200",
    "'[::1]:80', 200",
  })
  void request_byName_isTakenOnlyForLoopback(String host, int status) throws IOException {
    try (var socket = new Socket("127.0.0.1", sim.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /sim/bots HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
    }
  }
}

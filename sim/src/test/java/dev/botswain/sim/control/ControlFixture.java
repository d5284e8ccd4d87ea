package dev.botswain.sim.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.SimOptions.WorldSize;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A small world of two bots, and a client of its control API.
abstract class ControlFixture {
  static final JsonMapper JSON = new JsonMapper();

  Sim sim;
  HttpClient client;
  String botId;
  String token;
  String guildId;
  String channelId;

  record Reply(int status, JsonNode body) {
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

  Reply call(String method, String path, String json) {
    return send(request(method, path, json));
  }

  HttpRequest.Builder request(String method, String path, String json) {
    return HttpRequest.newBuilder(URI.create(sim.url() + path))
        .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
  }

  /// A gateway client whose session has begun, with GUILDS, GUILD_MESSAGES and MESSAGE_CONTENT.
  GatewayListener connect() throws Exception {
    var listener = GatewayListener.open(client, sim.gatewayUrl()).identify(token, 33_281);
    listener.await("t", "GUILD_CREATE");
    return listener;
  }

  Reply discord(String method, String path, String json) {
    return send(
        request(method, "/api/v10" + path, json)
            .header("User-Agent", "DiscordBot (https://example.org, 1)")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bot " + token));
  }

  Reply send(HttpRequest.Builder request) {
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
}

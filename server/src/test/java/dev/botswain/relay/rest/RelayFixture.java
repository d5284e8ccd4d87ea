package dev.botswain.relay.rest;

import static dev.botswain.testing.Botswain.TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// The REST relay with the sim, with all of the sim's limits.
@Timeout(60)
abstract class RelayFixture {
  static final String GENERAL = "1132915064832000005";
  static final String MESSAGES = "/api/v10/channels/" + GENERAL + "/messages";

  Botswain botswain;
  String session;

  @BeforeEach
  void start() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    session = botswain.session(TOKEN);
  }

  @AfterEach
  void stop() {
    botswain.close();
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer post(String path, String body, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(botswain.url() + path))
            .header("User-Agent", "DiscordBot (https://example.org, 1.0)")
            .header("Content-Type", "application/json");
    return headers.length == 0 ? request : request.headers(headers);
  }

  Answer send(HttpRequest.Builder request) {
    return botswain.send(request, "Bot " + session);
  }

  JsonNode seen() {
    return botswain
        .simGet("/sim/bots/" + botswain.simBot(TOKEN) + "/requests?limit=1")
        .body()
        .path(0);
  }
}

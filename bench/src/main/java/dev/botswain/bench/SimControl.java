package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Controls the sim.
record SimControl(Http http, String url) {
  /// A bot of the sim.
  record Bot(String id, String token) {}

  List<Bot> bots() throws IOException, InterruptedException {
    return stream(http.get(url + "/sim/bots"))
        .map(bot -> new Bot(bot.path("id").asText(), bot.path("token").asText()))
        .toList();
  }

  /// The text channels of the first guild, which is the first bot's.
  List<String> channels() throws IOException, InterruptedException {
    return stream(http.get(url + "/sim/guilds").path(0).path("channels"))
        .filter(channel -> channel.path("type").asInt() == 0)
        .map(channel -> channel.path("id").asText())
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /// Sends `total` messages at `rate` a second, to the bots in turn, and returns when all have been
  /// sent.
  void blast(long total, int rate, List<Bot> bots) throws IOException, InterruptedException {
    startBlast(total, rate, bots);
    while (!http.get(url + "/sim/blast").path("done").asBoolean()) {
      Thread.sleep(20);
    }
  }

  /// The same, without waiting.
  void startBlast(long total, int rate, List<Bot> bots) throws IOException, InterruptedException {
    List<String> ids = bots.stream().map(Bot::id).toList();
    http.post(url + "/sim/blast", "", Map.of("total", total, "rate", rate, "botIds", ids))
        .expectOk("blast");
  }

  /// What the sim counted of all bots' gateway connections.
  JsonNode stats() throws IOException, InterruptedException {
    return http.get(url + "/sim/stats");
  }

  /// The last RESUMEs, each with the time that its session had been away.
  JsonNode resumes() throws IOException, InterruptedException {
    return http.get(url + "/sim/resumes");
  }

  /// Makes the sim answer the next requests to a path with 403.
  void refuse(String path, int times) throws IOException, InterruptedException {
    http.post(
            url + "/sim/faults",
            "",
            Map.of("method", "GET", "path", path, "status", 403, "times", times))
        .expectOk("fault");
  }

  /// The number of messages that the last blast has sent so far.
  int sent() throws IOException, InterruptedException {
    return http.get(url + "/sim/blast").path("sent").asInt();
  }

  /// Ends the last blast, and returns the number of messages that it sent.
  int endBlast() throws IOException, InterruptedException {
    return http.delete(url + "/sim/blast").expectOk("blast").path("sent").asInt();
  }

  /// Makes the sim answer all further requests to a path with this body at once, so that the sim
  /// costs little and always the same.
  void answer(String path, Object body) throws IOException, InterruptedException {
    var fault =
        Map.of("method", "GET", "path", path, "status", 200, "times", 1_000_000, "body", body);
    for (int i = 0; i < 10; i++) {
      http.post(url + "/sim/faults", "", fault).expectOk("fault");
    }
  }

  /// A channel's messages as Discord returns them.
  JsonNode messages(String channel, Bot bot) throws IOException, InterruptedException {
    return http.getAsBot(url + "/api/v10/channels/" + channel + "/messages?limit=100", bot.token());
  }
}

package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.secret.Secret;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.SimOptions.WorldSize;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A queue against the sim, with all its limits on.
@Timeout(60)
class RestOnSimTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Vertx vertx;
  private Sim sim;
  private DiscordRest rest;
  private RestQueue queue;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    sim = Sim.start(SimOptions.DEFAULT.withWorld(new WorldSize(1, 5, 30, 20)));
    rest =
        new DiscordRest(
            vertx,
            RestOptions.of(URI.create(sim.apiUrl()), "DiscordBot (https://example.org, test)"),
            Clock.systemUTC(),
            metrics);
    queue = rest.open(new Secret("load-token-1"));
  }

  @AfterEach
  void stop() {
    queue.close();
    rest.close().await();
    sim.close();
    vertx.close().await();
  }

  private double limited() {
    return metrics.find("botswain.rest.limited").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private List<String> textChannels() {
    var guilds = new JsonArray(queue.fetch(RestRequest.get("/users/@me/guilds")).await().body());
    var path = "/guilds/" + guilds.getJsonObject(0).getString("id") + "/channels";
    return new JsonArray(queue.fetch(RestRequest.get(path)).await().body())
        .stream()
            .map(io.vertx.core.json.JsonObject.class::cast)
            .filter(channel -> channel.getInteger("type") == 0)
            .map(channel -> channel.getString("id"))
            .toList();
  }

  /// Each channel accepts five messages in five seconds and five reads in one, and the bot may send
  /// 50 requests in a second in total.
  @Test
  void send_twoHundredAtOnceToManyChannels_noneIsLimited() {
    var requests = new ArrayList<RestRequest>();
    var channels = textChannels();
    for (int i = 0; i < 200; i++) {
      var path = "/channels/" + channels.get(i % channels.size()) + "/messages";
      requests.add(
          i % 2 == 0
              ? RestRequest.get(path).query("limit", 5)
              : RestRequest.post(path).json(Buffer.buffer("{\"content\":\"" + i + "\"}")));
    }
    Collections.shuffle(requests, new Random(1));

    var answers = requests.stream().map(queue::fetch).toList();

    Future.join(answers).await();
    assertThat(limited()).isZero();
  }

  /// Three windows of one bucket.
  @Test
  void send_manyReadsOfOneChannel_fillEachWindowAndNoMore() {
    var path = "/channels/" + textChannels().getFirst() + "/messages";
    var began = System.nanoTime();

    Future.join(
            java.util.stream.IntStream.range(0, 15)
                .mapToObj(_ -> queue.fetch(RestRequest.get(path)))
                .toList())
        .await();

    assertThat(limited()).isZero();
    assertThat((System.nanoTime() - began) / 1e9).isBetween(2.0, 3.0);
  }
}

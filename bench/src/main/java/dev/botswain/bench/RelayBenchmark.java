package dev.botswain.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;

/// What the relay adds to a request: the same one straight to the sim and through the server, in
/// turns, so that both meet the same machine.
final class RelayBenchmark implements Benchmark {
  private static final int WARM_UP = 3_000;
  private static final int REQUESTS = 5_000;
  private static final int UPLOADS = 10;
  private static final int UPLOAD_BYTES = 20 << 20;

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public String description() {
    return "latency that the REST relay adds on loopback, one request at a time";
  }

  @Override
  public void run(Map<String, Integer> options) throws Exception {
    try (var http = new Http();
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var sim = Launched.start(Map.of(), "sim", "--port", "0", "--no-limits", "--bots", "1");
        var server =
            Launched.start(
                Map.of(
                    "BOTSWAIN_HOST", "127.0.0.1",
                    "BOTSWAIN_LOG_LEVEL", "error",
                    "BOTSWAIN_DISCORD_REQUESTS_PER_SECOND", "100000",
                    "BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "0",
                    "BOTSWAIN_DISCORD_API", sim.url() + "/api/v10"),
                "serve",
                "--port",
                "0")) {
      var session = http.login(server.url(), "load-token-1");
      var channel =
          http.get(sim.url() + "/sim/guilds").path(0).path("channels").findValuesAsText("id");
      var direct = new Way(client, sim.url(), "load-token-1");
      var relayed = new Way(client, server.url(), session);
      compare("GET /users/@me", direct, relayed, way -> way.request("/users/@me").GET());
      var messages = "/channels/" + channel.get(1) + "/messages";
      compare(
          "GET 50 messages",
          direct,
          relayed,
          way -> way.request("/channels/" + channel.getFirst() + "/messages").GET());
      compare(
          "POST a message",
          direct,
          relayed,
          way ->
              way.request(messages)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"content\": \"ahoy\"}")));
      upload(direct, relayed, server);
    }
  }

  /// One of two ways to Discord.
  private record Way(HttpClient client, String url, String token) {
    HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(url + "/api/v10" + path))
          .header("Authorization", "Bot " + token)
          .header("User-Agent", "DiscordBot (https://example.org, 1.0)");
    }

    long nanos(HttpRequest request) throws IOException, InterruptedException {
      long begin = System.nanoTime();
      client.send(request, BodyHandlers.ofByteArray());
      return System.nanoTime() - begin;
    }
  }

  /// Makes the same request for either way.
  private interface Making {
    HttpRequest.Builder on(Way way);
  }

  private static void compare(String what, Way direct, Way relayed, Making making)
      throws IOException, InterruptedException {
    var there = making.on(direct).build();
    var through = making.on(relayed).build();
    var directNanos = new long[REQUESTS];
    var relayedNanos = new long[REQUESTS];
    for (int i = -WARM_UP; i < REQUESTS; i++) {
      long one = direct.nanos(there);
      long other = relayed.nanos(through);
      if (i >= 0) {
        directNanos[i] = one;
        relayedNanos[i] = other;
      }
    }
    System.out.printf(
        "  %-16s direct p50 %.2f ms, p99 %.2f ms; relayed p50 %.2f ms, p99 %.2f ms%n",
        what,
        quantile(directNanos, 0.5),
        quantile(directNanos, 0.99),
        quantile(relayedNanos, 0.5),
        quantile(relayedNanos, 0.99));
  }

  private static void upload(Way direct, Way relayed, Launched server)
      throws IOException, InterruptedException {
    // Of no route, so that the sim only reads it.
    Making making =
        way -> way.request("/odd").POST(BodyPublishers.ofByteArray(new byte[UPLOAD_BYTES]));
    server.collectGarbage();
    long before = server.rssKib();
    var directMillis = new Figures();
    var relayedMillis = new Figures();
    for (int i = 0; i < UPLOADS; i++) {
      directMillis.add(direct.nanos(making.on(direct).build()) / 1e6);
      relayedMillis.add(relayed.nanos(making.on(relayed).build()) / 1e6);
    }
    System.out.printf(
        "  %d MiB up: direct %s ms; relayed %s ms; the server grew by %d KiB%n",
        UPLOAD_BYTES >> 20, directMillis, relayedMillis, server.rssKib() - before);
  }

  private static double quantile(long[] nanos, double part) {
    Arrays.sort(nanos);
    return nanos[(int) (part * (nanos.length - 1))] / 1e6;
  }
}

package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A server that is killed by SIGKILL at random moments while its bot receives numbered messages at
/// a steady rate, and readers of every kind that continue as soon as it is back.
final class KillRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Http http = new Http();
  private final Launched sim;
  private final JsonNode bot;
  private final List<String> complaints = new ArrayList<>();
  private final int port;
  private final Readers readers;
  private Launched server;

  /// Starts all participants.
  ///
  /// @param folder for the server's data and its log
  /// @param messages the number of messages to send
  private KillRun(Path folder, int messages) throws Exception {
    this.folder = folder;
    this.sim = Launched.start(Map.of(), "sim", "--port", "0", "--bots", "1", "--members", "5");
    this.server = server(0);
    try {
      this.bot = http.get(sim.url() + "/sim/bots").path(0);
      server.awaitUrl();
      String url = server.url();
      this.port = URI.create(url).getPort();
      this.readers = new Readers(http, List.of(url), false);
    } catch (Exception e) {
      server.close();
      sim.close();
      throw e;
    }
    try {
      readers.follow(http.login(server.url(), bot.path("token").asText()), Numbers.ALL);
      readers.awaitReady();
      readers.ledgers().forEach(ledger -> ledger.expect(messages));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /// Runs it.
  ///
  /// @param folder for the server's data and its log
  /// @param kills how many times the server is killed; every other [Moment.Act] happens as often
  /// @param length how long messages are sent
  /// @param rate messages a second
  /// @param seed the same seed gives the same moments
  static KillReport run(Path folder, int kills, Duration length, int rate, long seed)
      throws Exception {
    int messages = (int) (rate * length.toSeconds());
    try (var run = new KillRun(folder, messages)) {
      return run.run(messages, rate, Moment.random(kills, length, new Random(seed)));
    }
  }

  private Launched server(int port) throws IOException {
    return Launched.begin(
        List.of(),
        Map.of(
            "BOTSWAIN_HOST",
            "127.0.0.1",
            "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE",
            "loopback",
            "BOTSWAIN_DATA",
            folder.resolve("data").toString(),
            "BOTSWAIN_DISCORD_API",
            sim.url() + "/api/v10"),
        folder.resolve("server.log"),
        List.of("serve", "--port", Integer.toString(port)));
  }

  private KillReport run(int messages, int rate, List<Moment> moments) throws Exception {
    long begin = System.nanoTime();
    http.post(sim.url() + "/sim/blast", "", Map.of("total", messages, "rate", rate));
    for (Moment moment : moments) {
      if (server.endsWithin(moment.after().minusNanos(System.nanoTime() - begin))) {
        complaints.add("the server ended by itself before " + moment);
      }
      act(moment.act());
    }
    long end = System.nanoTime() + Duration.ofSeconds(messages / rate).plus(PATIENCE).toNanos();
    for (Ledger ledger : readers.ledgers()) {
      ledger.awaitWhole(Duration.ofNanos(end - System.nanoTime()));
      complaints.addAll(ledger.complaints());
    }
    JsonNode stats = http.get(simBot() + "/stats");
    return new KillReport(
        readers.ledgers().stream().map(Ledger::toString).toList(),
        stats.path("identifies").asInt(),
        stats.path("resumes").asInt(),
        complaints);
  }

  private String simBot() {
    return sim.url() + "/sim/bots/" + bot.path("id").asText();
  }

  private void act(Moment.Act act) throws IOException, InterruptedException {
    switch (act) {
      case KILL -> {
        server.kill();
        readers.ledgers().forEach(Ledger::serverStarts);
        server = server(port);
      }
      case KILL_RECEIVER -> {
        for (WebhookReceiver receiver : readers.receivers()) {
          receiver.kill();
        }
      }
      case DROP -> gateway("drop");
      case RECONNECT -> gateway("reconnect");
    }
  }

  private void gateway(String what) throws IOException, InterruptedException {
    http.post(simBot() + "/gateway", "", Map.of("do", what));
  }

  @Override
  public void close() {
    readers.close();
    server.close();
    http.close();
    sim.close();
  }
}

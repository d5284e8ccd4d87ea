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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that is killed by SIGKILL at random moments while its bot receives numbered messages at
/// a steady rate, and readers of every kind that continue as soon as it is back.
final class KillRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// How long a reader waits before it tries again.
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Path folder;
  private final Http http = new Http();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Launched sim;
  private final JsonNode bot;
  private final List<Reading> readings = new ArrayList<>();
  private final List<Ledger> ledgers = new ArrayList<>();
  private final WebhookReceiver receiver;
  private final List<String> complaints = new ArrayList<>();
  private final int port;
  private Launched server;

  /// Starts all participants.
  ///
  /// @param folder for the server's data and its log
  /// @param messages the number of messages to send
  private KillRun(Path folder, int messages) throws Exception {
    this.folder = folder;
    this.sim = Launched.start(Map.of(), "sim", "--port", "0", "--bots", "1", "--members", "5");
    var webhook = new Ledger("webhook", messages);
    this.receiver = new WebhookReceiver(webhook);
    this.server = server(0);
    try {
      this.bot = http.get(sim.url() + "/sim/bots").path(0);
      server.awaitUrl();
      String url = server.url();
      this.port = URI.create(url).getPort();
      String session = http.login(url, bot.path("token").asText());
      follow(new StreamReading(http, url, session), new Ledger("sse", messages));
      follow(new PollReading(http, url, session), new Ledger("poll", messages));
      follow(new SocketReading(url, session), new Ledger("websocket", messages));
      follow(new GatewayReading(http, url, session), new Ledger("gateway", messages));
      register(url, session);
      webhook.ready();
      ledgers.add(webhook);
      for (Ledger ledger : ledgers) {
        if (!ledger.awaitReady(PATIENCE)) {
          throw new IOException("could not begin to read: " + ledger);
        }
      }
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

  private void follow(Reading reading, Ledger ledger) {
    readings.add(reading);
    ledgers.add(ledger);
    threads.execute(() -> {
      try {
        readAll(reading, ledger);
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        ledger.complain(e.toString());
      }
    });
  }

  private void register(String url, String session) throws IOException, InterruptedException {
    Http.Answer answer = http.post(url + "/api/webhooks", session, Map.of("url", receiver.url()));
    if (answer.status() != 201) {
      throw new IOException("no webhook: " + answer.status() + " " + answer.body());
    }
    receiver.trust(answer.body().path("secret").asText());
  }

  private static void readAll(Reading reading, Ledger ledger) throws InterruptedException {
    while (!ledger.isWhole()) {
      try {
        reading.read(ledger);
      } catch (IOException serverWasKilled) {
        Thread.sleep(PAUSE);
      }
    }
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
    for (Ledger ledger : ledgers) {
      ledger.awaitWhole(Duration.ofNanos(end - System.nanoTime()));
      complaints.addAll(ledger.complaints());
    }
    JsonNode stats = http.get(simBot() + "/stats");
    return new KillReport(
        ledgers.stream().map(Ledger::toString).toList(),
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
        ledgers.forEach(Ledger::serverStarts);
        server = server(port);
      }
      case KILL_RECEIVER -> receiver.kill();
      case DROP -> gateway("drop");
      case RECONNECT -> gateway("reconnect");
    }
  }

  private void gateway(String what) throws IOException, InterruptedException {
    http.post(simBot() + "/gateway", "", Map.of("do", what));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    readings.forEach(Reading::close);
    server.close();
    receiver.close();
    http.close();
    sim.close();
  }
}

package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.HttpLoad.Outcome;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a caller who reads gets.
final class ReadsBenchmark implements Benchmark {
  private static final int CONNECTIONS = 64;
  private static final int MEMBERS = 1000;
  private static final int MESSAGES = 100;

  @Override
  public String name() {
    return "reads";
  }

  @Override
  public String description() {
    return "reads of one bot: 20 channels, 1,000 members, 100 messages; one core, 64 connections";
  }

  /// What is read, and how long each run takes.
  private record Read(String what, String path, Duration time) {}

  /// A running side, with the bot logged in.
  private record Reader(Side side, Launched running, String session) {}

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var vertx = Vertx.vertx();
    var readers = new ArrayList<Reader>();
    try (var http = new Http();
        var sim = new Botswain(bench).sim(1, MEMBERS, MESSAGES)) {
      var control = new SimControl(http, sim.url());
      var bot = control.bots().getFirst();
      String channel = control.channels().getFirst();
      control.answer("/channels/" + channel + "/messages", control.messages(channel, bot));
      for (Side side : Sides.services(findings, Botswain.unlimited(bench))) {
        Launched running = side.start(sim.url(), Place.OWN);
        readers.add(new Reader(side, running, http.login(running.url(), bot.token())));
      }
      Duration time = bench.pick(Duration.ofSeconds(10), Duration.ofSeconds(2));
      List<Read> reads =
          List.of(
              new Read("channels", "/api/channels", time),
              new Read("messages", "/api/messages?channelId=" + channel + "&limit=100", time),
              new Read("members", "/api/members", time.multipliedBy(2)));
      for (Read read : reads) {
        measure(vertx, bench, findings, readers, read);
      }
    } finally {
      readers.forEach(reader -> reader.running().close());
      vertx.close();
    }
    judge(findings);
  }

  private static void measure(
      Vertx vertx, Bench bench, Findings findings, List<Reader> readers, Read read)
      throws IOException, InterruptedException {
    for (int run = -1; run < bench.pick(5, 2); run++) {
      for (Reader reader : readers) {
        double before = reader.running().tree().cpuSeconds();
        Outcome outcome =
            HttpLoad.run(
                vertx,
                reader.running().url() + read.path(),
                List.of("Authorization: " + reader.session()),
                CONNECTIONS,
                read.time());
        double cpu = reader.running().tree().cpuSeconds() - before;
        if (run >= 0) {
          add(findings, read.what(), reader.side().name(), outcome, cpu);
        }
      }
    }
  }

  private static void add(
      Findings findings, String what, String side, Outcome outcome, double cpu) {
    findings.add(what, "requests/s", side, outcome.perSecond());
    if (outcome.requests() > 0) {
      findings.add(what, "ms, p50", side, outcome.millis(50));
      findings.add(what, "ms, p99", side, outcome.millis(99));
      findings.add(what, "µs CPU a request", side, cpu * 1e6 / outcome.requests());
    } else {
      findings.note("%s, %s: a run ended before the first answer.".formatted(what, side));
    }
    if (outcome.failures() > 0) {
      findings.note(
          "%s, %s: %s answers in a run were errors, and are not counted."
              .formatted(what, side, outcome.failures()));
    }
  }

  private static void judge(Findings findings) {
    findings.atLeast(1.5, "original", "channels", "requests/s");
    findings.atLeast(10, "original", "members", "requests/s");
    findings.atLeast(2, "original", "messages", "requests/s");
    for (String what : List.of("channels", "members", "messages")) {
      findings.atMost(1, "original", what, "ms, p99");
    }
    findings.note(
        "The load is our own client's, which shares the other cores with the sim. The sim answers"
            + " requests for messages with a body made once.");
    findings.note(
        "original asks the gateway for the list of members on every call, and discord.js keeps that"
            + " to 120 payloads a minute; botswain and jda read a list that events keep current.");
  }
}

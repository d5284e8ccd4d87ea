package dev.botswain.libraries;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.Channel;
import dev.botswain.testing.Botswain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two libraries and a caller of the API share one bot, and together send more than Discord allows.
///
/// In the channels of the rounds they exceed the bot's 50 requests a second, so the global limit
/// holds them up; in the others they exceed the messages that a channel may have.
class MixedTrafficTest {
  /// Posted when everything is done.
  static final String THE_END = "the end";

  private static final int SECONDS = 60;
  private static final int GLOBAL_PER_SECOND = 50;
  private static final int SENDS_PER_SECOND = 1;
  private static final long PATIENCE_MILLIS = 30_000;
  private static final String DISCORD_JS = "discord.js";

  private static final List<String> ROUNDS =
      List.of(
          "introductions",
          "weather",
          "boat-talk",
          "photos",
          "recipes",
          "grog-and-tales",
          "build-logs",
          "electronics",
          "tools",
          "mod-log");
  private static final List<String> SENDS = List.of("bot-commands", "lost-and-found");

  private final MixedTally tally = new MixedTally();
  private Botswain botswain;

  @Test
  @Timeout(400)
  void twoLibrariesAndACaller_atTheLimitsOfOneBot_stayWithinThem() throws Exception {
    try (Botswain started = Botswain.start(SimOptions.DEFAULT, Map.of())) {
      botswain = started;
      String session = botswain.session(TOKEN);
      MixedWork work = work();
      try (var jda = new MixedJdaCaller(botswain.url(), session, tally);
          var script = new Script(botswain.session(TOKEN), work)) {
        traffic(session, work, jda, script);
        hearTheEnd(jda, script);
      }
    }
  }

  private MixedWork work() {
    return botswain.inWorld(world -> {
      var guild = world.guilds().all().at(0);
      return new MixedWork(
          Long.toString(guild.id()),
          ROUNDS.stream().map(name -> id(guild.channels(), name)).toList(),
          SENDS.stream().map(name -> id(guild.channels(), name)).toList(),
          Long.toString(guild.members().at(7).id()));
    });
  }

  private static String id(Iterable<Channel> channels, String name) {
    for (Channel channel : channels) {
      if (channel.name().equals(name)) {
        return Long.toString(channel.id());
      }
    }
    throw new AssertionError("no channel " + name);
  }

  private void traffic(String session, MixedWork work, MixedJdaCaller jda, Script script)
      throws Exception {
    var before = new Seen(botswain.stats(TOKEN), messages(work));
    Seen atTheEnd;
    try (var hands = Executors.newVirtualThreadPerTaskExecutor();
        var clock = Executors.newSingleThreadScheduledExecutor()) {
      work.start(MixedJdaCaller.NAME, jda, tally, hands);
      work.sendsTimes(3).start("API", new MixedRestCaller(botswain, session), tally, hands);
      script.client.tell("go");
      atTheEnd =
          clock
              .schedule(
                  () -> new Seen(botswain.stats(TOKEN), messages(work)), SECONDS, TimeUnit.SECONDS)
              .get();
      tally.end();
      script.client.tell("stop");
      script.stopped.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
    report(before, atTheEnd);
    assertThat(tally.failures()).isEmpty();
    assertThat(tally.longestMillis().values())
        .allSatisfy(millis -> assertThat(millis).isLessThan(PATIENCE_MILLIS));
    assertThat(atTheEnd.calls() - before.calls())
        .as("requests at the global limit")
        .isGreaterThan((int) (0.8 * GLOBAL_PER_SECOND * SECONDS));
    for (int i = 0; i < SENDS.size(); i++) {
      assertThat(atTheEnd.messages.get(i) - before.messages.get(i))
          .as("messages in " + SENDS.get(i))
          .isGreaterThan((int) (0.8 * SENDS_PER_SECOND * SECONDS));
    }
    JsonNode stats = botswain.stats(TOKEN);
    int refused = 0;
    for (JsonNode bucket : stats.path("rateLimited")) {
      assertThat(bucket.path("times").asInt()).as(bucket.toString()).isEqualTo(1);
      refused++;
    }
    assertThat(stats.path("restCalls").asInt() - before.calls())
        .as("requests that reached Discord")
        .isEqualTo(tally.allDone() + refused);
    assertThat(stats.path("identifies").asInt()).isEqualTo(1);
  }

  /// What the sim saw so far: the bot's requests, and messages in the channels for sending only.
  private record Seen(JsonNode stats, List<Integer> messages) {
    int calls() {
      return stats.path("restCalls").asInt();
    }
  }

  private List<Integer> messages(MixedWork work) {
    return botswain.inWorld(world ->
        work.sends().stream()
            .map(id -> world.channels().get(Long.parseLong(id)).messages().size())
            .toList());
  }

  private void report(Seen before, Seen after) {
    System.out.printf(
        "%d requests in %d s (%s), messages %s, the longest waited %s ms, 429s: %s%n",
        after.calls() - before.calls(),
        SECONDS,
        tally.done(),
        IntStream.range(0, SENDS.size())
            .mapToObj(i -> after.messages.get(i) - before.messages.get(i))
            .toList(),
        tally.longestMillis(),
        after.stats.path("rateLimited"));
  }

  /// Events come in order, so a client that has the last one has been sent all.
  private void hearTheEnd(MixedJdaCaller jda, Script script) throws Exception {
    String channel = work().sends().getFirst();
    Botswain.Answer last =
        botswain.simPost("/sim/channels/" + channel + "/messages", Map.of("content", THE_END));
    assertThat(last.status()).isLessThan(300);
    var expected = new ArrayList<>(tally.told());
    expected.add("create " + last.body().path("id").asText());
    expected.sort(null);
    heardAll(MixedJdaCaller.NAME, jda.end(), expected);
    heardAll(DISCORD_JS, script.end, expected);
  }

  private void heardAll(String client, CountDownLatch end, List<String> expected)
      throws InterruptedException {
    assertThat(end.await(20, TimeUnit.SECONDS)).as(client + " has heard the end").isTrue();
    assertThat(tally.heard(client)).as("what " + client + " heard").isEqualTo(expected);
  }

  /// The caller that is a script, and its output.
  private final class Script implements AutoCloseable {
    final DiscordJs client;
    final CompletableFuture<Void> stopped = new CompletableFuture<>();
    final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch ready = new CountDownLatch(1);

    Script(String session, MixedWork work) throws Exception {
      client =
          DiscordJs.start(
              "server/src/test/js/mixed.mjs",
              botswain.url(),
              session,
              new ObjectMapper().writeValueAsString(work));
      Thread.ofVirtual().start(this::listen);
      assertThat(ready.await(60, TimeUnit.SECONDS)).as("discord.js is ready").isTrue();
    }

    private void listen() {
      try {
        client.finish(this::said);
      } catch (Exception | AssertionError failure) {
        stopped.completeExceptionally(failure);
      }
    }

    private void said(String line) {
      String[] words = line.split(" ", 4);
      switch (words[0]) {
        case "ready" -> ready.countDown();
        case "did" -> tally.did(DISCORD_JS, words[1], words[2], Long.parseLong(words[3]));
        case "heard" -> tally.heard(DISCORD_JS, words[1], words[2]);
        case "end" -> end.countDown();
        case "stopped" -> stopped.complete(null);
        default -> tally.failed(DISCORD_JS, line);
      }
    }

    @Override
    public void close() {
      client.close();
    }
  }
}

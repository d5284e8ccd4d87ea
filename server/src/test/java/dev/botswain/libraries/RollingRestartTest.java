package dev.botswain.libraries;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.postgres.Postgres;
import dev.botswain.testing.Balancer;
import dev.botswain.testing.BotswainProcess;
import dev.botswain.testing.NodesOfAStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// discord.js and JDA, behind a balancer, listen to a bot while its three nodes are replaced one
/// after the other.
@Timeout(240)
class RollingRestartTest {
  private static final int NODES = 3;
  private static final long BETWEEN_MESSAGES_MILLIS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Integer> byJda = new CopyOnWriteArrayList<>();
  private final List<Integer> byDiscordJs = new CopyOnWriteArrayList<>();
  private final List<String> jdaEvents = new CopyOnWriteArrayList<>();
  private final List<String> discordJsSaid = new CopyOnWriteArrayList<>();
  private final Deque<BotswainProcess> nodes = new ArrayDeque<>();
  private volatile boolean speaking = true;
  private volatile int said;

  @Test
  void nodes_allReplaced_clientsMissNothing() throws Exception {
    try (Postgres postgres = Postgres.create();
        Sim sim = Sim.start(SimOptions.DEFAULT);
        Balancer balancer = Balancer.start();
        http) {
      for (int i = 0; i < NODES; i++) {
        balancer.add(begin(sim, postgres).url());
      }
      String session =
          post(balancer.url() + "/api/auth/login", Map.of("token", TOKEN))
              .path("sessionId")
              .asText();
      JDA jda = jda(balancer.url(), session);
      try (DiscordJs discordJs =
          DiscordJs.start("sim/src/test/js/listener.mjs", balancer.url(), session)) {
        Thread reading = Thread.ofVirtual().start(() -> read(discordJs));
        eventually(() -> assertThat(discordJsSaid).contains("ready"));
        Thread speaker = Thread.ofVirtual().start(() -> speak(sim));
        for (int i = 0; i < NODES; i++) {
          replace(sim, postgres, balancer);
        }
        speaking = false;
        speaker.join();

        List<Integer> all = IntStream.range(0, said).boxed().toList();
        eventually(() -> assertThat(byJda).isEqualTo(all));
        eventually(() -> assertThat(byDiscordJs).isEqualTo(all));
        assertThat(jdaEvents).contains("resumed").doesNotContain("recreated");
        assertThat(discordJsSaid).contains("resumed");
        assertThat(discordJsSaid.stream().filter("ready"::equals)).hasSize(1);
        assertThat(get(sim.url() + "/sim/stats").path("identifies").asInt()).isEqualTo(1);
        discordJs.close();
        reading.join();
      } finally {
        jda.shutdownNow();
        nodes.forEach(BotswainProcess::close);
      }
    }
  }

  private BotswainProcess begin(Sim sim, Postgres postgres) throws Exception {
    var settings = new HashMap<>(NodesOfAStore.settings(postgres));
    settings.put("BOTSWAIN_HOST", "127.0.0.1");
    settings.put("BOTSWAIN_PORT", "0");
    settings.put("BOTSWAIN_DATA", "memory");
    settings.put("BOTSWAIN_DISCORD_API", sim.apiUrl());
    BotswainProcess node = BotswainProcess.start(settings);
    nodes.add(node);
    return node;
  }

  /// The oldest node, as whoever rolls a new version out does: the balancer forgets it, it is told
  /// to end, and another comes.
  private void replace(Sim sim, Postgres postgres, Balancer balancer) throws Exception {
    BotswainProcess old = nodes.removeFirst();
    balancer.remove(old.url());
    old.stop();
    BotswainProcess fresh = begin(sim, postgres);
    eventually(() -> assertThat(status(fresh.url() + "/health/ready")).isEqualTo(200));
    balancer.add(fresh.url());
  }

  private void speak(Sim sim) {
    try {
      String channel = channel(sim);
      while (speaking) {
        post(
            sim.url() + "/sim/channels/" + channel + "/messages",
            Map.of("content", Integer.toString(said)));
        said++;
        Thread.sleep(BETWEEN_MESSAGES_MILLIS); // The pace of the conversation.
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// One that the bot hears.
  private String channel(Sim sim) throws Exception {
    for (JsonNode bot : get(sim.url() + "/sim/bots")) {
      if (bot.path("alias").asText().equals(TOKEN)) {
        return channel(sim, bot.path("guildIds").path(0).asText());
      }
    }
    throw new AssertionError("no such bot");
  }

  private String channel(Sim sim, String guildId) throws Exception {
    for (JsonNode guild : get(sim.url() + "/sim/guilds")) {
      for (JsonNode channel : guild.path("channels")) {
        if (guild.path("id").asText().equals(guildId)
            && channel.path("name").asText().equals("general")) {
          return channel.path("id").asText();
        }
      }
    }
    throw new AssertionError("no such channel");
  }

  private void read(DiscordJs from) {
    try {
      from.finish(line -> {
        if (line.startsWith("heard ")) {
          byDiscordJs.add(Integer.parseInt(line.substring(6)));
        } else {
          discordJsSaid.add(line);
        }
      });
    } catch (Exception | AssertionError ended) {
      // Its process was ended.
    }
  }

  private JDA jda(String url, String session) throws InterruptedException {
    return JDABuilder.createLight(
            session, GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT)
        .setRestConfig(new RestConfig().setBaseUrl(url + "/api/v10/"))
        .setSessionController(
            new SessionControllerAdapter() {
              @Override
              public String getGateway() {
                return url.replaceFirst("http", "ws") + "/gateway";
              }
            })
        .addEventListeners((EventListener) this::heard)
        .build()
        .awaitReady();
  }

  private void heard(GenericEvent event) {
    switch (event) {
      case MessageReceivedEvent received ->
          byJda.add(Integer.parseInt(received.getMessage().getContentRaw()));
      case SessionResumeEvent _ -> jdaEvents.add("resumed");
      case SessionRecreateEvent _ -> jdaEvents.add("recreated");
      default -> {}
    }
  }

  private int status(String url) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private JsonNode get(String url) throws Exception {
    return answer(HttpRequest.newBuilder(URI.create(url)));
  }

  private JsonNode post(String url, Map<String, ?> body) throws Exception {
    return answer(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isLessThan(300);
    return JSON.readTree(response.body());
  }
}

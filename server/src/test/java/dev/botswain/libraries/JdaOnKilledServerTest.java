package dev.botswain.libraries;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.BotswainProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.api.io.TempDir;

/// JDA receives a stream of messages while the server is killed.
@Timeout(180)
class JdaOnKilledServerTest {
  private static final int KILLS = 2;
  private static final int MESSAGES = 300;
  private static final int BEFORE_THE_KILL = 100;
  private static final int A_SECOND = 100;
  private static final int SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;
  private final BlockingQueue<Integer> numbers = new LinkedBlockingQueue<>();
  private final Queue<GenericEvent> events = new ConcurrentLinkedQueue<>();

  @Test
  void killedTwice_amidAStream_isResumedAndMissesNothing() throws Exception {
    try (Sim sim = Sim.start(SimOptions.DEFAULT);
        HttpClient http = HttpClient.newHttpClient()) {
      BotswainProcess server = server(sim, "0");
      JDA jda = null;
      try {
        String url = server.url();
        jda = jda(url, login(http, url));
        String bot = bot(http, sim);
        Map<String, ?> stream = Map.of("total", MESSAGES, "rate", A_SECOND, "botIds", List.of(bot));

        for (int kills = 1; kills <= KILLS; kills++) {
          post(http, sim.url() + "/sim/blast", stream);
          hear(1, BEFORE_THE_KILL);
          server.kill();
          server = server(sim, url.replaceFirst(".*:", ""));
          hear(BEFORE_THE_KILL + 1, MESSAGES);
          int resumes = kills;
          eventually(() -> assertThat(resumes()).isEqualTo(resumes));
        }

        assertThat(numbers).isEmpty();
        assertThat(events).noneMatch(SessionRecreateEvent.class::isInstance);
        JsonNode stats = get(http, sim.url() + "/sim/bots/" + bot + "/stats");
        assertThat(stats.path("identifies").asInt()).isEqualTo(1);
        assertThat(stats.path("resumes").asInt()).isEqualTo(KILLS);
      } finally {
        if (jda != null) {
          jda.shutdownNow();
        }
        server.close();
      }
    }
  }

  private BotswainProcess server(Sim sim, String port) throws Exception {
    return BotswainProcess.start(
        Map.of(
            "BOTSWAIN_HOST",
            "127.0.0.1",
            "BOTSWAIN_PORT",
            port,
            "BOTSWAIN_DATA",
            data.toString(),
            "BOTSWAIN_DISCORD_API",
            sim.apiUrl()));
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
    events.add(event);
    if (event instanceof MessageReceivedEvent received) {
      numbers.add(Integer.parseInt(received.getMessage().getContentRaw().split(" ")[1]));
    }
  }

  /// All of them, once and in order.
  private void hear(int from, int to) throws InterruptedException {
    for (int number = from; number <= to; number++) {
      assertThat(numbers.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(number);
    }
  }

  private long resumes() {
    return events.stream().filter(SessionResumeEvent.class::isInstance).count();
  }

  private static String login(HttpClient http, String url) throws Exception {
    return post(http, url + "/api/auth/login", Map.of("token", TOKEN)).path("sessionId").asText();
  }

  private static String bot(HttpClient http, Sim sim) throws Exception {
    for (JsonNode bot : get(http, sim.url() + "/sim/bots")) {
      if (bot.path("alias").asText().equals(TOKEN)) {
        return bot.path("id").asText();
      }
    }
    throw new AssertionError("no such bot");
  }

  private static JsonNode get(HttpClient http, String url) throws Exception {
    return answer(http, HttpRequest.newBuilder(URI.create(url)));
  }

  private static JsonNode post(HttpClient http, String url, Map<String, ?> body) throws Exception {
    return answer(
        http,
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private static JsonNode answer(HttpClient http, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isLessThan(300);
    return JSON.readTree(response.body());
  }
}

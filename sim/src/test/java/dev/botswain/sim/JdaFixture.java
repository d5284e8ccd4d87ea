package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.botswain.sim.world.DemoWorld;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// JDA, a third-party client, works with the sim as with Discord.
abstract class JdaFixture {
  static final int SECONDS = 10;
  static final BlockingQueue<GenericEvent> EVENTS = new LinkedBlockingQueue<>();
  static Sim sim;
  static JDA jda;

  @BeforeAll
  static void login() throws Exception {
    sim = Sim.start(SimOptions.DEFAULT);
    jda =
        JDABuilder.create(DemoWorld.TOKEN, EnumSet.allOf(GatewayIntent.class))
            .setRestConfig(new RestConfig().setBaseUrl(sim.apiUrl() + "/"))
            .setSessionController(
                new SessionControllerAdapter() {
                  @Override
                  public String getGateway() {
                    return sim.gatewayUrl();
                  }
                })
            .setMemberCachePolicy(MemberCachePolicy.ALL)
            .setChunkingFilter(ChunkingFilter.ALL)
            .addEventListeners((EventListener) EVENTS::add)
            .build()
            .awaitReady();
  }

  @AfterAll
  static void logout() {
    jda.shutdownNow();
    sim.close();
  }

  @BeforeEach
  void forget() {
    EVENTS.clear();
  }

  static Guild harbour() {
    return jda.getGuilds().getFirst();
  }

  static TextChannel channel(String name) {
    return harbour().getTextChannelsByName(name, false).getFirst();
  }

  static <E extends GenericEvent> E await(Class<E> type) throws InterruptedException {
    return await(type, _ -> true);
  }

  static <E extends GenericEvent> E await(Class<E> type, Predicate<E> fits)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      var event = EVENTS.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(event).as("a " + type.getSimpleName() + " in time").isNotNull();
      if (type.isInstance(event) && fits.test(type.cast(event))) {
        return type.cast(event);
      }
    }
  }

  static JsonNode send(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
      return new JsonMapper().readTree(response.body());
    }
  }
}

package load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// Users who log a bot in, read, send, listen until they receive what they have sent, and leave.
public final class LoadSimulation extends Simulation {
  private static final int USERS = Integer.getInteger("load.users");
  private static final int SECONDS = Integer.getInteger("load.seconds");
  private static final int BOTS = Integer.getInteger("load.bots");
  private static final int THINK = Integer.getInteger("load.think");

  private static final List<Map<String, Object>> TOKENS =
      IntStream.rangeClosed(1, BOTS)
          .mapToObj(bot -> Map.<String, Object>of("token", "load-token-" + bot))
          .toList();

  private static final ChainBuilder LOG_IN =
      exec(
          http("log in")
              .post("/api/auth/login")
              .header("Content-Type", "application/json")
              .body(StringBody("{\"token\": \"#{token}\"}"))
              .check(status().is(200), jsonPath("$.sessionId").saveAs("session")));

  private static final ChainBuilder READ =
      exec(http("channels")
              .get("/api/channels?type=text")
              .header("Authorization", "#{session}")
              .check(status().is(200), jsonPath("$[0].id").saveAs("channel")))
          .exec(
              http("members")
                  .get("/api/members?limit=50")
                  .header("Authorization", "#{session}")
                  .check(status().is(200)))
          .pause(THINK)
          .exec(
              http("messages")
                  .get("/api/messages?channelId=#{channel}&limit=20")
                  .header("Authorization", "#{session}")
                  .check(status().is(200)));

  private static final ChainBuilder SEND =
      exec(session -> session.set("word", UUID.randomUUID().toString()))
          .exec(
              http("send")
                  .post("/api/v10/channels/#{channel}/messages")
                  .header("Authorization", "Bot #{session}")
                  .header("Content-Type", "application/json")
                  .body(StringBody("{\"content\": \"ahoy #{word}\"}"))
                  .check(status().is(200)));

  /// From the oldest event that is kept, so that what was just sent must come, whenever it came.
  private static final ChainBuilder LISTEN =
      exec(sse("listen")
              .get("/api/events?types=MESSAGE_CREATE&after=0")
              .header("Authorization", "#{session}")
              .await(20)
              .on(
                  sse.checkMessage("hear")
                      .matching(substring("#{word}"))
                      .check(substring("#{word}"))))
          .pause(THINK)
          .exec(sse("stop listening").close());

  private static final ChainBuilder LEAVE =
      exec(
          http("log out")
              .post("/api/auth/logout")
              .header("Authorization", "#{session}")
              .check(status().is(200)));

  public LoadSimulation() {
    var users =
        scenario("users")
            .feed(listFeeder(TOKENS).circular())
            .exec(LOG_IN)
            .exec(pause(THINK))
            .exec(READ)
            .exec(SEND)
            .exec(LISTEN)
            .exec(LEAVE);
    setUp(users.injectClosed(constantConcurrentUsers(USERS).during(SECONDS)))
        .protocols(http.baseUrl(System.getProperty("load.url")).shareConnections())
        .assertions(global().failedRequests().count().is(0L));
  }
}

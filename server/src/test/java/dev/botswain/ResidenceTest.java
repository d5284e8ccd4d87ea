package dev.botswain;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.botswain.bot.Bot;
import dev.botswain.cluster.Place;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventSocket;
import dev.botswain.testing.EventStream;
import dev.botswain.testing.GatewayClient;
import io.vertx.core.Future;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bot that leaves a node, alone, and comes back.
class ResidenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POLL = "/api/events/poll?types=MESSAGE_CREATE";
  private static final String CHANNEL = "1132915064832000005";

  private Botswain botswain;
  private String session;

  @BeforeEach
  void start() {
    botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));
    session = botswain.session(TOKEN);
  }

  @AfterEach
  void close() {
    botswain.close();
  }

  private ThisNode node() {
    return botswain.server().node();
  }

  private Core core() {
    return botswain.server().core();
  }

  private Claim claim() {
    long bot = Long.parseLong(botswain.simBot(TOKEN));
    return new Claim(bot, ((Place.Here) node().cluster.find(bot)).epoch());
  }

  private static void await(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void leave() {
    await(node().residence.leave(claim()));
  }

  private void comeBack() {
    await(node().residence.adopt(List.of(claim())));
  }

  private void say(String content) {
    botswain.simPost(
        "/sim/channels/" + CHANNEL + "/messages",
        Map.of("authorId", "893739073536000000", "content", content));
  }

  private JsonNode poll(String query) {
    return botswain.get(POLL + "&" + query, session).body();
  }

  /// Without the check of the answer, which is one thread's.
  private CompletableFuture<HttpResponse<String>> later(String path) {
    return botswain
        .http()
        .sendAsync(
            Botswain.request(botswain.url() + path).header("Authorization", session).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode batch(CompletableFuture<HttpResponse<String>> answer) throws Exception {
    return JSON.readTree(answer.get(10, TimeUnit.SECONDS).body());
  }

  private void awaitResumes(int count) {
    eventually(() -> assertThat(botswain.stats(TOKEN).path("resumes").asInt()).isEqualTo(count));
  }

  @Test
  void bot_thatLeavesAndComesBack_hasMissedNothingAndHasNotIdentified() {
    String after = poll("").path("next").asText();
    say("before");
    eventually(() ->
        assertThat(poll("after=" + after).findValuesAsText("content")).containsExactly("before"));

    leave();
    say("meanwhile");
    comeBack();
    awaitResumes(1);
    say("later");

    eventually(() ->
        assertThat(poll("after=" + after).findValuesAsText("content"))
            .containsExactly("before", "meanwhile", "later"));
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
    assertThat(botswain.get("/api/channels", session).status()).isEqualTo(200);
  }

  @Test
  void bot_thatIsGone_isForgottenAndWritesNothing() {
    Bot bot = core().bots.all().iterator().next();
    long last = bot.events().last();
    leave();

    assertThat(core().bots.all()).isEmpty();
    assertThat(core().sessions.all()).isEmpty();
    assertThat(core().logs.size()).isZero();
    assertThat(bot.events().append("A", new byte[] {'1'}, null, List.of())).isEqualTo(last);
    assertThat(botswain.get("/api/session", session).status()).isEqualTo(401);
  }

  @Test
  void readers_ofABotThatLeaves_areSentAwayToComeBack() throws Exception {
    String after = poll("").path("next").asText();
    try (var stream =
            EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE&after=" + after);
        var socket =
            EventSocket.open(botswain.url(), session, "?types=MESSAGE_CREATE&after=" + after)) {
      var waiting = later(POLL + "&wait=30&after=" + after);
      say("hello");
      assertThat(stream.next().toString()).contains("hello");
      assertThat(socket.next().toString()).contains("hello");
      assertThat(batch(waiting).findValuesAsText("content")).containsExactly("hello");
      String next = batch(waiting).path("next").asText();
      var waitingOn = later(POLL + "&wait=30&after=" + next);
      eventually(
          () -> assertThat(core().bots.all().iterator().next().events().readers()).isEqualTo(3));

      leave();

      stream.awaitEnd();
      assertThat(socket.awaitClose()).isEqualTo(1012);
      assertThat(batch(waitingOn).path("next").asText()).isEqualTo(next);
    }
  }

  @Test
  void clientOfTheRelay_ofABotThatLeaves_resumesWhereItIs() throws Exception {
    try (var client = GatewayClient.login(botswain, session, GatewayClient.USUAL)) {
      leave();
      eventually(() -> assertThat(client.closeCode()).isEqualTo(4000));
      say("meanwhile");
      comeBack();
      try (var again = GatewayClient.connect(botswain)) {
        again.awaitOp(10);
        again.resume(session, client);
        assertThat(again.await("MESSAGE_CREATE").path("content").asText()).isEqualTo("meanwhile");
        again.await("RESUMED");
      }
    }
  }

  @Test
  void webhook_ofABotThatLeaves_stopsBetweenTwoEventsAndGoesOn() throws Exception {
    BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
    var inProgress = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          delivered.add(
              JSON.readTree(exchange.getRequestBody().readAllBytes())
                  .findValue("content")
                  .asText());
          inProgress.countDown();
          try {
            finish.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      botswain.post(
          "/api/webhooks",
          session,
          Map.of(
              "url",
              "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
              "types",
              List.of("MESSAGE_CREATE")));
      say("first");
      say("second");
      inProgress.await();
      Future<Void> left = node().residence.leave(claim());
      finish.countDown();
      await(left);
      assertThat(core().webhooks.all()).isEmpty();
      assertThat(delivered).containsExactly("first");

      comeBack();

      eventually(() -> assertThat(delivered).containsExactly("first", "second"));
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void request_forABotOnItsWay_waitsForIt() throws Exception {
    leave();
    node().arrivals.begin(claim().bot());
    var answer = later("/api/channels");
    eventually(() -> assertThat(node().arrivals.isWanted(claim().bot())).isTrue());

    comeBack();

    assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void clientOfTheRelay_identifiesWhileTheBotIsOnItsWay_isLetInOnceItIsUp() throws Exception {
    leave();
    node().arrivals.begin(claim().bot());
    try (var client = GatewayClient.connect(botswain)) {
      client.awaitOp(10);
      client.identify(session, GatewayClient.USUAL);
      eventually(() -> assertThat(node().arrivals.isWanted(claim().bot())).isTrue());

      comeBack();

      client.await("READY");
    }
  }

  @Test
  void bot_thatIsDropped_leavesItsSessionsToTheNextOwner() {
    node().residence.drop(claim());
    assertThat(core().bots.all()).isEmpty();
    assertThat(core().logs.size()).isZero();

    comeBack();
    awaitResumes(1);

    assertThat(botswain.get("/api/channels", session).status()).isEqualTo(200);
  }

  @Test
  void bot_thatLeavesAndComesBackAgainAndAgain_leavesNothingBehind() {
    var before = new ArrayList<WeakReference<Object>>();
    int rounds = Integer.getInteger("rounds", 30);
    for (int i = 0; i < rounds; i++) {
      Bot bot = core().bots.all().iterator().next();
      before.add(new WeakReference<>(bot));
      before.add(new WeakReference<>(bot.events()));
      before.add(new WeakReference<>(core().sessions.all().getFirst()));
      leave();
      comeBack();
      awaitResumes(i + 1);
    }
    eventually(() -> {
      System.gc();
      // The last one may still be in a variable of an event loop.
      assertThat(before.stream().filter(one -> one.get() != null).count()).isLessThanOrEqualTo(3);
    });
  }
}

package dev.botswain.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.MovableClock;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Intents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  private static final String TOKEN = DemoWorld.TOKEN;
  private static final int INTENTS =
      Intents.GUILDS | Intents.GUILD_MESSAGES | Intents.MESSAGE_CONTENT;

  private final MovableClock clock = new MovableClock();
  private Sim sim;
  private TestClient client;
  private String sessionId;

  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(SimOptions.DEFAULT.withClock(clock));
    client = TestClient.connect(sim);
    client.identify(TOKEN, INTENTS);
    sessionId = client.await("READY").path("d").path("session_id").asText();
    client.await("GUILD_CREATE");
  }

  @AfterEach
  void stop() {
    client.close();
    sim.close();
  }

  private void gateway(BiConsumer<Gateway, Bot> action) {
    sim.call(() -> {
      action.accept(sim.gateway(), Objects.requireNonNull(sim.world().bots().get(botId())));
      return null;
    });
  }

  private long botId() {
    return sim.world().users().all().stream()
        .filter(user -> user.username().equals("Harbour Pilot"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private GatewayStats stats() {
    return sim.call(
        () -> sim.gateway().stats(Objects.requireNonNull(sim.world().bots().get(botId()))));
  }

  private void say(String text) {
    sim.call(() -> {
      var guild = sim.world().guilds().all().at(0);
      var general = guild.channels().at(5);
      return sim.world().messages().send(general, guild.members().at(2).user(), text);
    });
  }

  private TestClient resume(long seq) throws Exception {
    var next = TestClient.open(sim.gatewayUrl() + "/resume?v=10&encoding=json", "");
    next.resume(TOKEN, sessionId, seq);
    return next;
  }

  private static List<String> contents(List<JsonNode> payloads) {
    return payloads.stream().map(payload -> payload.path("d").path("content").asText()).toList();
  }

  @Test
  void resume_afterDrop_replaysWhatWasMissed() throws Exception {
    say("seen");
    assertThat(client.await("MESSAGE_CREATE").path("s").asInt()).isEqualTo(3);
    gateway(Gateway::drop);
    assertThat(client.closeCode()).isEqualTo(1006);
    say("missed 1");
    say("missed 2");

    try (var next = resume(3)) {
      var first = next.await("MESSAGE_CREATE");
      var second = next.await("MESSAGE_CREATE");
      assertThat(contents(List.of(first, second))).containsExactly("missed 1", "missed 2");
      assertThat(first.path("s").asInt()).isEqualTo(4);
      assertThat(second.path("s").asInt()).isEqualTo(5);
      assertThat(next.await("RESUMED").path("s").asInt()).isEqualTo(6);
      say("live");
      assertThat(next.await("MESSAGE_CREATE").path("s").asInt()).isEqualTo(7);
      // Before the client closes, because that would be counted too at some moment.
      assertThat(stats()).isEqualTo(new GatewayStats(2, 1, 1, 0, 0, Map.of()));
      assertThat(sim.call(() -> sim.gateway().resumes()))
          .singleElement()
          .satisfies(resume -> assertThat(resume.botId()).isEqualTo(botId()));
    }
  }

  @Test
  void resume_whileStillConnected_takesOver() throws Exception {
    try (var next = resume(2)) {
      next.await("RESUMED");
      assertThat(client.closeCode()).isEqualTo(4000);
      say("to the new one");
      next.await("MESSAGE_CREATE");
    }
  }

  @Test
  void resume_byOneAfterTheOther_lastOneGetsEveryEventOnce() throws Exception {
    say("missed");
    try (var second = resume(2)) {
      second.await("MESSAGE_CREATE");
      second.await("RESUMED");
      try (var third = resume(4)) {
        assertThat(third.await("RESUMED").path("s").asInt()).isEqualTo(5);
        assertThat(second.closeCode()).isEqualTo(4000);
        say("live");
        assertThat(third.await("MESSAGE_CREATE").path("s").asInt()).isEqualTo(6);
      }
    }
    assertThat(stats().identifies()).isEqualTo(1);
    assertThat(stats().resumes()).isEqualTo(2);
  }

  @Test
  void resume_refused_isCounted() throws Exception {
    try (var next = TestClient.connect(sim)) {
      next.resume(TOKEN, "no-such-session", 1);
      next.awaitOp(9);
    }
    assertThat(stats().resumesRefused()).isEqualTo(1);
    assertThat(stats().resumes()).isZero();
  }

  @Test
  void resume_seqFromTheFuture_closes() throws Exception {
    gateway(Gateway::drop);
    try (var next = resume(99)) {
      assertThat(next.closeCode()).isEqualTo(4007);
    }
  }

  @Test
  void resume_unknownSession_isInvalid() throws Exception {
    try (var next = TestClient.connect(sim)) {
      next.resume(TOKEN, "no-such-session", 1);
      assertThat(next.awaitOp(9).path("d").asBoolean(true)).isFalse();
    }
  }

  @Test
  void resume_sessionOfAnotherBot_isInvalid() throws Exception {
    try (var next = TestClient.connect(sim)) {
      next.resume(DemoWorld.TOKEN_THREE_GUILDS, sessionId, 1);
      assertThat(next.awaitOp(9).path("d").asBoolean(true)).isFalse();
    }
  }

  @Test
  void resume_wrongToken_closes() throws Exception {
    try (var next = TestClient.connect(sim)) {
      next.resume("wrong-token", sessionId, 1);
      assertThat(next.closeCode()).isEqualTo(4004);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void resume_afterNormalCloseByClient_isInvalid(int code) throws Exception {
    client.closeWith(code);
    try (var next = resume(2)) {
      assertThat(next.awaitOp(9).path("d").asBoolean(true)).isFalse();
    }
    assertThat(stats().closeCodes()).containsEntry(code, 1L);
  }

  @Test
  void resume_afterOtherCloseByClient_works() throws Exception {
    client.closeWith(4900);
    try (var next = resume(2)) {
      next.await("RESUMED");
    }
  }

  @Test
  void resume_afterThreeMinutes_isInvalid() throws Exception {
    gateway(Gateway::drop);
    clock.advance(Duration.ofMinutes(3).plusMillis(1));
    gateway((gateway, bot) -> gateway.sweep());
    try (var next = resume(2)) {
      assertThat(next.awaitOp(9).path("d").asBoolean(true)).isFalse();
    }
  }

  @Test
  void resume_eventsTooOld_isInvalid() throws Exception {
    for (int i = 0; i < 8; i++) {
      clock.advance(Duration.ofSeconds(30));
      client.send(1, "2");
      client.awaitOp(11);
    }
    gateway((gateway, bot) -> {
      gateway.sweep();
      gateway.drop(bot);
    });
    try (var next = resume(1)) {
      assertThat(next.awaitOp(9).path("d").asBoolean(true)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4000, 4001, 4002, 4003, 4005, 4008})
  void close_withResumableCode_canBeResumed(int code) throws Exception {
    gateway((gateway, bot) -> gateway.close(bot, code));
    assertThat(client.closeCode()).isEqualTo(code);
    try (var next = resume(2)) {
      next.await("RESUMED");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014})
  void close_withFinalCode_endsTheSession(int code) throws Exception {
    gateway((gateway, bot) -> gateway.close(bot, code));
    assertThat(client.closeCode()).isEqualTo(code);
    try (var next = resume(2)) {
      next.awaitOp(9);
    }
  }

  @Test
  void reconnect_asksAndThenCloses() throws Exception {
    gateway(Gateway::reconnect);
    client.awaitOp(7);
    assertThat(client.isOpen()).isTrue();
    clock.advance(Duration.ofSeconds(5));
    gateway((gateway, bot) -> gateway.sweep());
    assertThat(client.closeCode()).isEqualTo(4000);
    try (var next = resume(2)) {
      next.await("RESUMED");
    }
  }

  @Test
  void invalidate_resumable_canBeResumed() throws Exception {
    gateway((gateway, bot) -> gateway.invalidate(bot, true));
    assertThat(client.awaitOp(9).path("d").asBoolean()).isTrue();
    say("between");
    try (var next = resume(2)) {
      assertThat(contents(List.of(next.await("MESSAGE_CREATE")))).containsExactly("between");
      next.await("RESUMED");
    }
  }

  @Test
  void invalidate_notResumable_endsTheSession() throws Exception {
    gateway((gateway, bot) -> gateway.invalidate(bot, false));
    assertThat(client.awaitOp(9).path("d").asBoolean(true)).isFalse();
    client.send(3, "{'status':'idle'}");
    assertThat(client.closeCode()).isEqualTo(4003);
    try (var next = resume(2)) {
      next.awaitOp(9);
    }
  }

  @Test
  void silence_saysNothingUntilReplaced() throws Exception {
    gateway(Gateway::silence);
    client.send(1, "2");
    say("unheard");
    clock.advance(Duration.ofMinutes(2));
    gateway((gateway, bot) -> gateway.sweep());
    try (var next = resume(2)) {
      assertThat(contents(List.of(next.await("MESSAGE_CREATE")))).containsExactly("unheard");
      next.await("RESUMED");
    }
    assertThat(client.isSilent()).isTrue();
    assertThat(stats().heartbeats()).isEqualTo(1);
  }

  @Test
  void delay_takenBack_eventsKeepTheirOrder() throws Exception {
    gateway((gateway, bot) -> gateway.delay(bot, 200));
    say("first");
    gateway((gateway, bot) -> gateway.delay(bot, 0));
    say("second");
    assertThat(contents(List.of(client.await("MESSAGE_CREATE"), client.await("MESSAGE_CREATE"))))
        .containsExactly("first", "second");
  }

  @Test
  void refuseResumes_answersTheUpgradeWithTheStatus() throws Exception {
    gateway((gateway, bot) -> {
      gateway.drop(bot);
      gateway.refuseResumes(1, 503);
    });
    assertThatThrownBy(() -> resume(2)).hasMessageContaining("503");
    try (var next = resume(2)) {
      next.await("RESUMED");
    }
  }

  @Test
  void heartbeat_isAnsweredAndCounted() throws Exception {
    client.send(1, "null");
    client.awaitOp(11);
    assertThat(stats().heartbeats()).isEqualTo(1);
  }

  @Test
  void heartbeat_late_isAskedForAndThenCostsTheConnection() throws Exception {
    clock.advance(Duration.ofMillis(41_250 * 5 / 4 + 1));
    gateway((gateway, bot) -> gateway.sweep());
    client.awaitOp(1);
    clock.advance(Duration.ofMillis(41_250 / 4 + 1));
    gateway((gateway, bot) -> gateway.sweep());
    assertThat(client.closeCode()).isEqualTo(4000);
    try (var next = resume(2)) {
      next.await("RESUMED");
    }
  }

  @Test
  void heartbeat_onTime_keepsTheConnection() throws Exception {
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofMillis(41_250));
      client.send(1, "2");
      client.awaitOp(11);
      gateway((gateway, bot) -> gateway.sweep());
    }
    assertThat(client.isOpen()).isTrue();
  }
}

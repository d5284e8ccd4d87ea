package dev.botswain;

import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.SimOptions.WorldSize;
import dev.botswain.testing.Botswain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The clock is changed under a running server, as by a time server after a machine has slept:
/// waiting takes as long as it would have.
class ClockSetTest {
  private static final int LARGE_GUILD = 5_500;

  private final AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);
  private Sim sim;
  private Botswain botswain;
  private String token;
  private String session;

  @BeforeEach
  void start() {
    sim = Sim.start(SimOptions.DEFAULT.withWorld(new WorldSize(1, LARGE_GUILD, 4, 1)));
    InstantSource source = () -> Instant.now().plus(off.get());
    Clock clock = source.withZone(ZoneOffset.UTC);
    botswain = Botswain.onSim(sim, Map.of("BOTSWAIN_SESSION_IDLE_TIMEOUT", "30m"), clock);
    token = botswain.simGet("/sim/bots").body().path(0).path("token").asText();
    session = botswain.session(token);
  }

  @AfterEach
  void close() {
    botswain.close();
    sim.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1H", "PT1H"})
  void clock_isSet_botIdentifiesAgainInTimeAndNotTooEarly(Duration step) {
    off.set(step);
    botswain.gateway(token, Map.of("do", "close", "code", 4009));

    eventually(() -> {
      JsonNode stats = botswain.stats(token);
      assertThat(stats.path("identifies").asInt()).isEqualTo(2);
      assertThat(status()).isEqualTo("connected");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1H", "PT1H"})
  void clock_isSetWhileTheShardIsOnItsWayBack_resumesInTime(Duration step) {
    botswain.gateway(token, Map.of("do", "refuseResumes", "times", 2));
    botswain.gateway(token, Map.of("do", "drop"));
    off.set(step);

    eventually(() -> {
      assertThat(botswain.stats(token).path("resumes").asInt()).isEqualTo(1);
      assertThat(status()).isEqualTo("connected");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1H", "PT1H"})
  void clock_isSet_membersComeInTime(Duration step) {
    assertThat(botswain.get("/api/members", session).ids()).hasSize(LARGE_GUILD);
    off.set(step);
    botswain.gateway(token, Map.of("do", "invalidate"));
    eventually(() -> assertThat(status()).isEqualTo("connected"));

    assertThat(botswain.get("/api/members", session).ids()).hasSize(LARGE_GUILD);
  }

  private String status() {
    return botswain.get("/api/session", session).body().path("status").asText();
  }
}

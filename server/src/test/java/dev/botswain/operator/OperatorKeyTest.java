package dev.botswain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.Config;
import dev.botswain.store.memory.MemoryStore;
import dev.botswain.testing.Botswain;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OperatorKeyTest {
  private static Botswain botswain;

  @BeforeAll
  static void start() {
    botswain = Botswain.start();
  }

  @AfterAll
  static void stop() {
    botswain.close();
  }

  @Test
  void operatorsApi_withTheKey_answers() {
    var answer = botswain.get("/api/operator", Botswain.OPERATOR_KEY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("startedAt").asText()).isNotEmpty();
    assertThat(botswain.get("/api/operator", "Bearer " + Botswain.OPERATOR_KEY).status())
        .isEqualTo(200);
  }

  @Test
  void operatorsApi_withoutTheKey_isRefused() {
    assertThat(code(botswain.get("/api/operator", null))).isEqualTo("401 missing_operator_key");
    assertThat(code(botswain.get("/api/operator", "bwo_another")))
        .isEqualTo("401 unknown_operator_key");
  }

  @Test
  void operatorsApi_withASession_isRefused() {
    String session = botswain.session(Botswain.TOKEN);

    assertThat(code(botswain.get("/api/operator", session))).isEqualTo("401 unknown_operator_key");
  }

  @Test
  void contentOfABot_withTheKey_isRefused() {
    for (String path : new String[] {"/api/session", "/api/guilds", "/api/events/poll"}) {
      assertThat(code(botswain.get(path, Botswain.OPERATOR_KEY))).isEqualTo("401 unknown_session");
    }
  }

  @Test
  void key_madeAtFirstStart_isShownOnceAndStays() {
    var store = new MemoryStore();
    var access = Config.load(Map.of()).access();
    var first = OperatorKey.of(access, store, Clock.systemUTC());
    var shown = first.takeCreated().orElseThrow().value();

    assertThat(shown).matches("bwo_[A-Za-z0-9_-]{43}");
    assertThat(first.takeCreated()).isEmpty();
    var second = OperatorKey.of(access, store, Clock.systemUTC());
    assertThat(second.takeCreated()).isEmpty();
    assertThat(second.matches(shown)).isTrue();
  }

  @Test
  void rotate_key_replacesIt() {
    var store = new MemoryStore();
    var access = Config.load(Map.of()).access();
    var key = OperatorKey.of(access, store, Clock.systemUTC());
    var before = key.takeCreated().orElseThrow().value();
    var after = key.rotate(Duration.ZERO).value();

    assertThat(key.matches(before)).isFalse();
    assertThat(key.matches(after)).isTrue();
    assertThat(OperatorKey.of(access, store, Clock.systemUTC()).matches(after)).isTrue();
  }

  @Test
  void rotate_withOverlap_keepsThePreviousKeyForThatLong() {
    var now = new AtomicLong();
    var key =
        OperatorKey.of(
            Config.load(Map.of()).access(), new MemoryStore(), Clock.systemUTC(), now::get);
    var first = key.takeCreated().orElseThrow().value();
    var second = key.rotate(Duration.ofSeconds(10)).value();
    now.addAndGet(Duration.ofSeconds(10).toNanos() - 1);

    assertThat(key.matches(first)).isTrue();
    assertThat(key.matches(second)).isTrue();
    now.incrementAndGet();
    assertThat(key.matches(first)).isFalse();
    var third = key.rotate(Duration.ofSeconds(10)).value();
    assertThat(key.matches(first)).isFalse();
    assertThat(key.matches(second)).isTrue();
    key.rotate(Duration.ZERO);
    assertThat(key.matches(second)).isFalse();
    assertThat(key.matches(third)).isFalse();
  }

  @Test
  void firstKey_ofTwoNodesThatStartAtOnce_isOne() {
    var store = new MemoryStore();
    var access = Config.load(Map.of()).access();
    var here = OperatorKey.of(access, store, Clock.systemUTC());
    var there = OperatorKey.of(access, store, Clock.systemUTC());

    assertThat(there.takeCreated()).isEmpty();
    assertThat(there.matches(here.takeCreated().orElseThrow().value())).isTrue();
  }

  @Test
  void rotate_withOverlap_isSeenByAnotherNode() {
    var now = new AtomicLong();
    var store = new MemoryStore();
    var access = Config.load(Map.of()).access();
    var here = OperatorKey.of(access, store, Clock.systemUTC());
    var there = OperatorKey.of(access, store, Clock.systemUTC(), now::get);
    var first = here.takeCreated().orElseThrow().value();
    var second = here.rotate(Duration.ofSeconds(10)).value();
    there.load();

    assertThat(there.matches(first)).isTrue();
    assertThat(there.matches(second)).isTrue();
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    there.load();
    assertThat(there.matches(first)).isFalse();
    assertThat(there.matches(second)).isTrue();
  }

  private static String code(Botswain.Answer answer) {
    return answer.status() + " " + answer.body().path("code").asText();
  }
}

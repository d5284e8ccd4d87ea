package dev.botswain;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.botswain.config.Config;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void play_manyBotsAtOnce_isAnsweredThroughout() {
    var config =
        Config.load(
            Map.of(
                "BOTSWAIN_HOST",
                "127.0.0.1",
                "BOTSWAIN_PORT",
                "0",
                "BOTSWAIN_DATA",
                "memory",
                "BOTSWAIN_OPERATOR_KEY",
                "a-key-of-the-operator-for-tests-only"));

    assertThatCode(() -> Rehearsal.play(config, 100)).doesNotThrowAnyException();
  }
}

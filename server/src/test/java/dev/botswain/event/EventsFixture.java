package dev.botswain.event;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A server on the sim, and a session that reads its events.
abstract class EventsFixture {
  static final String GENERAL = "1132915064832000005";

  Botswain botswain;
  String session;

  @BeforeEach
  void login() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    session = botswain.session(TOKEN);
  }

  @AfterEach
  void close() {
    botswain.close();
  }

  void say(String content) {
    assertThat(
            botswain
                .simPost("/sim/channels/" + GENERAL + "/messages", Map.of("content", content))
                .status())
        .isLessThan(300);
  }
}

package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.ConsoleBrowser;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The key that a first start makes, replaced while programs use it.
class OperatorKeyRotationTest {
  private static final int USERS = 4;

  @Test
  void rotate_underLoadWithOverlap_failsNoRequest() throws Exception {
    try (var botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_OPERATOR_KEY", ""));
        var users = Executors.newFixedThreadPool(USERS)) {
      String first = botswain.server().takeNewOperatorKey().orElseThrow().value();
      var done = new AtomicBoolean();
      var failures = new ArrayList<Future<Integer>>();
      for (int i = 0; i < USERS; i++) {
        Callable<Integer> user =
            () -> {
              int failed = 0;
              do {
                failed += status(botswain, first) == 200 ? 0 : 1;
              } while (!done.get());
              return failed;
            };
        failures.add(users.submit(user));
      }

      String second = rotated(botswain, first, 60);
      assertThat(status(botswain, second)).isEqualTo(200);
      done.set(true);
      for (Future<Integer> failed : failures) {
        assertThat(failed.get()).isZero();
      }

      String third = rotated(botswain, second, 0);
      assertThat(status(botswain, first)).isEqualTo(401);
      assertThat(status(botswain, second)).isEqualTo(401);
      assertThat(status(botswain, third)).isEqualTo(200);
    }
  }

  /// Including those that it began itself.
  @Test
  void rotate_fromTheConsole_endsTheLoginsOfTheFormerKey() {
    try (var botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_OPERATOR_KEY", ""));
        var browser = new ConsoleBrowser(botswain.url())) {
      String key = botswain.server().takeNewOperatorKey().orElseThrow().value();
      String[] operator = {"Botswain-Console", "operator"};
      assertThat(browser.post("/api/console/operator", Map.of("key", key)).status()).isEqualTo(200);

      var rotated =
          browser.post("/api/operator/key/rotations", Map.of("overlapSeconds", 60), operator);

      assertThat(rotated.status()).isEqualTo(201);
      assertThat(browser.get("/api/operator", operator).status()).as("overlap").isEqualTo(200);
      browser.post("/api/operator/key/rotations", Map.of("overlapSeconds", 0), operator);
      assertThat(browser.get("/api/operator", operator).status()).isEqualTo(401);
    }
  }

  private static int status(Botswain botswain, String key) {
    return botswain.get("/api/operator", key).status();
  }

  private static String rotated(Botswain botswain, String key, int overlap) {
    var answer =
        botswain.post("/api/operator/key/rotations", key, Map.of("overlapSeconds", overlap));
    assertThat(answer.status()).isEqualTo(201);
    return answer.body().path("key").asText();
  }
}

package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
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

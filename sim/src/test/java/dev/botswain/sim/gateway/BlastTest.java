package dev.botswain.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.SimOptions.WorldSize;
import dev.botswain.sim.world.Intents;
import org.junit.jupiter.api.Test;

class BlastTest {
  @Test
  void blast_twoBots_getNumbersInTurnAtTheRate() throws Exception {
    var size = new WorldSize(2, 3, 2, 0);
    try (var sim = Sim.start(SimOptions.DEFAULT.withWorld(size));
        var one = TestClient.login(sim, "load-token-1", Intents.ALL);
        var two = TestClient.login(sim, "load-token-2", Intents.ALL)) {
      long from = System.nanoTime();
      var blast = sim.call(() -> sim.gateway().blast(400, 2_000, sim.world().bots().all().list()));

      for (int i = 1; i <= 400; i += 2) {
        assertThat(content(one)).startsWith("blast " + i + " ");
        assertThat(content(two)).startsWith("blast " + (i + 1) + " ");
      }
      assertThat(System.nanoTime() - from).as("paced").isGreaterThan(180_000_000L);
      assertThat(sim.call(blast::isDone)).isTrue();
      assertThat(
              sim.call(() -> sim.world().guilds().all().at(0).channels().at(0).messages().size()))
          .isZero();
    }
  }

  private static String content(TestClient client) throws Exception {
    return client.await("MESSAGE_CREATE").path("d").path("content").asText();
  }
}

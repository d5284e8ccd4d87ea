package dev.botswain;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.cluster.Place;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.testing.Botswain;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A bot that leaves a node while it comes to it.
class AwayBotTest {
  private static void await(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void sessions_ofABotThatLeftWhileItCame_areStillThereAtItsNextNode() {
    try (var botswain = Botswain.start(SimOptions.DEFAULT, Map.of())) {
      String session = botswain.session(TOKEN);
      ThisNode node = botswain.server().node();
      long bot = Long.parseLong(botswain.simBot(TOKEN));
      var claim = new Claim(bot, ((Place.Here) node.cluster.find(bot)).epoch());
      var another = new Claim(bot, claim.epoch() + 1); // Of which the directory knows nothing.
      await(node.residence.leave(claim));

      await(node.residence.adopt(List.of(another)));
      assertThat(botswain.server().core().bots.all()).isEmpty();
      await(node.residence.leave(another));
      await(node.residence.adopt(List.of(claim)));

      assertThat(botswain.get("/api/channels", session).status()).isEqualTo(200);
    }
  }
}

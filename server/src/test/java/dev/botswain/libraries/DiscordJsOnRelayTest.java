package dev.botswain.libraries;

import static dev.botswain.testing.Botswain.TOKEN;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BreakableLine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// discord.js, a third-party library, does through the relay what it does on the sim itself: the
/// script is the same.
class DiscordJsOnRelayTest {
  @Test
  @Timeout(400)
  void client_logsInActsAndResumes() throws Exception {
    try (Botswain botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
        BreakableLine line = BreakableLine.to(botswain.url())) {
      String session = botswain.session(TOKEN);
      String guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
      try (DiscordJs client =
          DiscordJs.start(
              "sim/src/test/js/client.mjs", botswain.simUrl(), session, guild, line.url())) {
        client.finish(said -> {
          if (said.equals("break")) {
            line.cut();
          }
        });
      }
    }
  }
}

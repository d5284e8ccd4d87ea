package dev.botswain.console;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.ConsoleBrowser;
import dev.botswain.testing.NodesOfAStore;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A browser whose requests reach any of two nodes.
@Timeout(60)
class LoginsOfSeveralNodesTest {

  @Test
  void logins_asBotsOfAnotherNode_areShownAndKept() {
    try (var nodes = NodesOfAStore.start(2, Map.of());
        var atOne = new ConsoleBrowser(nodes.all().getFirst().url())) {
      String bot = atOne.login(TOKEN);
      for (var node : nodes.all()) {
        try (var browser = new ConsoleBrowser(node.url())) {
          browser.cookies().putAll(atOne.cookies());
          browser.cookies().put("botswain-1001", "over");

          var answer = browser.get("/api/console");

          assertThat(answer.body().path("bots").findValuesAsText("botId")).containsExactly(bot);
          assertThat(answer.setCookies()).singleElement().asString().startsWith("botswain-1001=;");
          assertThat(browser.get("/api/session", "Botswain-Console", bot).status()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void logout_atAnotherNode_endsTheSession() {
    try (var nodes = NodesOfAStore.start(2, Map.of());
        var login = new ConsoleBrowser(nodes.all().getFirst().url())) {
      String bot = login.login(TOKEN);
      try (var other = new ConsoleBrowser(nodes.other().url())) {
        other.cookies().putAll(login.cookies());

        assertThat(other.delete("/api/console/sessions/" + bot, "Botswain-Console", bot).status())
            .isEqualTo(200);
      }
      assertThat(login.get("/api/session", "Botswain-Console", bot).status()).isEqualTo(401);
    }
  }
}

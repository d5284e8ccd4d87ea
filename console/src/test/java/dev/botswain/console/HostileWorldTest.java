package dev.botswain.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// In a guild where every name, topic and message is made to break whoever shows it, nothing is
/// executed, nothing is wider than the window, and nothing leaves the origin.
class HostileWorldTest {
  private static Site site;
  private static Window window;
  private static String guild;
  private static List<String> channels;

  @BeforeAll
  static void start() {
    site = Site.start();
    window = site.window().login();
    JsonNode added = site.control("/sim/hostile", "{}");
    guild = added.path("guildId").asText();
    channels = added.path("channelIds").valueStream().map(JsonNode::asText).toList();
  }

  @AfterAll
  static void stop() {
    window.close();
    site.close();
  }

  static List<Route> pages() {
    return Route.ofBot();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_ofHostileGuild_executesNothingAndFits(Route page) {
    window.wide(Window.Size.DESKTOP).open(page.path() + "?guild=" + guild);

    assertHarmless();
  }

  @Test
  void messages_ofEveryHostileChannel_executeNothingAndFit() {
    // A category has none, and some of the emojis that they name do not exist.
    window.allow("GET /api/messages[?].* 400$").allow("GET /api/console/media[?].* 404$");
    int shown = 0;
    for (var channel : channels) {
      window.wide(Window.Size.DESKTOP);
      window.openPage("messages?guild=" + guild + "&channel=" + channel);
      shown += window.page().locator("main").innerText().contains("window.pwned=1") ? 1 : 0;

      assertHarmless();
    }
    assertThat(shown).isGreaterThan(5);
  }

  @Test
  void members_asTable_executeNothingAndFit() {
    window.wide(Window.Size.DESKTOP).openPage("members?view=table&guild=" + guild);

    assertHarmless();
  }

  private static void assertHarmless() {
    window.assertNoSidewaysScroll();
    window.wide(Window.Size.NARROW).assertNoSidewaysScroll();
    assertThat(window.page().evaluate("() => typeof window.pwned")).isEqualTo("undefined");
    assertThat(
            window
                .page()
                .evaluate("() => document.querySelectorAll('a[href^=\"javascript:\" i]').length"))
        .isEqualTo(0);
    window.assertNoProblems();
  }
}

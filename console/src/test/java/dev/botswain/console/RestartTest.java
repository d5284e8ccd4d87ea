package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that restarts under an open page: the page says so, comes back by itself, and shows
/// what happened meanwhile, once.
class RestartTest {
  private static final String CHANNEL = "1132915064832000005";

  /// A browser waits longer from try to try.
  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);

  @ParameterizedTest
  @ValueSource(strings = {"events?q=type:MESSAGE_CREATE", "messages?channel=" + CHANNEL})
  void page_serverRestarts_saysSoAndLosesNothing(String path) {
    try (var site = Site.start();
        var window = site.window().allow("ERR_|50[0-9]$")) {
      var page = window.login().openPage(path).page();
      shown(page, site, "before the restart");

      site.stop();
      assertThat(page.getByText("The server does not answer").first()).isVisible(SOON);
      site.control(
          "/sim/channels/" + CHANNEL + "/messages", "{\"content\": \"while it was away\"}");
      site.startAgain();

      assertThat(page.getByText("The server is back").first()).isVisible(SOON);
      assertThat(page.getByText("while it was away").first()).isVisible(SOON);
      shown(page, site, "after the restart");
      assertThat(page.getByText("before the restart")).hasCount(1);
      assertThat(page.getByText("while it was away")).hasCount(1);
      assertThat(page.getByText("The server does not answer")).hasCount(0);
    }
  }

  private static void shown(Page page, Site site, String text) {
    site.control("/sim/channels/" + CHANNEL + "/messages", "{\"content\": \"" + text + "\"}");
    assertThat(page.getByText(text).first()).isVisible(SOON);
  }
}

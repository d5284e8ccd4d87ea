package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverviewPageTest {
  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Locator button(Window window, String name) {
    return window
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator text(Window window, String text) {
    return window.page().getByText(text).first();
  }

  @ParameterizedTest
  @EnumSource(Window.Size.class)
  void overview_inEachSize_saysHowTheBotIsAndIsAccessible(Window.Size size) {
    try (var window = site.window(size)) {
      window.login().openPage("overview");
      assertThat(text(window, "Connected; all guilds have arrived.")).isVisible();
      assertThat(text(window, "Shard 0")).isVisible();
      assertThat(text(window, "Invalid requests in ten minutes")).isVisible();
      assertThat(text(window, "checks found nothing")).isVisible();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
    }
  }

  @Test
  void charts_spanChosenByKeyboard_isShown() {
    try (var window = site.window()) {
      window.login().openPage("overview");
      window.tabTo(button(window, "1 hour")).press("Enter");
      assertThat(button(window, "1 hour")).hasAttribute("aria-pressed", "true");
      assertThat(button(window, "5 minutes")).hasAttribute("aria-pressed", "false");
    }
  }

  @Test
  void doctor_examinedAgain_isAskedOnceMore() {
    try (var window = site.window()) {
      window.login().openPage("overview");
      assertThat(text(window, "checks found nothing")).isVisible();
      window
          .page()
          .waitForResponse(
              answer -> answer.url().endsWith("/api/doctor"),
              () -> window.tabTo(button(window, "Examine again")).press("Enter"));
      assertThat(text(window, "checks found nothing")).isVisible();
    }
  }

  @Test
  void connection_closedByDiscord_isToldWithItsMeaningOnTheOpenPage() {
    try (var window = site.window()) {
      window.login().openPage("overview");
      assertThat(text(window, "Connected; all guilds have arrived.")).isVisible();

      site.control("/sim/bots/" + Site.BOT_ID + "/gateway", "{\"do\":\"close\",\"code\":4000}");

      assertThat(text(window, "1 resumed")).isVisible();
      assertThat(text(window, "Last change of a connection")).isVisible();
      text(window, "Connection history of the last day").click();
      assertThat(text(window, "Discord closed the connection: unknown error")).isVisible();
      assertThat(text(window, "Connected; all guilds have arrived.")).isVisible();
      window.assertAccessibleInBothThemes();
    }
  }
}

package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import dev.botswain.console.Window.Size;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Narrower sessions are given, seen and revoked, and what each did is found.
class SessionsPageTest {
  private static Site console;

  @BeforeAll
  static void start() {
    console = Site.start();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator box(Page page, String name) {
    return page.getByRole(
        AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator tab(Page page, String name) {
    return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
  }

  /// Chooses the first that fits, once it is there.
  private static void choose(Window window, String label, String text) {
    box(window.page(), label).fill(text);
    assertThat(window.page().locator("[role=option]:not([aria-disabled])").first()).isVisible();
    window.press("Enter");
  }

  private static Locator card(Page page, String name) {
    return page.locator(".session-card").filter(new Locator.FilterOptions().setHasText(name));
  }

  @ParameterizedTest
  @EnumSource(
      value = Size.class,
      names = {"DESKTOP", "PHONE"})
  void session_given_worksWithinItsBoundsAndIsShownOnce(Size size) {
    String name = "status page " + size;
    try (var window = console.window(size).login().openPage("sessions")) {
      Page page = window.page();
      button(page, "New session").click();
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
      button(page, "Notifier").click();
      button(page, "Dashboard").click();
      choose(window, "Single channels of", "harbour");
      choose(window, "Channels", "general");
      assertThat(button(page, "Remove #general")).isVisible();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
      button(page, "Create session").click();
      Locator id = page.getByLabel("session id", new Page.GetByLabelOptions().setExact(true));
      String secret = id.textContent();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
      tab(page, "discord.js").click();
      assertThat(page.getByRole(AriaRole.TABPANEL).last()).containsText(secret);
      button(page, "I have copied it").click();

      assertThat(card(page, name)).containsText("#general");
      assertThat(card(page, name)).containsText("events");
      assertThat(page.content()).doesNotContain(secret);
      var answer =
          window
              .context()
              .request()
              .get(
                  console.url() + "/api/guilds",
                  RequestOptions.create().setHeader("Authorization", secret));
      assertThat(answer.status()).isEqualTo(200);
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
    }
  }

  @Test
  void session_byKeyboardAlone_isGivenAndRevoked() {
    try (var window = console.window().login().openPage("sessions")) {
      Page page = window.page();
      window.tabTo(button(page, "New session")).press("Enter");
      window.type("by hand").tabTo(button(page, "Create session")).press("Enter");
      window.tabTo(button(page, "I have copied it")).press("Enter");
      assertThat(button(page, "New session")).isFocused();
      Locator revoke =
          card(page, "by hand")
              .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Revoke"));
      window.tabTo(revoke).press("Enter");
      assertThat(button(page, "Cancel")).isFocused();
      window.tabTo(button(page, "Revoke session")).press("Enter");

      assertThat(card(page, "by hand")).hasCount(0);
    }
  }

  @Test
  void audit_ofASession_isFilteredAndExported() throws Exception {
    try (var window = console.window().login().openPage("sessions")) {
      Page page = window.page();
      tab(page, "Audit").click();
      Locator rows = page.getByRole(AriaRole.ROW);
      assertThat(rows.filter(new Locator.FilterOptions().setHasText("login")).first()).isVisible();
      window.assertAccessibleInBothThemes();

      page.getByLabel("Action").fill("deleteEverything");
      assertThat(page.getByText("No records fit")).isVisible();
      page.getByLabel("Action").fill("login");
      assertThat(rows.filter(new Locator.FilterOptions().setHasText("login")).first()).isVisible();
      var file = page.waitForDownload(() -> button(page, "Export as JSON Lines").click());

      assertThat(file.suggestedFilename()).endsWith(".jsonl");
      assertThat(Files.readAllLines(file.path()))
          .isNotEmpty()
          .allMatch(line -> line.contains("\"action\":\"login\""));
    }
  }

  @Test
  void page_atTheNarrowest_fits() {
    try (var window = console.window(Size.NARROW).login().openPage("sessions")) {
      window.assertNoSidewaysScroll().assertAccessible();
      tab(window.page(), "Audit").click();
      window.settle().assertNoSidewaysScroll().assertAccessible();
    }
  }
}

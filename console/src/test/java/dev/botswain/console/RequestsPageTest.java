package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.botswain.console.Window.Size;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestsPageTest {
  /// #general of the demo.
  private static final String CHANNEL = "1132915064832000005";

  private static final String SEND =
      """
      ([bot, channel]) => fetch(`/api/channels/${channel}/messages`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', 'Botswain-Console': bot},
        body: JSON.stringify({content: 'High water at noon'}),
      }).then(answer => answer.status)
      """;

  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Window openAfterAMessage(Size size) {
    var window = site.window(size).login().openPage("requests");
    window.page().evaluate(SEND, new String[] {Site.BOT_ID, CHANNEL});
    window.openPage("requests");
    return window;
  }

  private static Locator call(Page page) {
    return page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile("^POST .*messages")))
        .first();
  }

  @ParameterizedTest
  @EnumSource(Size.class)
  void action_done_isListedAndTriedAgainAsDryRun(Size size) {
    try (var window = openAfterAMessage(size)) {
      Page page = window.page();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
      call(page).click();
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog.getByText("sendMessage").first()).isVisible();
      assertThat(dialog.getByText("High water at noon")).isVisible();
      dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Dry run")).click();
      assertThat(dialog.getByText("It would work now. Nothing was sent.")).isVisible();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
    }
  }

  @Test
  void calls_filtered_showWhatFits() {
    try (var window = openAfterAMessage(Size.DESKTOP)) {
      Page page = window.page();
      page.getByLabel("Route or operation").fill("sendMessage");
      assertThat(call(page)).isVisible();
      page.getByLabel("Status").selectOption("5xx");
      assertThat(page.getByText("No calls")).isVisible();
      assertThat(page).hasURL(Pattern.compile("status=5xx"));
    }
  }

  @Test
  void list_paused_staysUntilItGoesOn() {
    try (var window = openAfterAMessage(Size.DESKTOP)) {
      Page page = window.page();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause")).click();
      var more =
          page.waitForResponse(
              answer -> answer.url().contains("/api/requests"),
              () ->
                  page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go on"))
                      .click());
      assertThat(call(page)).isVisible();
      assertThat(more.ok()).isTrue();
    }
  }

  @Test
  void call_openedByKeyboardAlone_givesTheFocusBack() {
    try (var window = openAfterAMessage(Size.DESKTOP)) {
      Page page = window.page();
      window.tabTo(call(page)).press("Enter");
      assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
      window.press("Escape");
      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
      assertThat(call(page)).isFocused();
    }
  }
}

package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds on every page, each opened by its address. That it stays on its origin and within its
/// policy is held by the window.
class EveryPageTest {
  private static Site site;
  private static Window window;

  @BeforeAll
  static void start() {
    site = Site.start();
    window = site.window().login().loginOperator();
  }

  @AfterAll
  static void stop() {
    window.close();
    site.close();
  }

  static List<Route> pages() {
    return Route.all();
  }

  /// A width of 320 px is also what a zoom of 400 % shows (WCAG 1.4.10).
  @ParameterizedTest
  @MethodSource("pages")
  void page_wideOrNarrow_isNamedAccessibleAndFits(Route page) {
    window.wide(Window.Size.DESKTOP).open(page.path());
    assertThat(window.page()).hasTitle(page.title() + " · Botswain");
    assertThat(window.page().locator("h1")).hasCount(1);
    window.assertAccessibleInBothThemes().assertNoSidewaysScroll();
    window.wide(Window.Size.NARROW).assertNoSidewaysScroll().assertAccessible();
    window.assertNoProblems();
  }

  /// Nothing keeps the focus, and everything that can be clicked has it once.
  @ParameterizedTest
  @MethodSource("pages")
  void page_tabbedThrough_reachesAllAndReturns(Route page) {
    window.wide(Window.Size.DESKTOP).open(page.path());
    assertThat(window.unreachable()).isEqualTo(List.of());
    window.assertNoProblems();
  }

  @Test
  void page_unknown_saysSoAndLeadsToTheStart() {
    try (var window = site.window().login().open("/bots/" + Site.BOT_ID + "/nowhere")) {
      assertThat(window.page()).hasTitle("No such page · Botswain");
      window.assertAccessibleInBothThemes();
    }
  }

  @Test
  void pageOfABot_withoutLogin_leadsToTheStart() {
    try (var window = site.window().allow("40[13]$").openPage("overview")) {
      window
          .page()
          .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Log in again"))
          .click();
      assertThat(window.page()).hasTitle("Start · Botswain");
    }
  }

  @Test
  void pages_navigatedByKeyboard_takeNoReload() {
    try (var window = site.window().login().openPage("overview")) {
      window.page().evaluate("() => { window.stayed = true; }");
      for (var page : Route.ofBot()) {
        window.tabTo(
            window
                .page()
                .getByRole(
                    AriaRole.LINK,
                    new Page.GetByRoleOptions().setName(page.title()).setExact(true)));
        window.press("Enter");
        assertThat(window.page()).hasTitle(page.title() + " · Botswain");
      }
      assertThat(window.page().evaluate("() => window.stayed")).isEqualTo(true);
    }
  }
}

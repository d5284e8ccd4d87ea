package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.botswain.sim.SimOptions;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Logging in and out on the start page.
class StartPageTest {
  private static final String OTHER_TOKEN = "demo-token-three-guilds";

  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Locator field(Window window, String label) {
    return window
        .page()
        .getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  private static Locator button(Window window, String name) {
    return window
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @ParameterizedTest
  @EnumSource(
      value = Window.Size.class,
      names = {"DESKTOP", "PHONE"})
  void login_byKeyboard_opensTheBotAndForgetsTheToken(Window.Size size) {
    try (var window = site.window(size).open("/?add")) {
      window.tabTo(field(window, "Bot token")).type(Site.TOKEN).press("Enter");
      window.page().waitForURL("**/bots/" + Site.BOT_ID + "/overview");

      assertThat(window.page().evaluate("() => JSON.stringify([{...localStorage}, location.href])"))
          .asString()
          .doesNotContain(Site.TOKEN);
      assertThat(window.page().evaluate("() => document.cookie")).isEqualTo("");
      assertThat(window.context().cookies())
          .singleElement()
          .satisfies(cookie -> {
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.value).doesNotContain(Site.TOKEN);
          });
      window.open("/");
      assertThat(
              window
                  .page()
                  .getByRole(
                      AriaRole.LINK,
                      new Page.GetByRoleOptions().setName(Pattern.compile("Harbour Pilot"))))
          .isVisible();
    }
  }

  @Test
  void token_typed_isHiddenUntilItIsAskedFor() {
    try (var window = site.window().open("/?add")) {
      var token = field(window, "Bot token");
      assertThat(token).hasAttribute("type", "password");
      button(window, "Show bot token").click();
      assertThat(token).hasAttribute("type", "text");
      button(window, "Log in").click();
      assertThat(window.page().getByText("Paste the bot’s token")).isVisible();
    }
  }

  @Test
  void login_refused_saysWhatHelpsAndClearsTheField() {
    try (var window = site.window().allow("POST /api/console/sessions 401").open("/?add")) {
      field(window, "Bot token").fill("no-such-token");
      window.press("Enter");

      assertThat(window.page().getByRole(AriaRole.ALERT)).containsText("token_rejected");
      assertThat(window.page().getByText("“Reset Token” shows a new one")).isVisible();
      assertThat(field(window, "Bot token")).hasValue("");
      window.assertAccessibleInBothThemes().assertNoSidewaysScroll();
    }
  }

  @Test
  void bots_several_areSwitchedBetweenAndLoggedOut() {
    try (var window = site.window().login().login(OTHER_TOKEN).open("/")) {
      var bots = window.page().getByRole(AriaRole.LIST, named("Your bots"));
      assertThat(bots.getByRole(AriaRole.LISTITEM)).hasCount(2);
      window.assertAccessibleInBothThemes();

      window.tabTo(button(window, "Log Harbour Pilot out")).press("Enter");

      assertThat(bots.getByRole(AriaRole.LISTITEM)).hasCount(1);
      assertThat(window.context().cookies()).hasSize(1);
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  @Test
  void operator_byKeyboard_logsInAndOut() {
    try (var window = site.window().open("/")) {
      var more = window.page().getByText("Log in as the operator of this server");
      window.tabTo(more.locator("xpath=self::summary")).press("Enter");
      window.tabTo(field(window, "Operator’s key")).type(Site.OPERATOR_KEY).press("Enter");
      window.page().waitForURL("**/operator/bots");
      window.settle();

      assertThat(window.context().cookies())
          .allSatisfy(cookie -> assertThat(cookie.value).doesNotContain(Site.OPERATOR_KEY));
      window.tabTo(window.page().locator(".switcher button").first()).press("Enter");
      window.page().getByRole(AriaRole.MENUITEM, named("Log the operator out")).press("Enter");
      window.page().waitForURL(site.url() + "/");
      assertThat(window.context().cookies()).isEmpty();
    }
  }

  @Test
  void invitation_whereOneIsNeeded_isAskedFor() {
    try (var invited = Site.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_LOGIN", "invited"));
        var window = invited.window().allow("POST /api/console/sessions 403").open("/?add")) {
      field(window, "Bot token").fill("MTQyMjgyNTM1NzMxMjAwMDAwMQ.x.y");
      field(window, "Invitation (if your bot is not listed)").fill("no-invitation");
      window.press("Enter");

      assertThat(window.page().getByRole(AriaRole.ALERT)).containsText("invitation_invalid");
      assertThat(window.page().getByText("Ask the operator for a new invitation")).isVisible();
    }
  }
}

package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Guild;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventsPageTest {
  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /// Somebody writes in #general.
  private static void say(String text) {
    say("general", text);
  }

  private static void say(String where, String text) {
    site.sim()
        .call(() -> {
          Guild guild = guild();
          Channel channel =
              guild.channels().stream()
                  .filter(each -> each.name().equals(where))
                  .findFirst()
                  .orElseThrow();
          return site.sim().world().messages().send(channel, guild.members().at(3).user(), text);
        });
  }

  private static Guild guild() {
    var bot = site.sim().world().bots().byToken(DemoWorld.TOKEN);
    return Objects.requireNonNull(bot).guilds().at(0);
  }

  private static Window live(Window window, String query) {
    window.login().openPage("events" + query);
    assertThat(window.page().getByText("Live", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    return window;
  }

  private static Locator rows(Window window) {
    return window.page().locator(".events-event");
  }

  private static Locator row(Window window, String text) {
    return rows(window).filter(new Locator.FilterOptions().setHasText(text));
  }

  @Test
  void event_thatComes_standsOnTopAndOpensAsJson() {
    try (var window = site.window()) {
      live(window, "");
      say("first of all");
      say("second of all");
      assertThat(rows(window).first()).containsText("second of all");

      row(window, "first of all").click();
      var dialog = window.page().getByRole(AriaRole.DIALOG);
      assertThat(dialog).containsText("\"content\": \"first of all\"");
      window.assertAccessibleInBothThemes();
      window.press("Escape");
      assertThat(dialog).hasCount(0);
    }
  }

  @Test
  void address_reloaded_showsTheSameWithoutLossOrRepeat() {
    try (var window = site.window()) {
      live(window, "");
      var texts = IntStream.range(0, 12).mapToObj(n -> "numbered " + n + ".").toList();
      texts.subList(0, 6).forEach(EventsPageTest::say);
      assertThat(row(window, "numbered 5.")).isVisible();
      assertThat(window.page()).hasURL(Pattern.compile("after=\\d+"));
      window.page().reload();
      texts.subList(6, 12).forEach(EventsPageTest::say);
      assertThat(row(window, "numbered 11.")).isVisible();

      assertThat(numbered(window)).isEqualTo(new ArrayList<>(texts).reversed());
    }
  }

  private static List<String> numbered(Window window) {
    return row(window, "numbered ").locator(".events-line").allTextContents().stream()
        .map(line -> line.replaceFirst(".*: ", ""))
        .toList();
  }

  @Test
  void server_restarted_isSaidAndNothingIsLost() {
    try (var window = site.window().allow("failed|503|ERR_|502")) {
      live(window, "");
      say("numbered 0.");
      assertThat(row(window, "numbered 0.")).isVisible();
      site.stop();
      assertThat(window.page().getByText("Connecting again")).isVisible();
      say("numbered 1.");
      site.startAgain();
      assertThat(row(window, "numbered 1.")).isVisible();
      say("numbered 2.");
      assertThat(row(window, "numbered 2.")).isVisible();

      assertThat(numbered(window)).containsExactly("numbered 2.", "numbered 1.", "numbered 0.");
    }
  }

  @Test
  void filter_typedWithSuggestions_narrowsAndIsInTheAddress() {
    try (var window = site.window()) {
      live(window, "");
      var input = window.page().getByRole(AriaRole.COMBOBOX, named("Filter"));
      input.click();
      window.type("chan");
      window.press("ArrowDown").press("Enter");
      assertThat(input).hasValue("channel:");
      window.type("photos");
      assertThat(window.page().getByRole(AriaRole.OPTION).first()).containsText("photos");
      window.press("ArrowDown").press("Enter");
      window.type("-contains:secret").press("Enter");
      assertThat(window.page().getByText("channel photos")).isVisible();
      assertThat(window.page()).hasURL(Pattern.compile("q=channel"));

      say("photos", "a secret view");
      say("general", "not a picture");
      say("photos", "an open view");
      assertThat(rows(window)).hasCount(1);
      assertThat(rows(window)).containsText("an open view");
      window.assertAccessible();
    }
  }

  @Test
  void filter_thatIsNone_isExplained() {
    try (var window = site.window()) {
      live(window, "?q=typo:x");
      assertThat(window.page().getByText("There is no filter typo.")).isVisible();
    }
  }

  @Test
  void list_whenOneMovesInIt_holdsStillAndCountsWhatIsNew() {
    try (var window = site.window()) {
      live(window, "");
      say("the one to look at");
      assertThat(row(window, "the one to look at")).isVisible();
      window.tabTo(window.page().locator(".events-list"));
      window.press("ArrowDown");
      assertThat(window.page().getByText("Paused")).isVisible();
      IntStream.range(0, 3).forEach(n -> say("meanwhile " + n));

      var news = window.page().getByRole(AriaRole.BUTTON, named("3 new"));
      assertThat(news).isVisible();
      assertThat(row(window, "meanwhile")).hasCount(0);
      assertThat(row(window, "the one to look at")).isFocused();
      window.press("Enter");
      assertThat(window.page().getByRole(AriaRole.DIALOG)).isVisible();
      window.press("Escape");
      news.click();
      assertThat(rows(window).first()).containsText("meanwhile 2");
    }
  }

  @Test
  void burst_ofThousands_staysInBoundsAndSmooth() {
    try (var window = site.window()) {
      live(window, "");
      site.sim()
          .call(() -> {
            site.sim().activity().start(2_000, 3_000, guild());
            return true;
          });
      window
          .page()
          .waitForFunction(
              "() => Number(document.querySelector('.events-state').textContent.match(/([\\d,]+)"
                  + " events/)[1].replace(',', '')) >= 3000");

      assertThat(rows(window).count()).isLessThan(80);
      rows(window).first().click();
      assertThat(window.page().getByRole(AriaRole.DIALOG)).isVisible();
    }
  }

  @Test
  void events_thatDiscordForgot_areAGapWithItsReason() {
    try (var window = site.window()) {
      live(window, "?q=type:MESSAGE_CREATE");
      site.sim()
          .call(() -> {
            var bot = site.sim().world().bots().byToken(DemoWorld.TOKEN);
            site.sim().gateway().invalidate(Objects.requireNonNull(bot), false);
            return true;
          });

      var gap = window.page().locator(".events-gap").first();
      assertThat(gap).containsText("Discord had forgotten the bot's session");
      gap.click();
      window.assertAccessibleInBothThemes();
    }
  }

  @Test
  void page_onAPhone_fitsAndIsAccessible() {
    try (var window = site.window(Window.Size.NARROW)) {
      live(window, "?after=0");
      say("x".repeat(500));
      assertThat(row(window, "xxx")).isVisible();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
      row(window, "xxx").click();
      window.assertNoSidewaysScroll();
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}

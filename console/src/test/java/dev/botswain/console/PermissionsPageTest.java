package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Why can, or cannot, somebody do that there?
class PermissionsPageTest {
  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start();
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static Locator field(Page page, String label) {
    return page.getByRole(
        AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  private static Locator answer(Page page) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Answer"));
  }

  @ParameterizedTest
  @EnumSource(Window.Size.class)
  void answer_inEachSize_isAccessibleAndFits(Window.Size size) {
    try (var window = site.window(size)) {
      window.login().openPage("permissions?permission=SEND_MESSAGES");
      assertThat(answer(window.page()).getByText("has “Send messages” in The Harbour")).isVisible();
      window.assertNoSidewaysScroll();
      if (size != Window.Size.NARROW) {
        window.assertAccessibleInBothThemes();
      }
    }
  }

  @Test
  void question_byKeyboardAlone_isAnsweredInASentence_andInTheAddress() {
    try (var window = site.window()) {
      window.login().openPage("permissions");
      Page page = window.page();
      window.tabTo(field(page, "Where")).type("rules");
      window.press("Enter");
      window.tabTo(field(page, "Who")).type("adalindqvist_afloat");
      assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("adalindqvist_afloat");
      window.press("Enter");
      window.tabTo(field(page, "What")).type("send messages");
      window.press("Enter");

      assertThat(answer(page)).containsText("lacks “Send messages” in #rules: ");
      assertThat(answer(page)).containsText("the channel’s overwrite of @everyone denies it.");
      assertThat(page.getByText("decides", new Page.GetByTextOptions().setExact(true))).hasCount(1);
      page.reload();
      assertThat(answer(page)).containsText("lacks “Send messages” in #rules: ");
    }
  }

  @Test
  void matrix_filtered_showsWhichLayerDecides() {
    try (var window = site.window()) {
      window.login().openPage("permissions");
      Page page = window.page();
      page.getByLabel("Filter").fill("ban mem");
      Locator rows = page.getByRole(AriaRole.TABLE).locator("tbody tr");
      assertThat(rows).hasCount(1);
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ban members")).click();
      assertThat(page).hasURL(Pattern.compile("permission=BAN_MEMBERS"));
      assertThat(answer(page)).containsText("“Ban members” in The Harbour");
    }
  }

  @Test
  void target_aboveTheBot_cannotBeModerated() {
    String owner =
        site.sim()
            .call(() ->
                Long.toString(
                    site.sim().world().guilds().all().stream()
                        .filter(guild -> guild.name().equals("The Harbour"))
                        .findFirst()
                        .orElseThrow()
                        .ownerId()));
    try (var window = site.window(Window.Size.PHONE)) {
      window.login().openPage("permissions?target=" + owner);
      Page page = window.page();
      assertThat(page.getByText("nobody can do this to the owner of the guild").first())
          .isVisible();
      window.assertNoSidewaysScroll();
    }
  }
}

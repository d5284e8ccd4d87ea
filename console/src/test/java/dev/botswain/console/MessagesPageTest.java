package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reading and writing messages, as a person does it.
class MessagesPageTest {
  private static final String GENERAL = "1132915064832000005";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What must stay text.
  private static final String HOSTILE =
      "<img src=x onerror=alert(1)> <script>alert(1)</script> [a](javascript:alert(1)) \u202e"
          + " a\u0336\u0489\u0489\u0489 "
          + "**".repeat(400)
          + "W".repeat(600);

  private Site site;

  @BeforeEach
  void start() {
    site = Site.start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void message_written_isShownEditedReactedToPinnedAndDeleted() {
    try (var window = general(Window.Size.DESKTOP)) {
      var page = window.page();
      field(page).fill("Ahoy **all**");
      window.press("Enter");
      Locator mine = message(page, "Ahoy all");
      assertThat(mine.locator("strong")).hasText("all");
      assertThat(field(page)).hasValue("");

      tool(mine, "Add a reaction").click();
      page.getByRole(AriaRole.BUTTON, named(Pattern.compile("anchor"))).first().click();
      assertThat(mine.getByLabel("1 reaction with ⚓")).hasAttribute("aria-pressed", "true");

      tool(mine, "Edit").click();
      page.getByLabel("New text of the message").fill("Ahoy everybody");
      window.press("Enter");
      mine = message(page, "Ahoy everybody");
      assertThat(mine.getByText("(edited)")).isVisible();

      choose(page, mine, "Pin");
      assertThat(mine.getByText("Pinned")).isAttached();
      button(page, "Pinned messages").click();
      assertThat(page.getByRole(AriaRole.DIALOG).getByText("Ahoy everybody")).isVisible();
      window.assertAccessible().press("Escape");

      choose(page, mine, "Delete");
      window.assertAccessible();
      page.getByRole(AriaRole.DIALOG).getByText("Delete", exactly()).last().click();
      assertThat(message(page, "Ahoy everybody")).hasCount(0);
    }
  }

  @Test
  void message_answered_leadsToTheOriginal() {
    try (var window = general(Window.Size.DESKTOP)) {
      var page = window.page();
      say("What time is high water?");
      tool(message(page, "high water"), "Answer").click();
      field(page).fill("At noon");
      window.press("Enter");

      message(page, "At noon").locator("button.message-before").click();
      assertThat(page.locator(".message-marked")).containsText("What time is high water?");
    }
  }

  @Test
  void history_scrolledUp_goesOnWithoutMovingWhatIsRead() {
    try (var window = general(Window.Size.DESKTOP)) {
      var page = window.page();
      Locator list = page.locator(".message-list-scroller");
      for (int i = 0; i < 5; i++) {
        list.evaluate("one => one.scrollBy(0, -2000)");
        window.settle();
      }
      String before = (String) list.evaluate(FIRST_IN_SIGHT);
      say("Something new");
      assertThat(list.evaluate(FIRST_IN_SIGHT)).isEqualTo(before);
      assertThat(message(page, "Something new")).hasCount(0);

      button(page, "Jump to present").click();
      assertThat(message(page, "Something new")).isInViewport();
    }
  }

  /// The first message that is wholly in sight, and where, once it stands still.
  private static final String FIRST_IN_SIGHT =
      """
      async list => {
        let before = null;
        for (;;) {
          await new Promise(requestAnimationFrame);
          const top = list.getBoundingClientRect().top;
          const row = [...list.querySelectorAll('[data-message]')].find(one => one.getBoundingClientRect().top >= top);
          const now = row && row.dataset.message + ' at ' + Math.round(row.getBoundingClientRect().top);
          if (now && now === before) {
            return now;
          }
          before = now;
        }
      }
      """;

  @Test
  void server_gone_comesBackWithWhatWasMissed() {
    try (var window = general(Window.Size.DESKTOP).allow("failed: .*|.* 503|console: .*")) {
      say("The tide before");
      assertThat(message(window.page(), "The tide before")).isVisible();
      site.stop();
      say("The tide meanwhile");
      site.startAgain();
      assertThat(message(window.page(), "The tide meanwhile")).hasCount(1);
      say("The tide after");
      assertThat(message(window.page(), "The tide after")).hasCount(1);
      assertThat(message(window.page(), "The tide before")).hasCount(1);
    }
  }

  @Test
  void link_toAMessage_showsItAmongOthers() {
    try (var window = general(Window.Size.DESKTOP)) {
      var page = window.page();
      button(page, "Pinned messages").click();
      page.getByRole(AriaRole.DIALOG).locator("article").last().waitFor();
      String text = page.getByRole(AriaRole.DIALOG).locator(".message-text").last().textContent();
      page.getByRole(AriaRole.DIALOG).getByText("Go to message").last().click();
      assertThat(page.locator(".message-marked")).containsText(text);
      assertThat(page.locator(".message-marked")).isInViewport();
      String id = page.locator(".message-marked").getAttribute("data-message");

      window.openPage("messages?channel=" + GENERAL + "&message=" + id);
      assertThat(page.locator(".message-marked")).containsText(text);
      assertThat(page.locator(".message-marked")).isInViewport();
    }
  }

  @Test
  void channel_whereTheBotMayNotWrite_saysWhy() {
    try (var window = general(Window.Size.DESKTOP)) {
      channel(window.page(), "announcements").click();
      assertThat(window.page().getByLabel("Message #announcements")).isDisabled();
      assertThat(
              window
                  .page()
                  .getByPlaceholder(
                      "The bot lacks the permission SEND_MESSAGES here, because of @everyone"))
          .isVisible();
      window.assertAccessibleInBothThemes();
    }
  }

  @Test
  void forum_hasPosts_andANewOneIsOpened() {
    try (var window = general(Window.Size.DESKTOP)) {
      var page = window.page();
      channel(page, "help-desk").click();
      assertThat(page.getByRole(AriaRole.LINK, named("Radio licence"))).isVisible();
      window.assertAccessible();
      button(page, "New post").click();
      page.getByLabel("Title").fill("Where is the fuel berth?");
      page.getByLabel("First message").fill("I cannot find it.");
      page.getByRole(AriaRole.BUTTON, named("Post").setExact(true)).click();
      assertThat(page.locator("h1")).containsText("Where is the fuel berth?");
      assertThat(message(page, "I cannot find it.")).isVisible();
    }
  }

  @Test
  void message_hostile_executesNothingAndBreaksNothing() {
    for (var size : new Window.Size[] {Window.Size.DESKTOP, Window.Size.NARROW}) {
      try (var window = general(size)) {
        window
            .page()
            .onDialog(dialog -> {
              throw new AssertionError("executed");
            });
        say(HOSTILE);
        assertThat(message(window.page(), "<img src=x onerror=alert(1)>").last()).isVisible();
        assertThat(window.page().locator("article script, article img[src=x], a[href^=javascript]"))
            .hasCount(0);
        assertThat(
                window
                    .page()
                    .locator(".message-list-scroller")
                    .evaluate("one => one.scrollWidth - one.clientWidth"))
            .isEqualTo(0);
        window.assertNoSidewaysScroll();
      }
    }
  }

  @Test
  void channels_onAPhone_areInADrawer() {
    try (var window = general(Window.Size.NARROW)) {
      var page = window.page();
      assertThat(channel(page, "photos").first()).not().isVisible();
      button(page, "Channels").click();
      window.assertAccessible();
      page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.LINK, linkNamed("photos")).click();
      assertThat(page.locator("h1")).containsText("photos");
      window.settle().assertNoSidewaysScroll().assertAccessible();
    }
  }

  @Test
  void page_byKeyboardAlone_readsAnswersAndWrites() {
    try (var window = general(Window.Size.DESKTOP)) {
      var page = window.page();
      window.tabTo(channel(page, "general")).press("ArrowDown").press("ArrowDown").press("Enter");
      assertThat(page.locator("h1")).containsText("weather");
      window.settle();
      window.tabTo(page.locator("[data-message][tabindex='0']")).press("ArrowUp").press("ArrowUp");
      String answered = page.locator("[data-message]:focus .message-text").textContent();
      window.tabTo(page.locator("[data-message]:focus-within").getByLabel("Answer")).press("Enter");
      window.type("Agreed").press("Enter");
      assertThat(message(page, "Agreed").locator(".message-before-text")).hasText(answered);
      window.assertAccessibleInBothThemes();
    }
  }

  private Window general(Window.Size size) {
    return site.window(size).login().openPage("messages?channel=" + GENERAL);
  }

  private static Locator field(Page page) {
    return page.getByLabel(Pattern.compile("^Message #"));
  }

  private static Locator message(Page page, String text) {
    return page.locator(".message-list-scroller")
        .locator("article")
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    page.locator(".message-text")
                        .filter(new Locator.FilterOptions().setHasText(text))));
  }

  private static Locator tool(Locator message, String name) {
    message.hover();
    return message.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  private static void choose(Page page, Locator message, String item) {
    tool(message, "More").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item).setExact(true))
        .click();
  }

  private static Locator channel(Page page, String name) {
    return page.locator(".messages-side").getByRole(AriaRole.LINK, linkNamed(name));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions named(Pattern name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions linkNamed(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /// Somebody writes in #general.
  private void say(String content) {
    var uri = URI.create(site.sim().url() + "/sim/channels/" + GENERAL + "/messages");
    try (var client = HttpClient.newHttpClient()) {
      var body =
          HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("content", content)));
      var answer =
          client.send(
              HttpRequest.newBuilder(uri).POST(body).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

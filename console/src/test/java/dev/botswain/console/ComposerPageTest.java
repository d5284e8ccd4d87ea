package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Writing messages in the console, against the demo's world.
class ComposerPageTest {
  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start();
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static Window composer(Window.Size size) {
    return site.window(size).login().openPage("composer");
  }

  private static Locator button(Window window, String name) {
    return window
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator field(Window window, String name) {
    return window
        .page()
        .getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator preview(Window window) {
    return window.page().getByLabel("Preview", new Page.GetByLabelOptions().setExact(true));
  }

  private static Locator verdict(Window window) {
    return window.page().locator(".composer-verdict");
  }

  /// From a menu of the page.
  private static void choose(Window window, String menu, String item) {
    button(window, menu).click();
    window
        .page()
        .getByRole(
            AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^" + item)))
        .click();
  }

  private static void chooseChannel(Window window, String name) {
    var channel =
        window.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Channel"));
    channel.click();
    channel.fill(name);
    window
        .page()
        .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(name))
        .first()
        .click();
  }

  @Test
  void message_withAnEmbed_isShownCheckedAndSent() {
    try (var window = composer(Window.Size.DESKTOP)) {
      chooseChannel(window, "general");
      field(window, "Content").fill("High **water** at noon");
      button(window, "Add embed").click();
      field(window, "Title").fill("Tide tables");

      assertThat(preview(window).locator("strong")).hasText("water");
      assertThat(preview(window)).containsText("Tide tables");
      assertThat(preview(window)).containsText("Harbour Pilot");
      assertThat(verdict(window)).containsText("it would be sent");
      window.assertAccessibleInBothThemes();
      button(window, "Send").click();
      var sent =
          window
              .page()
              .getByRole(
                  AriaRole.LINK,
                  new Page.GetByRoleOptions().setName("Sent: see it in the channel"));
      assertThat(sent).isVisible();

      sent.click();
      assertThat(window.page().getByText("Tide tables").first()).isVisible();
    }
  }

  @Test
  void message_thatDiscordWouldRefuse_saysWhyAtOnce() {
    try (var window = composer(Window.Size.DESKTOP)) {
      chooseChannel(window, "general");
      button(window, "Add row").click();
      window.page().getByRole(AriaRole.MENUITEM).first().click();
      field(window, "Custom id").fill("");

      assertThat(verdict(window)).containsText("It would be refused");
      assertThat(verdict(window))
          .containsText("components[0].components[0].custom_id must not be empty");
      field(window, "Content").fill("x".repeat(2_001));
      assertThat(verdict(window)).containsText("2000");
      window.allow("POST /api/channels/\\d+/messages\\?dryRun=true 400");
    }
  }

  @Test
  void layoutOfComponents_byKeyboardAlone_isBuiltMovedAndSent() {
    try (var window = composer(Window.Size.DESKTOP)) {
      var page = window.page();
      window.tabTo(
          page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Channel")));
      window.type("general").press("Enter");
      window.tabTo(
          page.getByRole(
              AriaRole.RADIO,
              new Page.GetByRoleOptions().setName(Pattern.compile("^Content and embeds"))));
      window.press("ArrowDown");
      for (var text : new String[] {"First", "Second"}) {
        window.tabTo(button(window, "Add component"));
        window.press("Enter");
        assertThat(page.getByRole(AriaRole.MENUITEM).first()).isFocused();
        window.press("Enter");
        page.locator("[data-entry] textarea").last().fill(text);
      }
      window.tabTo(button(window, "Move Text 2: Second up"));
      window.press("Enter");
      assertThat(page.locator(".composer-entry-name").first()).hasText("Text 1: Second");
      assertThat(preview(window)).containsText(Pattern.compile("Second\\s*First"));
      assertThat(window.focused()).contains("Move Text 1: Second");

      window.press("Control+Enter");
      assertThat(page.getByText("Sent: see it in the channel")).isVisible();
    }
  }

  @Test
  void undo_afterChanges_goesBackAndForth() {
    try (var window = composer(Window.Size.DESKTOP)) {
      choose(window, "New", "Card of components");
      assertThat(preview(window)).containsText("A thing to choose");
      button(window, "Remove Container 1").click();
      assertThat(preview(window)).containsText("Nothing to send yet");
      window.press("Control+z");
      assertThat(preview(window)).containsText("A thing to choose");
      button(window, "Redo").click();
      assertThat(preview(window)).containsText("Nothing to send yet");
    }
  }

  @Test
  void draft_afterAReload_isThereAgain() {
    try (var window = composer(Window.Size.DESKTOP)) {
      choose(window, "New", "Poll");
      field(window, "Question").fill("Sail on Saturday?");
      assertThat(preview(window)).containsText("Sail on Saturday?");
      window.page().reload();
      assertThat(preview(window)).containsText("Sail on Saturday?");
      choose(window, "New", "Announcement");
      assertThat(preview(window)).containsText("What is new");
      choose(window, "Draft: Announcement", "Poll");
      assertThat(preview(window)).containsText("Sail on Saturday?");
    }
  }

  @Test
  void existingMessage_openedByItsAddress_isChanged() {
    try (var window = composer(Window.Size.DESKTOP)) {
      chooseChannel(window, "general");
      field(window, "Content").fill("Ahoy <@894337768488960039>");
      assertThat(preview(window)).containsText("@Lin Zhao");
      button(window, "Send").click();
      var sent = window.page().getByText("Sent: see it in the channel");
      var address = sent.getAttribute("href");

      window.open(address.replace("/messages?", "/composer?"));
      assertThat(field(window, "Content")).hasValue("Ahoy <@894337768488960039>");
      field(window, "Content").fill("Ahoy there");
      assertThat(verdict(window)).containsText("it would be changed");
      button(window, "Save the change").click();
      assertThat(window.page().getByText("Changed: see it in the channel")).isVisible();
      window.page().reload();
      assertThat(field(window, "Content")).hasValue("Ahoy there");
    }
  }

  @Test
  void file_withDescriptionAndSpoiler_isSent() {
    try (var window = composer(Window.Size.DESKTOP)) {
      chooseChannel(window, "general");
      window
          .page()
          .getByLabel("Choose files")
          .first()
          .setInputFiles(
              new FilePayload(
                  "log.txt", "text/plain", "Wind NE 5".getBytes(StandardCharsets.UTF_8)));
      field(window, "Description of log.txt").fill("The log");
      assertThat(preview(window)).containsText("log.txt");
      assertThat(verdict(window)).containsText("it would be sent");
      button(window, "Send").click();
      assertThat(window.page().getByText("Sent: see it in the channel")).isVisible();
    }
  }

  @Test
  void json_ofDiscord_isTakenOrRefusedWithItsPlace() {
    try (var window = composer(Window.Size.DESKTOP)) {
      button(window, "JSON and code").click();
      var text = field(window, "A message as Discord or Botswain takes it");
      text.fill("{\"embeds\": [{\"title\": 5}]}");
      assertThat(window.page().getByText("embeds[0].title must be a string")).isVisible();
      text.fill("{\"content\": \"From elsewhere\", \"flags\": 4096}");
      window.assertAccessible();
      button(window, "Use it").click();
      assertThat(preview(window)).containsText("From elsewhere");
      assertThat(
              window
                  .page()
                  .getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Silent")))
          .isChecked();
      button(window, "JSON and code").click();
      window.page().getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("curl")).click();
      assertThat(window.page().locator("dialog pre")).containsText("Authorization: $SESSION");
    }
  }

  @Test
  void everyTemplate_onANarrowPhone_fitsAndIsAccessible() {
    try (var window = composer(Window.Size.NARROW)) {
      for (var template : new String[] {"Card of components", "Embed", "Poll"}) {
        choose(window, "New", template);
        window.assertNoSidewaysScroll().assertAccessible();
        window
            .page()
            .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Preview and send"))
            .click();
        assertThat(preview(window)).containsText("Harbour Pilot");
        window.assertNoSidewaysScroll().assertAccessible();
        window.page().getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Edit")).click();
      }
    }
  }
}

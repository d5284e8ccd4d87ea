package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.botswain.console.Window.Size;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Commands are made, compared, changed and deleted.
class CommandsPageTest {
  private Site console;

  @BeforeEach
  void start() {
    console = Site.start();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator text(Page page, String name) {
    return page.getByRole(
        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator card(Page page, String text) {
    return page.locator(".command-card").filter(new Locator.FilterOptions().setHasText(text));
  }

  private static void place(Page page, String name) {
    Locator where = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Where"));
    where.fill(name);
    where.press("Enter");
  }

  private static void sync(Page page, String json, int changes) {
    button(page, "Sync from JSON").click();
    text(page, "Document").fill(json);
    button(page, "Sync " + changes).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Size.class,
      names = {"DESKTOP", "PHONE"})
  void command_writtenInTheForm_isCreatedChangedAndDeleted(Size size) {
    try (var window = console.window(size).login().openPage("commands")) {
      Page page = window.page();
      button(page, "New command").click();
      text(page, "Name").fill("Moor Up");
      text(page, "Description").fill("Find a mooring");
      button(page, "Add an option").click();
      Locator option = page.locator(".command-option");
      option.getByLabel("Name").fill("pier");
      option.getByLabel("Description").fill("Where");
      text(page, "Choices of pier").fill("North pier = north\nSouth pier = south");
      button(page, "Name in another language").click();
      page.getByLabel("Name: language").selectOption("de");
      text(page, "Name in German (de)").fill("anlegen");
      button(page, "Dry run").click();
      assertThat(page.getByText("Nothing stands in the way")).isVisible();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
      button(page, "Create command").click();

      Locator made = card(page, "/moor-up");
      made.click();
      assertThat(made).containsText("North pier, South pier");
      assertThat(made).containsText("de: anlegen");
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();

      made.getByText("Change").click();
      page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("JSON")).click();
      Locator json = text(page, "Command");
      json.fill(json.inputValue().replace("Find a mooring", "Find a berth"));
      button(page, "Save command").click();
      assertThat(card(page, "Find a berth")).isVisible();

      made.getByText("Delete").click();
      button(page, "Delete command").click();
      assertThat(card(page, "/moor-up")).hasCount(0);
    }
  }

  @Test
  void document_synced_showsWhatChangesBefore() {
    try (var window = console.window().login().openPage("commands")) {
      Page page = window.page();
      place(page, "The Harbour");
      window.settle();
      sync(
          page,
          "[{\"name\": \"moor\", \"description\": \"Moor\"}, {\"name\": \"gone\", \"description\":"
              + " \"Gone\"}]",
          2);

      button(page, "Sync from JSON").click();
      text(page, "Document").fill("[{\"name\": \"moor\", \"description\": 3");
      assertThat(page.getByText("This is not JSON")).isVisible();
      text(page, "Document")
          .fill(
              "[{\"name\": \"moor\", \"type\": 1, \"description\": \"Tie up\"}, {\"name\": \"new\","
                  + " \"description\": \"New\"}]");
      page.getByLabel("Delete what the document does not have").check();
      Locator changes = page.getByLabel("What would change");
      assertThat(changes).containsText("changes/moordescription");
      assertThat(changes).containsText("new/new");
      assertThat(changes).containsText("deleted/gone");
      page.getByText("Show the difference").click();
      window.assertAccessibleInBothThemes();
      page.getByRole(AriaRole.DIALOG).getByText(Pattern.compile("Sync [0-9]+")).click();

      assertThat(card(page, "Tie up")).isVisible();
      assertThat(card(page, "/new")).isVisible();
      assertThat(card(page, "/gone")).hasCount(0);
    }
  }

  @Test
  void command_globalAndOfAGuild_isFoundAndCured() {
    try (var window = console.window().login().openPage("commands")) {
      Page page = window.page();
      sync(page, "[{\"name\": \"twice\", \"description\": \"Global\"}]", 1);
      place(page, "The Harbour");
      window.settle();
      sync(page, "[{\"name\": \"twice\", \"description\": \"Of the guild\"}]", 1);
      assertThat(card(page, "/twice")).containsText("also global");

      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Look in")).click();
      Locator found = page.getByLabel("Commands that are seen twice");
      assertThat(found).containsText("/twice");
      found
          .getByRole(AriaRole.LISTITEM)
          .filter(new Locator.FilterOptions().setHasText("/twice"))
          .getByRole(AriaRole.BUTTON)
          .click();
      button(page, "Delete command").click();

      assertThat(card(page, "/twice")).hasCount(0);
      assertThat(
              page.getByRole(AriaRole.LISTITEM)
                  .filter(new Locator.FilterOptions().setHasText("/twice")))
          .hasCount(0);
    }
  }

  @Test
  void command_byKeyboardAlone_isCreated() {
    try (var window = console.window().login().openPage("commands")) {
      Page page = window.page();
      window.tabTo(button(page, "New command")).press("Enter");
      window.tabTo(text(page, "Name")).type("keys");
      window.tabTo(text(page, "Description")).type("By keyboard");
      window.press("Enter");

      assertThat(card(page, "/keys")).isVisible();
      assertThat(button(page, "New command")).isFocused();
    }
  }

  @Test
  void page_atTheNarrowest_fits() {
    try (var window = console.window(Size.NARROW).login().openPage("commands")) {
      Page page = window.page();
      window.assertNoSidewaysScroll().assertAccessible();
      button(page, "New command").click();
      button(page, "Add an option").click();
      window.assertNoSidewaysScroll().assertAccessible();
    }
  }
}

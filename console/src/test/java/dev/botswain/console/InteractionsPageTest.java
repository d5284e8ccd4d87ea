package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import dev.botswain.console.Window.Size;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Interactions show up while they wait, and are answered. The bot defers by itself, so that a busy
/// machine has time.
class InteractionsPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /// The page, with a command registered that a user can run.
  private Window open(Size size) {
    var window = console.window(size).login();
    api(
        window,
        "POST",
        "/api/commands",
        Map.of(
            "name",
            "moor",
            "description",
            "Moor",
            "options",
            List.of(
                Map.of("type", 3, "name", "pier", "description", "Where", "autocomplete", true))));
    return window.openPage("interactions");
  }

  private JsonNode api(Window window, String method, String path, Object body) {
    var options =
        RequestOptions.create()
            .setMethod(method)
            .setHeader("Sec-Fetch-Site", "same-origin")
            .setHeader("Botswain-Console", Site.BOT_ID);
    var answer =
        window
            .context()
            .request()
            .fetch(console.url() + path, body == null ? options : options.setData(body));
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    return tree(answer.text());
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  /// A user of the simulated Discord does something.
  private String use(Window window, Map<String, ?> what) {
    var body = new HashMap<String, Object>(what);
    body.put(
        "channelId",
        api(window, "GET", "/api/channels?type=text", null).path(0).path("id").asText());
    var answer =
        window
            .context()
            .request()
            .post(
                console.sim().url() + "/sim/bots/" + Site.BOT_ID + "/interactions",
                RequestOptions.create().setData(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return tree(answer.text()).path("id").asText();
  }

  private JsonNode answerTo(Window window, String id) {
    return tree(
        window.context().request().get(console.sim().url() + "/sim/interactions/" + id).text());
  }

  private static Locator card(Page page, String id) {
    return page.locator(".interaction-card").filter(new Locator.FilterOptions().setHasText(id));
  }

  private static Locator way(Locator card, String name) {
    return card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  @ParameterizedTest
  @EnumSource(
      value = Size.class,
      names = {"DESKTOP", "PHONE"})
  void command_thatIsRun_appearsAndIsAnswered(Size size) {
    try (var window = open(size)) {
      Page page = window.page();
      page.getByLabel("Defer what nobody has answered").click();
      assertThat(page.getByText("Interactions are deferred after two seconds")).isVisible();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();

      var id =
          use(
              window,
              Map.of(
                  "type",
                  "command",
                  "name",
                  "moor",
                  "options",
                  List.of(Map.of("name", "pier", "value", "North"))));
      Locator card = card(page, id);
      assertThat(card).containsText("/moor pier: North");
      assertThat(card).containsText("deferred automatically");
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
      way(card, "Reply").click();
      text(page, "Message").fill("Berth 4 is free");
      button(page, "Dry run").click();
      assertThat(page.getByText("Nothing stands in the way")).isVisible();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
      button(page, "Reply").click();

      assertThat(card).containsText("answered");
      assertThat(answerTo(window, id).path("messages").path(0).path("content").asText())
          .isEqualTo("Berth 4 is free");
      way(card, "Follow up").click();
      text(page, "Message").fill("Until six");
      button(page, "Follow up").click();
      assertThat(page.getByText("The message is sent")).isVisible();
      assertThat(answerTo(window, id).path("messages")).hasSize(2);
    }
  }

  @Test
  void form_builtHere_reachesTheUserInTime() {
    try (var window = open(Size.DESKTOP)) {
      Page page = window.page();
      var id = use(window, Map.of("type", "command", "name", "moor"));
      way(card(page, id), "Show a form").click();
      text(page, "Title").fill("Moor");
      text(page, "Label").fill("Boat");
      window.press("Enter");
      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
      assertThat(answerTo(window, id).path("answer").asText()).isEqualTo("modal");

      var submitted =
          use(
              window,
              Map.of("type", "modal", "interactionId", id, "fields", Map.of("field-1", "Seagull")));
      assertThat(card(page, submitted)).containsText("Seagull");
    }
  }

  @Test
  void choices_proposed_reachTheUserInTime() {
    try (var window = open(Size.DESKTOP)) {
      Page page = window.page();
      var typed = List.of(Map.of("name", "pier", "value", "No", "focused", true));
      var id = use(window, Map.of("type", "autocomplete", "name", "moor", "options", typed));
      way(card(page, id), "Propose choices").click();
      page.getByLabel("Choices for “No”").fill("North pier = north");
      button(page, "Propose choices").click();

      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
      assertThat(answerTo(window, id).path("answer").asText()).isEqualTo("choices");
    }
  }

  @Test
  void command_byKeyboardAlone_isDeferredAndAnswered() {
    try (var window = open(Size.DESKTOP)) {
      Page page = window.page();
      api(window, "PUT", "/api/bot/auto-defer", Map.of("enabled", true));
      var id = use(window, Map.of("type", "command", "name", "moor"));
      assertThat(card(page, id)).containsText("deferred automatically");
      window.tabTo(way(card(page, id), "Reply")).press("Enter");
      window.type("By keyboard").tabTo(button(page, "Reply")).press("Enter");

      assertThat(card(page, id)).containsText("answered");
    }
  }

  @Test
  void token_ofAnInteraction_isNotInThePage() {
    try (var window = open(Size.NARROW)) {
      var id = use(window, Map.of("type", "command", "name", "moor"));
      assertThat(card(window.page(), id)).isVisible();
      window.assertNoSidewaysScroll().assertAccessible();

      assertThat(window.page().content())
          .doesNotContain(answerTo(window, id).path("token").asText());
    }
  }
}

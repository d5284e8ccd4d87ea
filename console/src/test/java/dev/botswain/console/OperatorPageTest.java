package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the operator does in the console.
class OperatorPageTest {
  private static final String APPLICATION = "1422825357312099999";

  private static Site site;
  private Window window;

  @BeforeAll
  static void start() {
    site = Site.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void open() {
    window = site.window().login().loginOperator();
  }

  @AfterEach
  void close() {
    window.close();
  }

  private Locator button(String name) {
    return window
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator field(String label) {
    return window
        .page()
        .getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  private Locator text(String text) {
    return window.page().getByText(text).first();
  }

  private Locator item(String text) {
    return window
        .page()
        .getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  private void choose(String item) {
    window
        .page()
        .getByRole(
            AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^" + item)))
        .press("Enter");
  }

  @Test
  void bot_byKeyboard_isDrainedAndResumed() {
    window.open("/operator/bots");
    window.tabTo(button("Actions for Harbour Pilot")).press("Enter");
    choose("Drain");
    assertThat(item("Harbour Pilot")).containsText("drained");

    window.tabTo(button("Actions for Harbour Pilot")).press("Enter");
    choose("End the drain");
    assertThat(item("Harbour Pilot")).containsText("connected");
  }

  @Test
  void bot_chosen_showsItsConnections() {
    window.open("/operator/bots");
    button("Harbour Pilot").click();

    assertThat(window.page().getByRole(AriaRole.DIALOG)).containsText("Identifies left today");
    window.assertAccessibleInBothThemes();
    assertThat(window.page()).hasURL(Pattern.compile("bot=" + Site.BOT_ID));
    window.press("Escape");
    assertThat(window.page().getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  @Test
  void bots_filtered_areFoundAgainByTheAddress() {
    window.open("/operator/bots");
    field("Name or id").fill("nobody");
    window.press("Enter");
    assertThat(text("No bot fits these filters.")).isVisible();

    window.page().reload();
    assertThat(field("Name or id")).hasValue("nobody");
    assertThat(text("No bot fits these filters.")).isVisible();
  }

  @Test
  void tenant_fromItsBeginningToItsEnd_isLookedAfter() {
    window.open("/operator/tenants");
    window.tabTo(button("Add a tenant")).press("Enter");
    field("Name").fill("acme");
    field("Bots").fill("many");
    button("Add").click();
    assertThat(text("Bots must be a whole number, or empty")).isVisible();
    field("Bots").fill("20");
    window.press("Enter");
    assertThat(item("acme")).containsText("Bots: 20");

    button("Change acme").click();
    field("Bots").fill("");
    field("Seconds").fill("3600");
    field("Events").fill("500");
    window.assertAccessibleInBothThemes();
    button("Save").click();
    assertThat(item("acme")).containsText("Events kept 1 h, 500 events");

    button("Usage of acme").click();
    assertThat(window.page().getByRole(AriaRole.METER)).hasCount(7);
    window.assertAccessible().press("Escape");

    button("Remove acme").click();
    button("Remove tenant").click();
    assertThat(item("acme")).hasCount(0);
  }

  @Test
  void application_listedAndRemoved_isSo() {
    window.allow("GET /api/operator/applications/[0-9]+ 404"); // Whether it is in a list already.
    window.open("/operator/applications");
    button("List an application").click();
    field("Application id").fill(APPLICATION);
    window.press("Enter");
    assertThat(item(APPLICATION)).containsText("default");

    button("Take " + APPLICATION + " out of its list").click();
    button("Take it out").click();
    assertThat(item(APPLICATION)).hasCount(0);
  }

  @Test
  void invitation_made_isShownOnce() {
    window.open("/operator/invitations");
    button("Invite a bot").click();
    field("Note").fill("for the harbour");
    window.press("Enter");
    var secret =
        window.page().getByLabel("invitation", new Page.GetByLabelOptions().setExact(true));
    String shown = secret.textContent();
    assertThat(shown).isNotBlank();
    window.assertAccessibleInBothThemes();
    button("Done").click();
    assertThat(item("for the harbour")).containsText("open");
    assertThat(window.page().content()).doesNotContain(shown);

    item("for the harbour").getByRole(AriaRole.BUTTON).click();
    button("Delete invitation").click();
    assertThat(item("for the harbour")).hasCount(0);
  }

  @Test
  void limits_searched_areShown() {
    window.open("/operator/limits");
    field("Limit").fill("narrow");
    window.press("Enter");

    assertThat(window.page().getByRole(AriaRole.METER)).hasCount(1);
    window.page().getByLabel("Only those that are used up").check();
    assertThat(text("No limit is used up")).isVisible();
  }

  @Test
  void audit_filtered_isShownAndExported() throws IOException {
    window.open("/operator/audit?action=loginOperator");
    assertThat(item("loginOperator").first()).containsText("By the operator");
    item("loginOperator").first().getByRole(AriaRole.BUTTON).click();
    assertThat(window.page().getByRole(AriaRole.DIALOG)).containsText("requestId");
    window.assertAccessibleInBothThemes().press("Escape");

    var file = window.page().waitForDownload(() -> button("Export").click());
    assertThat(file.suggestedFilename()).isEqualTo("botswain-audit.jsonl");
    assertThat(Files.readAllLines(file.path()))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"action\":\"loginOperator\""));
  }

  @Test
  void doctor_ofAToken_saysWhatHelpsAndForgetsIt() {
    window.open("/operator/doctor");
    field("Bot token").fill("demo-token-no-intents");
    window.press("Enter");

    assertThat(
            window.page().getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Findings")))
        .isVisible();
    assertThat(field("Bot token")).hasValue("");
    window.assertAccessibleInBothThemes().assertNoSidewaysScroll();
  }

  @Test
  void server_logLevelAndFiles_areAtHand() {
    window.open("/operator/server");
    button("Change for a while").click();
    assertThat(
            window
                .page()
                .getByRole(
                    AriaRole.LIST, new Page.GetByRoleOptions().setName("Changed for a while")))
        .containsText("debug");
    button("As configured").click();
    assertThat(
            window
                .page()
                .getByRole(
                    AriaRole.LIST, new Page.GetByRoleOptions().setName("Changed for a while")))
        .hasCount(0);

    var file = window.page().waitForDownload(() -> button("Support bundle").click());
    assertThat(file.suggestedFilename()).isEqualTo("botswain-support.zip");
  }

  /// The key of these tests is configured, so the server says where to change it.
  @Test
  void keys_rotated_sayWhatIsSo() {
    window.allow("POST /api/operator/key/rotations 409").open("/operator/server");
    button("New key for stored secrets").click();
    button("Use a new key").click();
    assertThat(window.page().getByRole(AriaRole.DIALOG)).hasCount(0);

    button("New operator’s key").click();
    button("Make a new key").click();
    assertThat(window.page().getByRole(AriaRole.ALERT)).containsText("key_is_configured");
  }

  @Test
  void session_ended_isGone() {
    window.open("/operator/sessions?botId=" + Site.BOT_ID);
    var sessions = window.page().locator(".operator-row");
    int before = sessions.count();
    sessions.first().getByRole(AriaRole.BUTTON).click();
    button("End session").click();

    assertThat(sessions).hasCount(before - 1);
  }
}

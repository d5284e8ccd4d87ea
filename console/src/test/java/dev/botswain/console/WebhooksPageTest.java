package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksPageTest {
  private Site site;
  private Receiver receiver;

  @BeforeEach
  void start() {
    site = Site.start();
    receiver = new Receiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
    site.close();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator button(Window window, String name) {
    return window.page().getByRole(AriaRole.BUTTON, named(name));
  }

  /// Creates a webhook that leads to the receiver, and returns its secret.
  private String create(Window window) {
    window.login().openPage("webhooks");
    button(window, "New webhook").first().click();
    window.page().getByLabel("Address of the receiver").fill(receiver.url());
    window.page().getByLabel("Description").fill("the harbour office");
    button(window, "Create webhook").click();
    var secret = window.page().getByLabel("secret", new Page.GetByLabelOptions().setExact(true));
    assertThat(secret).containsText("whsec_");
    return secret.textContent();
  }

  @Test
  void webhook_created_showsItsSecretOnceAndDelivers() {
    try (var window = site.window()) {
      var secret = create(window);
      window.page().getByText("How to check signatures with it").click();
      assertThat(window.page().getByLabel("Node recipe", exact())).containsText(secret);
      window.assertAccessibleInBothThemes();
      button(window, "I have the secret").click();

      button(window, "Send a test").click();
      assertThat(window.page().getByText("The receiver took the test with 204")).isVisible();
      assertThat(receiver.bodies()).anyMatch(body -> body.contains("webhook.test"));
      assertThat(window.page().locator("body")).not().containsText(secret);
      window.page().getByRole(AriaRole.TAB, named("Signature")).click();
      assertThat(window.page().getByLabel("Node recipe", exact()))
          .containsText("whsec_YOUR_SECRET");
      window.assertAccessibleInBothThemes().assertNoSidewaysScroll();
    }
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  @Test
  void test_thatIsRefused_saysHow() {
    receiver.answer(418);
    try (var window = site.window()) {
      create(window);
      button(window, "I have the secret").click();
      button(window, "Send a test").click();
      assertThat(window.page().getByText("The receiver did not take the test: it answered 418."))
          .isVisible();
    }
  }

  @Test
  void webhook_changedRotatedDisabledAndDeleted_byKeyboard() {
    try (var window = site.window()) {
      create(window);
      window.tabTo(button(window, "I have the secret")).press("Enter");

      window.tabTo(button(window, "Change")).press("Enter");
      window.page().getByLabel("Description").fill("the lighthouse");
      window.tabTo(button(window, "Save")).press("Enter");
      assertThat(window.page().locator(".facts")).containsText("the lighthouse");

      choose(window, "Disable");
      assertThat(window.page().locator(".facts")).containsText("Disabled");
      choose(window, "Enable");
      assertThat(window.page().locator(".facts")).containsText("Up to date");

      choose(window, "Rotate the secret…");
      window.tabTo(button(window, "Rotate")).press("Enter");
      assertThat(window.page().getByText("For a day from now on")).isVisible();
      window.tabTo(button(window, "I have the secret")).press("Enter");

      choose(window, "Delete…");
      window.tabTo(button(window, "Delete webhook")).press("Enter");
      assertThat(window.page().getByText("No webhooks yet")).isVisible();
    }
  }

  /// Chooses an entry of the menu by its arrow keys.
  private static void choose(Window window, String entry) {
    window.tabTo(button(window, "More")).press("Enter");
    assertThat(window.page().getByRole(AriaRole.MENUITEM).first()).isFocused();
    for (int i = 0; i < 6 && !window.focused().startsWith("button " + entry); i++) {
      window.press("ArrowDown");
    }
    assertThat(window.focused()).startsWith("button " + entry);
    window.press("Enter");
  }

  @Test
  void deadLetters_redeliveredOneAndAll_areGone() {
    var letters =
        IntStream.range(0, 3)
            .mapToObj(n ->
                "{\"eventId\":\"%s\",\"type\":\"MESSAGE_CREATE\",\"diedAt\":\"2026-11-23T12:00:00.000Z\",\"reason\":\"the receiver answered 400\"}"
                    .formatted(n + 1))
            .collect(Collectors.toCollection(ArrayList::new));
    try (var window = site.window()) {
      create(window);
      // The server waits a minute before it gives an event up, so the page is told so.
      window
          .page()
          .route(
              "**/dead-letters*",
              route -> route.fulfill(json("[" + String.join(",", letters) + "]")));
      window
          .page()
          .route(
              "**/dead-letters/redeliver",
              route -> {
                var id = route.request().postData().replaceAll("\\D", "");
                boolean taken = !id.equals("2");
                if (taken) {
                  letters.removeIf(letter -> letter.contains("\"eventId\":\"" + id + "\""));
                }
                route.fulfill(
                    json(
                        ("[{\"eventId\":\"%s\",\"type\":\"MESSAGE_CREATE\",\"attempt\":1,\"at\":\"2026-11-23T12:00:00.000Z\","
                                + "\"ms\":4,\"delivered\":%s,\"status\":%s,\"answer\":\"\",\"error\":null}]")
                            .formatted(id, taken, taken ? 204 : 400)));
              });
      button(window, "I have the secret").click();
      window.page().getByRole(AriaRole.TAB, named("Dead letters")).click();
      button(window, "Redeliver event 3").click();
      assertThat(window.page().getByText("1 of 1 were taken.")).isVisible();
      button(window, "Redeliver all 2").click();
      assertThat(
              window
                  .page()
                  .getByText("1 of 2 were taken. 1 are still here: The receiver answered 400."))
          .isVisible();
      assertThat(window.page().locator("tbody tr")).hasCount(1);
      window.assertAccessibleInBothThemes();
    }
  }

  private static Route.FulfillOptions json(String body) {
    return new Route.FulfillOptions().setContentType("application/json").setBody(body);
  }

  @Test
  void form_withoutAnAddress_saysWhatIsMissing() {
    try (var window = site.window()) {
      window.login().openPage("webhooks");
      button(window, "New webhook").first().click();
      button(window, "Create webhook").click();
      assertThat(window.page().getByText("An address that begins with http:// or https://"))
          .isVisible();
      window.assertAccessible();
    }
  }

  @Test
  void page_onAPhone_fitsAndIsAccessible() {
    try (var window = site.window(Window.Size.NARROW)) {
      create(window);
      button(window, "I have the secret").click();
      button(window, "Send a test").click();
      assertThat(window.page().getByText("The receiver took the test")).isVisible();
      window.assertNoSidewaysScroll().assertAccessibleInBothThemes();
      button(window, "Change").click();
      window.assertNoSidewaysScroll().assertAccessible();
    }
  }
}

package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The nodes, on the operator's page of the server. The server of these tests is alone, so the page
/// is told of others.
class NodesCardTest {
  private static final String FIRST = "0f2a9c1e-5b7d-4e0a-9c41-7a6f0b2d8e13";
  private static final String SECOND = "9c41aaaa-5b7d-4e0a-9c41-7a6f0b2d8e13";

  private static Site site;
  private Window window;

  /// The states of the nodes that the page is told of, by their ids.
  private final Map<String, String> states = new TreeMap<>();

  private final List<String> asked = new CopyOnWriteArrayList<>();

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

  private void tellOfTwoNodes() {
    states.putAll(Map.of(FIRST, "up", SECOND, "up"));
    window.page().route("**/operator/nodes", route -> route.fulfill(json(list())));
    window.page().route("**/operator/nodes/*/drain", route -> change(route, "draining"));
    window.page().route("**/operator/nodes/*/undrain", route -> change(route, "up"));
  }

  private void change(Route route, String state) {
    String[] path = route.request().url().split("/");
    String id = path[path.length - 2];
    asked.add(id + " " + state);
    states.put(id, state);
    route.fulfill(json("{\"id\":\"%s\",\"state\":\"%s\",\"bots\":2}".formatted(id, state)));
  }

  /// The second one does not answer.
  private String list() {
    return "["
        + """
        {"id":"%s","url":"http://10.0.0.4:7070","state":"%s","answering":true,"bots":2,"leased":true,"storeMs":1.4},\
        """
            .formatted(FIRST, states.get(FIRST))
        + """
        {"id":"%s","url":"http://10.0.0.5:7070","state":"%s","answering":false,"bots":1}]\
        """
            .formatted(SECOND, states.get(SECOND));
  }

  private static Route.FulfillOptions json(String body) {
    return new Route.FulfillOptions().setContentType("application/json").setBody(body);
  }

  private Locator button(String name) {
    return window
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator node(String shortId) {
    return window
        .page()
        .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Nodes").setExact(true))
        .getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText(shortId));
  }

  @Test
  void nodes_showWhatIsWrongWithThem() {
    tellOfTwoNodes();
    window.open("/operator/server");

    assertThat(node("0f2a9c1e")).containsText("2 bots");
    assertThat(node("0f2a9c1e")).containsText("Store 1.4 ms");
    assertThat(node("0f2a9c1e")).not().containsText("does not answer");
    assertThat(node("9c41aaaa")).containsText("http://10.0.0.5:7070");
    assertThat(node("9c41aaaa")).containsText("1 bot");
    assertThat(node("9c41aaaa")).containsText("does not answer");
    window.assertAccessibleInBothThemes().assertNoSidewaysScroll();
  }

  @Test
  void node_isDrainedOnceThatIsConfirmed_andUndrained() {
    tellOfTwoNodes();
    window.open("/operator/server");
    button("Drain node 0f2a9c1e").click();
    assertThat(asked).isEmpty();
    button("Cancel").click();
    button("Drain node 0f2a9c1e").click();
    button("Drain").click();

    assertThat(node("0f2a9c1e")).containsText("draining");
    assertThat(asked).containsExactly(FIRST + " draining");

    button("Undrain node 0f2a9c1e").click();
    assertThat(button("Drain node 0f2a9c1e")).isVisible();
    assertThat(asked).containsExactly(FIRST + " draining", FIRST + " up");
  }

  @Test
  void singleNode_hasNoCard() {
    window.page().waitForResponse("**/operator/nodes", () -> window.open("/operator/server"));
    window.settle();

    assertThat(button("Support bundle")).isVisible();
    assertThat(window.page().getByText("Nodes", new Page.GetByTextOptions().setExact(true)))
        .hasCount(0);
  }
}

package dev.botswain.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A window sees what it must see: here it shows a page that is bad in one way.
class WindowTest {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:;"
          + " require-trusted-types-for 'script'";

  private HttpServer server;
  private volatile String script = "";
  private volatile String body = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          var text =
              switch (path) {
                case "/script.js" -> script;
                case "/" ->
                    "<!doctype html><html lang=en><title>A</title><link rel=icon href='data:,'>"
                        + "<main><h1>A</h1>%s</main><script src=script.js></script>"
                            .formatted(body);
                default -> "";
              };
          exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
          exchange
              .getResponseHeaders()
              .set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html");
          exchange.sendResponseHeaders(text.isEmpty() ? 404 : 200, 0);
          exchange.getResponseBody().write(text.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "console.error('an error of its own') | console: an error of its own",
        "setTimeout(() => { throw new Error('thrown') }) | thrown",
        "fetch('/nowhere') | GET /nowhere 404",
        "document.body.innerHTML = '<p>' | trusted-types",
        "document.body.append(Object.assign(new Image(), {src: 'https://192.0.2.1/a.png'})) | CSP"
            + " enforce: img-src",
        "eval('1') | CSP enforce",
        "window.open('https://192.0.2.1/') | off origin: https://192.0.2.1/",
      })
  void script_badInOneWay_failsTheWindow(String bad, String problem) {
    script = bad;
    var window = open();
    window.page().waitForCondition(() -> window.problems().contains(problem));

    assertThatThrownBy(window::close).hasMessageContaining(problem);
  }

  @Test
  void page_good_passes() {
    script = "console.log('runs'); fetch('/').then(() => document.title = 'ran')";
    var window = open();
    window.page().waitForFunction("() => document.title === 'ran'");

    assertThatCode(window::assertAccessibleInBothThemes).doesNotThrowAnyException();
    assertThatCode(window::assertNoSidewaysScroll).doesNotThrowAnyException();
    assertThatCode(window::close).doesNotThrowAnyException();
  }

  @Test
  void problem_allowed_passes() {
    script = "fetch('/nowhere').then(() => document.title = 'ran')";
    var window = open().allow("GET /nowhere 404");
    window.page().waitForFunction("() => document.title === 'ran'");

    assertThatCode(window::close).doesNotThrowAnyException();
  }

  @Test
  void page_buttonWithoutName_isNotAccessible() {
    body = "<button></button>";
    try (var window = open().allow("script.js")) {
      assertThatThrownBy(window::assertAccessible).hasMessageContaining("button-name");
    }
  }

  @Test
  void page_tooWide_isFound() {
    body = "<table width=5000><tr><td>wide</table>";
    try (var window = open().allow("script.js")) {
      assertThatThrownBy(window::assertNoSidewaysScroll).hasMessageContaining("TABLE");
    }
  }

  @Test
  void element_withoutFocus_isNotReached() {
    body = "<button>One</button><p>Two</p><button>Three</button>";
    try (var window = open().allow("script.js")) {
      Page page = window.page();
      window.tabTo(page.getByText("Three"));
      assertThatThrownBy(() -> window.tabTo(page.getByText("Two")))
          .hasMessageContaining("button One");
    }
  }

  private Window open() {
    var url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new Window(url, Window.Size.DESKTOP).open("/");
  }
}

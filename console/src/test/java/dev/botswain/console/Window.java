package dev.botswain.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A page of the console in a browser context of its own, which watches what must never happen.
final class Window implements AutoCloseable {
  /// How long a test waits for what it expects, in milliseconds: long, because the machine may be
  /// busy.
  private static final double PATIENCE_MS = 10_000;

  /// Browsers report a violation to the page; what they print for it differs.
  private static final String REPORT_VIOLATIONS =
      "addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.disposition}:"
          + " ${e.violatedDirective} ${e.blockedURI} at ${e.sourceFile}:${e.lineNumber}`))";

  /// More elements than any page has to be tabbed through.
  private static final int MOST_TABS = 300;

  enum Size {
    DESKTOP(1280, 800),
    PHONE(360, 740),
    /// The narrowest that must do, which is also 1280 px at a zoom of 400 %.
    NARROW(320, 640);

    private final int width;
    private final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private final String url;
  private final BrowserContext context;
  private final Page page;
  private final List<String> problems = new ArrayList<>();
  private final List<Pattern> allowed = new ArrayList<>();

  /// @param url the server's address, without a trailing slash
  Window(String url, Size size) {
    this.url = url;
    context =
        Chromium.get()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(size.width, size.height)
                    .setHasTouch(size != Size.DESKTOP)
                    .setLocale("en-GB")
                    .setTimezoneId("UTC")
                    .setColorScheme(ColorScheme.LIGHT)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setBaseURL(url));
    context.setDefaultTimeout(PATIENCE_MS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    context.addInitScript(REPORT_VIOLATIONS);
    context.onConsoleMessage(this::read);
    context.onWebError(error -> problems.add("exception: " + error.error()));
    context.onRequest(this::checkOrigin);
    context.onRequestFailed(this::failed);
    context.onResponse(this::answered);
    page = context.newPage();
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /// Lets a problem happen that this test provokes, such as `GET /api/messages .* 404`.
  Window allow(String pattern) {
    allowed.add(Pattern.compile(pattern));
    return this;
  }

  /// Gives the window another size.
  Window wide(Size size) {
    page.setViewportSize(size.width, size.height);
    return this;
  }

  Window dark() {
    return theme(ColorScheme.DARK);
  }

  /// Returns once the page is drawn in the theme.
  private Window theme(ColorScheme theme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return this;
  }

  Window light() {
    return theme(ColorScheme.LIGHT);
  }

  /// Logs the demo's bot in, without the form.
  Window login() {
    return login(Site.TOKEN);
  }

  Window login(String token) {
    return post("/api/console/sessions", Map.of("token", token));
  }

  /// Logs the operator in, without the form.
  Window loginOperator() {
    return post("/api/console/operator", Map.of("key", Site.OPERATOR_KEY));
  }

  private Window post(String path, Map<String, String> body) {
    var answer =
        context
            .request()
            .post(
                url + path,
                RequestOptions.create()
                    .setHeader("Sec-Fetch-Site", "same-origin")
                    .setHeader("Botswain-Console", "login")
                    .setData(body));
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    return this;
  }

  /// Opens a path of the server and waits until the page has what it reads at first.
  Window open(String path) {
    page.navigate(path);
    page.locator("h1").first().waitFor();
    return settle();
  }

  /// Opens a page of the demo's bot.
  Window openPage(String name) {
    return open("/bots/" + Site.BOT_ID + "/" + name);
  }

  /// Waits until nothing of the page says that it is busy.
  Window settle() {
    page.waitForFunction("() => document.querySelector('[aria-busy=true], .loading') === null");
    return this;
  }

  /// Asserts that axe finds nothing, in the theme that is shown.
  Window assertAccessible() {
    var found = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    assertThat(found)
        .as("violations at " + page.url())
        .extracting(rule ->
            rule.getId()
                + ": "
                + rule.getNodes().stream()
                    .map(node ->
                        node.getTarget() + " " + node.getHtml() + " " + node.getFailureSummary())
                    .toList())
        .isEmpty();
    return this;
  }

  /// The same in both themes.
  Window assertAccessibleInBothThemes() {
    light().assertAccessible();
    return dark().assertAccessible().light();
  }

  /// Asserts that nothing is wider than the window.
  Window assertNoSidewaysScroll() {
    var tooWide =
        page.evaluate(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? '' :
              [...document.querySelectorAll('body *')]
                .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
                .slice(0, 8).map(one => one.tagName + '.' + one.className).join(', ') || 'something'
            """);
    assertThat(tooWide).as("wider than the window at " + page.url()).isEqualTo("");
    return this;
  }

  /// Presses a key, such as `Enter`, `ArrowDown` or `Control+K`.
  Window press(String key) {
    page.keyboard().press(key);
    return this;
  }

  Window type(String text) {
    page.keyboard().type(text);
    return this;
  }

  /// Goes on with Tab until the element has the focus, and fails if it cannot be reached.
  Window tabTo(Locator target) {
    target.first().waitFor();
    var passed = new ArrayList<String>();
    for (int i = 0; i < MOST_TABS; i++) {
      if ((boolean) target.first().evaluate("one => one === document.activeElement")) {
        return this;
      }
      page.keyboard().press("Tab");
      passed.add(focused());
    }
    throw new AssertionError("Tab does not reach " + target + " but " + passed);
  }

  /// What can be clicked but has not got the focus while Tab was pressed until it came around
  /// again. Of a group of radio buttons, tabs or options one is enough, and arrow keys reach the
  /// others.
  Object unreachable() {
    page.evaluate(
        """
        () => {
          window.reached = new Set();
          document.activeElement?.blur();
          document.addEventListener('focusin', event => window.reached.add(event.target));
        }
        """);
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      boolean around =
          (boolean)
              page.evaluate(
                  """
                  () => {
                    const one = document.activeElement;
                    const around = one === null || one === document.body || one === window.first;
                    window.first ??= one;
                    return around;
                  }
                  """);
      if (around && i > 0) {
        break;
      }
    }
    return page.evaluate(
        """
        () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button]')]
          .filter(one => !window.reached.has(one) && !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true}))
          .filter(one => one.type !== 'radio' && one.closest('.virtual-list, [role=tablist], [role=listbox], [role=grid], [role=radiogroup], [role=toolbar], [role=tree], [role=menu], dialog:not([open])') === null)
          .map(one => one.outerHTML.slice(0, 120))
        """);
  }

  /// What has the focus, in words.
  String focused() {
    return (String)
        page.evaluate(
            """
            () => {
              const one = document.activeElement;
              const name = one?.getAttribute('aria-label') ?? one?.textContent ?? '';
              return `${one?.tagName.toLowerCase()} ${name.trim().slice(0, 60)}`;
            }
            """);
  }

  private void read(ConsoleMessage message) {
    // Answers and failures are recorded with more than the browser prints about them.
    if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
      problems.add("console: " + message.text());
    }
  }

  private void checkOrigin(Request request) {
    var wanted = request.url();
    if (!wanted.startsWith(url + "/") && !wanted.matches("(data|blob|about):.*")) {
      problems.add("off origin: " + wanted);
    }
  }

  private void failed(Request request) {
    // A page that is left, or does not need the answer any more.
    if (!"net::ERR_ABORTED".equals(request.failure())) {
      problems.add(
          "failed: " + request.method() + " " + path(request.url()) + " " + request.failure());
    }
  }

  private void answered(Response response) {
    if (response.status() >= 400) {
      problems.add(
          response.request().method() + " " + path(response.url()) + " " + response.status());
    }
  }

  private static String path(String url) {
    var uri = URI.create(url);
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /// All that was seen that must not be, allowed or not.
  String problems() {
    return String.join("\n", problems);
  }

  /// Asserts that nothing has happened that must not, so far.
  void assertNoProblems() {
    assertThat(problems)
        .as("problems at " + page.url())
        .filteredOn(problem -> allowed.stream().noneMatch(one -> one.matcher(problem).find()))
        .isEmpty();
  }

  @Override
  public void close() {
    try {
      assertNoProblems();
    } finally {
      context.close();
    }
  }
}

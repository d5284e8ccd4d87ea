package dev.botswain.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The browser of the tests: one for each thread, because Playwright is bound to its thread. It
/// ends with the JVM.
final class Chromium {
  static final String HOW_TO_INSTALL =
      "There is no Chromium here. This installs it: apt-get install -y --no-install-recommends"
          + " chromium (or, on macOS, brew install --cask google-chrome); CHROMIUM may name another"
          + " one";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<Path> PLACES =
      List.of(
          Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
          Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"));

  /// Nothing from outside, and nothing that a container lacks.
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final ThreadLocal<Browser> BROWSER = ThreadLocal.withInitial(Chromium::launch);

  private Chromium() {}

  static Browser get() {
    return BROWSER.get();
  }

  private static Browser launch() {
    var program = find().orElseThrow(() -> new AssertionError(HOW_TO_INSTALL));
    System.setProperty("playwright.cli.dir", driver().toString());
    var node = inPath("node").orElseThrow(() -> new AssertionError("There is no Node here"));
    var options =
        new Playwright.CreateOptions()
            .setEnv(
                Map.of(
                    "PLAYWRIGHT_NODEJS_PATH",
                    node.toString(),
                    "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                    "1"));
    return Playwright.create(options)
        .chromium()
        .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(ARGUMENTS));
  }

  /// Where `CHROMIUM` says, or where Debian, Google and macOS put it.
  static Optional<Path> find() {
    var chosen = System.getenv("CHROMIUM");
    if (chosen != null && !chosen.isBlank()) {
      return Optional.of(Path.of(chosen));
    }
    return Stream.concat(
            NAMES.stream().flatMap(name -> inPath(name).stream()),
            PLACES.stream().filter(Files::isExecutable))
        .findFirst();
  }

  /// Playwright's driver as Java expects it, made of the npm package of the same version.
  private static synchronized Path driver() {
    try {
      var installed = folder().resolve("node_modules/playwright-core").toRealPath();
      var driver = Files.createDirectories(folder().resolve("target/driver"));
      var link = driver.resolve("package");
      if (!Files.exists(link)) {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, installed);
      }
      return driver;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("run `npm ci` in console/", unreadable);
    }
  }

  /// The console's folder, whether the tests run there or above it.
  static Path folder() {
    var here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("vite.config.ts")) ? here : here.resolveSibling("console");
  }

  private static Optional<Path> inPath(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

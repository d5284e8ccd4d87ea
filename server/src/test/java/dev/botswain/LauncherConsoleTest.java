package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher builds the console where there is Node, and does without where there is none.
class LauncherConsoleTest extends LauncherFixture {
  @BeforeEach
  void haveJdk() throws Exception {
    systemJdk();
  }

  @Test
  void console_nothingChanged_isBuiltOnce() throws Exception {
    var first = botswain(Map.of(), "demo");
    botswain(Map.of(), "demo");

    assertThat(first.status()).isZero();
    assertThat(console()).isPresent();
    assertThat(mavenCalls()).singleElement().asString().contains(" -pl server,console -am ");
  }

  @Test
  void console_sourceChanged_isBuiltAgain() throws Exception {
    botswain(Map.of(), "serve");
    write(tree.resolve("console/src/api/client.ts"), "changed");
    botswain(Map.of(), "serve");
    write(tree.resolve("console/package-lock.json"), "{}");
    botswain(Map.of(), "serve");
    botswain(Map.of(), "serve");

    assertThat(mavenCalls()).hasSize(3);
  }

  @Test
  void console_browserTestOrGeneratedTypesChanged_isNotBuiltAgain() throws Exception {
    botswain(Map.of(), "serve");
    write(tree.resolve("console/src/test/java/MembersPageTest.java"), "changed");
    write(tree.resolve("console/src/api/schema.d.ts"), "changed");
    botswain(Map.of(), "serve");

    assertThat(mavenCalls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v18.20.4", "v20.18.3"})
  void console_withoutNodeThatBuildsIt_isLeftOutInOneSentence(String version) throws Exception {
    if (version.isEmpty()) {
      Files.delete(tools.resolve("node"));
    } else {
      node(version);
    }
    var first = botswain(Map.of(), "demo");
    var second = botswain(Map.of(), "demo");
    write(tree.resolve("console/src/api/client.ts"), "changed");
    botswain(Map.of(), "demo");

    assertThat(first.status()).isZero();
    assertThat(first.out()).contains("/botswain.jar\ndemo\n");
    assertThat(console()).isEmpty();
    assertThat(first.err())
        .hasLineCount(2)
        .contains(
            "botswain: leaves out the console", "apt install nodejs npm", "brew install node");
    assertThat(second.err()).isEmpty();
    assertThat(mavenCalls()).singleElement().asString().contains(" -pl server -am ");
  }

  @Test
  void console_nodeInstalledLater_isBuiltThen() throws Exception {
    node("v18.20.4");
    botswain(Map.of(), "demo");
    node("v22.1.0");

    assertThat(botswain(Map.of(), "demo").status()).isZero();
    assertThat(console()).isPresent();
  }

  @Test
  void serve_jarsAlreadyThere_needsNoNode() throws Exception {
    botswain(Map.of(), "serve");
    Files.delete(tools.resolve("node"));
    Files.delete(tools.resolve("npm"));
    var run = botswain(Map.of(), "serve");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(console()).isPresent();
    assertThat(mavenCalls()).hasSize(1);
  }

  @Test
  void test_withoutNode_failsWithWhatInstallsIt() throws Exception {
    Files.delete(tools.resolve("npm"));
    var run = botswain(Map.of(), "test");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("botswain: the tests need Node 20.19 ").hasLineCount(1);
    assertThat(tree.resolve("maven.calls")).doesNotExist();
  }

  @Test
  void test_withoutChromium_failsWithWhatInstallsIt() throws Exception {
    Files.delete(tools.resolve("chromium"));
    var run = botswain(Map.of(), "test");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("botswain: the tests of the console need Chromium: `apt-get install -y ")
        .hasLineCount(1);
    assertThat(tree.resolve("maven.calls")).doesNotExist();
  }

  @Test
  void test_withoutChromiumAsRoot_installsIt() throws Exception {
    Files.delete(tools.resolve("chromium"));
    executable(tools.resolve("id"), "#!/bin/sh\necho 0\n");
    executable(
        tools.resolve("apt-get"),
        "#!/bin/sh\n[ $1 = update ] || cp \"%1$s/npm\" \"%1$s/$4\"\n".formatted(tools));
    var run = botswain(Map.of(), "test");

    assertThat(run.err())
        .isEqualTo("botswain: installing chromium for the tests of the console...\n");
    assertThat(tools.resolve("chromium")).exists();
    assertThat(mavenCalls()).hasSize(1);
  }

  @Test
  void test_ofOtherModules_needsNoBrowser() throws Exception {
    Files.delete(tools.resolve("chromium"));

    assertThat(botswain(Map.of(), "test", "-pl", "server", "-am").status()).isZero();
    assertThat(botswain(Map.of("CHROMIUM", "/opt/c"), "test", "-pl", "console").status()).isZero();
  }

  @Test
  void test_ofTheConsolesSources_isCounted() throws Exception {
    write(
        tree.resolve("reports/console/target/surefire-reports/TEST-vitest.xml"),
        """
        <?xml version="1.0" encoding="UTF-8" ?>
        <testsuites name="vitest tests" tests="3" failures="0" errors="0" time="0.4">
            <testsuite name="src/api/sse.test.ts" tests="2" failures="0" errors="0" skipped="0" time="0.01">
            </testsuite>
            <testsuite name="test/rules.test.ts" tests="1" failures="0" errors="0" skipped="0" time="0.02">
            </testsuite>
        </testsuites>
        """);

    assertThat(botswain(Map.of(), "test").out()).isEqualTo("3 passed, 0 failed\n");
  }

  private Optional<Path> console() throws IOException {
    return generationsFile("lib/botswain-console-0.1.0.jar");
  }
}

package dev.botswain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When the launcher builds, and how it counts tests.
class LauncherBuildTest extends LauncherFixture {
  @Test
  void build_nothingChanged_isNotRepeated() throws Exception {
    systemJdk();
    var first = botswain(Map.of(), "serve");
    var second = botswain(Map.of(), "sim");

    assertThat(first.err()).startsWith("botswain: building... (the first time").hasLineCount(1);
    assertThat(second.err()).isEmpty();
    assertThat(mavenCalls()).hasSize(1);
  }

  @Test
  void build_sourceChangedAddedOrRemoved_isRepeated() throws Exception {
    systemJdk();
    botswain(Map.of(), "serve");
    write(tree.resolve("sim/src/main/java/Sim.java"), "changed");
    var changed = botswain(Map.of(), "serve");
    write(tree.resolve("discord/src/main/java/Shard.java"), "changed");
    botswain(Map.of(), "serve");
    write(tree.resolve("server/src/main/java/New.java"), "");
    botswain(Map.of(), "serve");
    Files.delete(tree.resolve("server/src/main/java/New.java"));
    botswain(Map.of(), "serve");
    botswain(Map.of(), "serve");

    assertThat(changed.err()).isEqualTo("botswain: building...\n");
    assertThat(mavenCalls()).hasSize(5);
    try (var generations = Files.newDirectoryStream(tree.resolve("target/launcher"), "server.*")) {
      assertThat(generations).as("the current and the one before").hasSize(2);
    }
  }

  @Test
  void build_fails_showsTheErrorsAndRunsNothing() throws Exception {
    systemJdk();
    write(tree.resolve("broken"), "");
    var run = botswain(Map.of(), "serve");
    Files.delete(tree.resolve("broken"));
    var mended = botswain(Map.of(), "serve");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "[ERROR] Shard.java:[7,1] ';' expected\n", "botswain: the build failed", "build.log")
        .doesNotContain("harmless");
    assertThat(mended.status()).isZero();
  }

  @Test
  void build_twoAtOnce_happensOnce() throws Exception {
    systemJdk();
    var gate = tree.resolve("gate");
    assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor()).isZero();
    var first = start(tree, tree.resolve("botswain"), Map.of(), "serve");
    var firstLine = first.errorReader(UTF_8).readLine();
    var second = start(tree, tree.resolve("botswain"), Map.of(), "serve");
    var secondLine = second.errorReader(UTF_8).readLine();

    assertThat(firstLine).startsWith("botswain: building...");
    assertThat(secondLine).startsWith("botswain: another build is running (process " + first.pid());
    Files.writeString(gate, "open\n");
    assertThat(finish(first).status()).isZero();
    assertThat(finish(second).status()).isZero();
    assertThat(mavenCalls()).hasSize(1);
    assertThat(tree.resolve("target/launcher/lock")).doesNotExist();
  }

  @Test
  void build_lockOfADeadProcess_isTakenOver() throws Exception {
    systemJdk();
    var ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Files.createDirectories(tree.resolve("target/launcher"));
    Files.createSymbolicLink(
        tree.resolve("target/launcher/lock"), Path.of(Long.toString(ended.pid())));

    assertThat(botswain(Map.of(), "serve").status()).isZero();
  }

  @Test
  void test_allPass_countsThem() throws Exception {
    systemJdk();
    report("sim", "GatewayTest", "tests=\"40\" errors=\"0\" skipped=\"0\" failures=\"0\"");
    report("server", "ShardTest", "tests=\"5\" errors=\"0\" skipped=\"1\" failures=\"0\"");
    write(tree.resolve("server/target/surefire-reports/TEST-Gone.xml"), "<testsuite tests=\"900\"");
    var run = botswain(Map.of(), "test", "-Dtest=ShardTest");

    assertThat(run).isEqualTo(new Run(0, "1 skipped\n44 passed, 0 failed\n", ""));
    assertThat(mavenCalls()).singleElement().asString().endsWith(" -Dtest=ShardTest verify");
  }

  @Test
  void test_someFail_isAFailure() throws Exception {
    systemJdk();
    report("sim", "GatewayTest", "tests=\"40\" errors=\"1\" skipped=\"0\" failures=\"2\"");
    write(tree.resolve("broken"), "");
    executable(tree.resolve("mvnw"), MAVEN.replace("exit 1", "cp -r reports/* .; exit 1"));
    var run = botswain(Map.of(), "test");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).endsWith("\n37 passed, 3 failed\n");
  }

  @Test
  void test_buildFailsWithoutAFailedTest_isAFailure() throws Exception {
    systemJdk();
    write(tree.resolve("broken"), "");
    var run = botswain(Map.of(), "test");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .endsWith(
            "\nThe build failed outside the tests; see the reason above.\n0 passed, 0 failed\n");
  }

  private void report(String module, String test, String counts) throws IOException {
    write(
        tree.resolve("reports/%s/target/surefire-reports/TEST-%s.xml".formatted(module, test)),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite version="3.0.2" name="%s" time="0.01" %s>
          <testcase name="a" time="0.001"/>
        </testsuite>
        """
            .formatted(test, counts));
  }
}

package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What each word of the launcher runs.
class LauncherRunTest extends LauncherFixture {
  @Test
  void word_unknown_isRefusedInOneLine() throws Exception {
    var run = botswain(Map.of(), "srve");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("botswain: unknown command \"srve\"; see ./botswain help\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"help", "--help", "-h", "serve --help", "demo --port 1 -h", "test --help"})
  void help_anywhere_needsNeitherJdkNorBuild(String line) throws Exception {
    var run = botswain(Map.of(), line.split(" "));

    assertThat(run).isEqualTo(new Run(0, "The help.\n", ""));
  }

  @Test
  void serve_noWord_isMeant() throws Exception {
    systemJdk();

    assertThat(botswain(Map.of(), "--port", "0").out())
        .contains("\ndev.botswain.Main\nserve\n--port\n0\n");
  }

  @Test
  void demo_arguments_arriveUnchanged() throws Exception {
    systemJdk();

    assertThat(botswain(Map.of(), "demo", "two words", "*").out())
        .contains("\ndev.botswain.Main\ndemo\ntwo words\n*\n");
  }

  @Test
  void sim_itsOptions_areItsOwn() throws Exception {
    systemJdk();

    assertThat(botswain(Map.of(), "sim", "--help").out())
        .contains("\ndev.botswain.sim.Main\n--help\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"operator", "operator-key", "doctor", "backup", "restore", "store", "completion"})
  void operator_itsOptions_areItsOwnAndItsJvmIsSmall(String word) throws Exception {
    systemJdk();

    assertThat(botswain(Map.of(), word, "--help").out())
        .contains("\n-Xms16m\n", "\ndev.botswain.Main\n" + word + "\n--help\n")
        .doesNotContain("-Xms64m", "botswain.terminal");
  }

  @Test
  void bench_itsOptions_areItsOwn() throws Exception {
    systemJdk();
    write(tree.resolve("bench/pom.xml"), "");
    var maven =
        MAVEN.replace("server/target", "bench/target").replace("botswain-server", "botswain-bench");
    executable(tree.resolve("mvnw"), maven);

    assertThat(botswain(Map.of(), "bench", "--help").out())
        .contains("\ndev.botswain.bench.Main\n--help\n");
    assertThat(mavenCalls()).singleElement().asString().contains(" -pl bench,console -am ");
  }

  @Test
  void image_ofTheBuild_isWrittenWithItsJdk() throws Exception {
    systemJdk();
    write(
        tree.resolve("pom.xml"),
        "  <artifactId>botswain</artifactId>\n  <version>7.8.9</version>\n");
    executable(tree.resolve("deploy/image/release"), "#!/bin/sh\necho \"release $*\"\n");
    executable(tree.resolve("deploy/image/build"), "#!/bin/sh\necho \"$JAVA_HOME build $*\"\n");
    var run = botswain(Map.of(), "image");

    assertThat(run.status()).as(run.err()).isZero();
    String release = tree.toRealPath() + "/target/launcher/botswain-7.8.9";
    String image = tree.toRealPath() + "/target/botswain-7.8.9-image.tar";
    assertThat(run.out())
        .startsWith("release " + release + " ")
        .contains("/netty.jar\n", "temurin-25-jdk-amd64 build " + release + " " + image + "\n");
    assertThat(run.err()).endsWith("botswain: wrote " + image + "\n");
  }

  @Test
  void image_thatCannotBeMade_endsSo() throws Exception {
    systemJdk();
    executable(tree.resolve("deploy/image/release"), "#!/bin/sh\n");
    executable(tree.resolve("deploy/image/build"), "#!/bin/sh\nexit 3\n");

    assertThat(botswain(Map.of(), "image", "image.tar").status()).isEqualTo(3);
  }

  @Test
  void bench_noSuchModule_saysSo() throws Exception {
    systemJdk();
    var run = botswain(Map.of(), "bench");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("botswain: there is no bench module in ");
  }

  @Test
  void run_javaOptions_comeAfterOurFlags() throws Exception {
    systemJdk();
    var words = botswain(Map.of("JAVA_OPTS", "-Xmx1g *"), "serve").out().lines().toList();

    assertThat(words).containsSubsequence("-XX:+UseCompactObjectHeaders", "-Xmx1g", "*", "-cp");
  }

  @Test
  void run_ownCollector_winsOverOurs() throws Exception {
    systemJdk();
    var words = botswain(Map.of("JAVA_OPTS", "-XX:+UseZGC"), "serve").out().lines().toList();

    assertThat(words).contains("-XX:+UseZGC").doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void run_afterRehearsal_usesItsCache() throws Exception {
    systemJdk();
    executable(tools.resolve("sleep"), "#!/bin/sh\n");
    var first = botswain(Map.of(), "serve");
    await().until(this::cache, Optional::isPresent);
    var second = botswain(Map.of(), "serve");

    assertThat(first.out()).doesNotContain("AOTCache");
    assertThat(second.out()).contains("\n-XX:AOTCache=" + cache().orElseThrow() + "\n");
    var flags =
        "-XX:+UseSerialGC -XX:NewSize=40m -XX:SurvivorRatio=3 -XX:MinHeapFreeRatio=10"
            + " -XX:MaxHeapFreeRatio=25 -XX:+UseCompactObjectHeaders";
    assertThat(Files.readString(tree.resolve("rehearsed"))).startsWith(flags);
    assertThat(second.out().replace('\n', ' ')).contains(flags);
  }

  @Test
  void rehearsal_cutShort_isTriedThreeTimes() throws Exception {
    systemJdk();
    for (int i = 0; i < 5; i++) {
      botswain(Map.of(), "serve");
    }

    try (var attempts = Files.walk(tree.resolve("target/launcher"), 2)) {
      assertThat(attempts.filter(path -> path.getFileName().toString().startsWith("rehearsal")))
          .hasSize(3);
    }
  }

  @Test
  void run_jvm_replacesTheShell() throws Exception {
    systemJdk();
    botswain(Map.of(), "serve");
    var process = start(tree, tree.resolve("botswain"), Map.of(), "serve");

    assertThat(finish(process).out()).endsWith("pid " + process.pid() + "\n");
  }

  @Test
  void run_throughLinkFromElsewhere_findsItsTree() throws Exception {
    systemJdk();
    Files.createSymbolicLink(temp.resolve("first"), tree.resolve("botswain"));
    Files.createSymbolicLink(home.resolve("second"), Path.of("../first"));
    var run = finish(start(home, Path.of("./second"), Map.of(), "serve"));

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("-Dbotswain.root=" + tree.toRealPath() + "\n")
        .containsPattern(
            "server\\.\\d+\\.\\d+/botswain-console-0.1.0.jar:/.*/botswain-server-0.1.0.jar:/.*/netty.jar\n");
  }

  private Optional<Path> cache() throws IOException {
    try (var files = Files.walk(tree.toRealPath().resolve("target/launcher"), 2)) {
      return files.filter(file -> file.endsWith("botswain.aot")).findFirst();
    }
  }
}

package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What each word of the launcher runs.
class LauncherRunTest extends LauncherFixture {
  private static final String RELEASE =
      """
      #!/bin/sh
      echo "$*" >>maven.calls
      mkdir -p dist/target/botswain-7.8.9
      : >dist/target/botswain-7.8.9.tar.gz
      """;

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

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("The help.\n\nIn a checkout").contains("\n  dist ");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void serve_noWord_isMeant() throws Exception {
    systemJdk();

    assertThat(botswain(Map.of(), "--port", "0").out())
        .contains("/botswain.jar\nserve\n--port\n0\n");
  }

  @Test
  void demo_arguments_arriveUnchanged() throws Exception {
    systemJdk();

    assertThat(botswain(Map.of(), "demo", "two words", "*").out())
        .contains("/botswain.jar\ndemo\ntwo words\n*\n");
  }

  @Test
  void sim_itsOptions_areItsOwn() throws Exception {
    systemJdk();

    assertThat(botswain(Map.of(), "sim", "--help").out()).contains("/botswain.jar\nsim\n--help\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"operator", "operator-key", "doctor", "backup", "restore", "store", "completion"})
  void operator_itsOptions_areItsOwnAndItsJvmIsSmall(String word) throws Exception {
    systemJdk();

    assertThat(botswain(Map.of(), word, "--help").out())
        .contains("\n-Xms16m\n", "/botswain.jar\n" + word + "\n--help\n")
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
  void dist_always_isMadeWithTheTimeOfTheCommitOrAsTold() throws Exception {
    systemJdk();
    executable(tree.resolve("mvnw"), RELEASE);
    var run = botswain(Map.of("SOURCE_DATE_EPOCH", "1793491200"), "dist");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .endsWith("botswain: wrote " + tree.toRealPath() + "/dist/target/botswain-7.8.9.tar.gz\n");
    assertThat(mavenCalls())
        .singleElement()
        .asString()
        .contains(" -pl dist -am ", " -Dproject.build.outputTimestamp=1793491200 package");
  }

  @Test
  void dist_withoutNode_saysWhatInstallsIt() throws Exception {
    systemJdk();
    Files.delete(tools.resolve("npm"));
    var run = botswain(Map.of(), "dist");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("botswain: the console needs Node 20.19 ").hasLineCount(1);
  }

  @Test
  void image_ofTheRelease_isWrittenWithItsJdk() throws Exception {
    systemJdk();
    executable(tree.resolve("mvnw"), RELEASE);
    executable(tree.resolve("deploy/image/build"), "#!/bin/sh\necho \"$JAVA_HOME build $*\"\n");
    var run = botswain(Map.of(), "image");

    assertThat(run.status()).as(run.err()).isZero();
    String release = tree.toRealPath() + "/dist/target/botswain-7.8.9";
    String image = tree.toRealPath() + "/target/botswain-7.8.9-image.tar";
    assertThat(run.out()).contains("temurin-25-jdk-amd64 build " + release + " " + image + "\n");
    assertThat(run.err()).endsWith("botswain: wrote " + image + "\n");
  }

  @Test
  void image_thatCannotBeMade_endsSo() throws Exception {
    systemJdk();
    executable(tree.resolve("mvnw"), RELEASE);
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

    assertThat(words).containsSubsequence("-XX:+UseCompactObjectHeaders", "-Xmx1g", "*", "-jar");
  }

  @Test
  void run_ownCollector_winsOverOurs() throws Exception {
    systemJdk();
    var words = botswain(Map.of("JAVA_OPTS", "-XX:+UseZGC"), "serve").out().lines().toList();

    assertThat(words).contains("-XX:+UseZGC").doesNotContain("-XX:+UseSerialGC");
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
        .containsPattern(
            "-jar\n"
                + tree.toRealPath()
                + "/target/launcher/server\\.[0-9.]+/botswain.jar\nserve\n");
  }
}

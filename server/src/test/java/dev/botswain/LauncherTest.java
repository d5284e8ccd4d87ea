package dev.botswain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the real launcher in a small tree of its own, in a path with spaces, with a Maven and a JDK
/// that only report how they were called.
class LauncherTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME $*" >>maven.calls
      if [ -p gate ]; then read -r _ <gate; fi
      if [ -f broken ]; then
        echo "[INFO] harmless"
        echo "[ERROR] Shard.java:[7,1] ';' expected"
        exit 1
      fi
      mkdir -p server/target/lib
      : >server/target/botswain-server-0.1.0.jar
      : >server/target/lib/netty.jar
      if [ -d reports ]; then cp -r reports/* .; fi
      """;
  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          -XX:AOTCacheOutput=*) echo cache >"${argument#*=}" && echo "$*" >rehearsed; exit ;;
        esac
      done
      echo "$0"
      for argument; do echo "$argument"; done
      echo "pid $$"
      """;

  @TempDir private Path temp;
  private Path tree;
  private Path tools;
  private Path home;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void layOut() throws IOException {
    tree = Files.createDirectories(temp.resolve("a tree/with blanks"));
    tools = Files.createDirectories(temp.resolve("tools"));
    home = Files.createDirectories(temp.resolve("home"));
    for (var tool :
        "sh awk cat cp date find grep head ln mkdir mv nice readlink rm tail".split(" ")) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(which(tool)));
    }
    // No rehearsal, and no time lost waiting for a lock.
    executable(tools.resolve("sleep"), "#!/bin/sh\n[ \"$1\" != 3 ]\n");
    var launcher = Files.readString(Path.of("../botswain"));
    assertThat(launcher).contains(" /usr/lib/jvm/*");
    // The machine's own JDKs are hidden.
    executable(
        tree.resolve("botswain"),
        launcher.replaceAll(" (/usr|/opt|/home|/Library)/", " " + temp + "$1/"));
    executable(tree.resolve("mvnw"), MAVEN);
    write(tree.resolve("pom.xml"), "");
    write(tree.resolve("sim/src/main/java/Sim.java"), "");
    write(tree.resolve("discord/src/main/java/Shard.java"), "");
    write(tree.resolve("server/src/main/java/Server.java"), "");
    write(tree.resolve("server/src/main/resources/dev/botswain/help.txt"), "The help.\n");
  }

  @AfterEach
  void endAll() {
    for (var process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

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
  void jdk_none_saysWhatToInstall() throws Exception {
    jdk(temp.resolve("usr/lib/jvm/java-17"), "17.0.15");
    var run = botswain(Map.of("JAVA_HOME", temp + "/usr/lib/jvm/java-17"), "serve");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("botswain: needs a JDK 25 or newer: ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "usr/lib/jvm/temurin-25-jdk-amd64, 25.0.3",
    "usr/lib/jvm/java-26-openjdk, 26-ea",
    "home/.sdkman/candidates/java/25.0.3-tem, 25.0.3",
    "home/.jdks/temurin-25, 25",
    "home/Library/Java/JavaVirtualMachines/jdk-25/Contents/Home, 25.0.3",
    "Library/Java/JavaVirtualMachines/jdk-25/Contents/Home, 25.0.3",
    "opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home, 25.0.3",
  })
  void jdk_whereOthersPutIt_isFound(String place, String version) throws Exception {
    var found = jdk(temp.resolve(place), version);
    jdk(temp.resolve("usr/lib/jvm/java-17"), "17.0.15");

    assertThat(botswain(Map.of("JAVA_HOME", temp + "/usr/lib/jvm/java-17"), "serve").out())
        .startsWith(found + "/bin/java\n");
  }

  @Test
  void jdk_inPath_isFoundThroughItsLinks() throws Exception {
    var found = jdk(temp.resolve("elsewhere/jdk"), "25.0.3");
    Files.createSymbolicLink(temp.resolve("alternative"), found.resolve("bin/java"));
    Files.createSymbolicLink(tools.resolve("java"), temp.resolve("alternative"));

    assertThat(botswain(Map.of(), "serve").out()).startsWith(found + "/bin/java\n");
  }

  @Test
  void jdk_goodJavaHome_winsOverAllOthers() throws Exception {
    jdk(home.resolve(".jdks/temurin-25"), "25.0.3");
    var chosen = jdk(temp.resolve("my own jdk"), "27");
    var run = botswain(Map.of("JAVA_HOME", chosen.toString()), "serve");

    assertThat(run.out()).startsWith(chosen + "/bin/java\n");
    assertThat(mavenCalls()).singleElement().asString().startsWith(chosen + " ");
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

  @Test
  void bench_itsOptions_areItsOwn() throws Exception {
    systemJdk();
    write(tree.resolve("bench/pom.xml"), "");
    var maven =
        MAVEN.replace("server/target", "bench/target").replace("botswain-server", "botswain-bench");
    executable(tree.resolve("mvnw"), maven);

    assertThat(botswain(Map.of(), "bench", "--help").out())
        .contains("\ndev.botswain.bench.Main\n--help\n");
    assertThat(mavenCalls()).singleElement().asString().contains(" -pl bench -am ");
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
        .containsPattern("server\\.\\d+\\.\\d+/botswain-server-0.1.0.jar:/.*/netty.jar\n");
  }

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

  private record Run(int status, String out, String err) {}

  private Run botswain(Map<String, String> environment, String... words) throws Exception {
    return finish(start(tree, tree.resolve("botswain"), environment, words));
  }

  private Process start(
      Path directory, Path launcher, Map<String, String> environment, String... words)
      throws IOException {
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(words));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", tools.toString(), "HOME", home.toString()));
    builder.environment().putAll(environment);
    var process = builder.start();
    started.add(process);
    return process;
  }

  private static Run finish(Process process) throws Exception {
    var out = new String(process.getInputStream().readAllBytes(), UTF_8);
    var err = new StringBuilder();
    try (var lines = process.errorReader(UTF_8)) {
      lines.lines().forEach(line -> err.append(line).append('\n'));
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, err.toString());
  }

  private Optional<Path> cache() throws IOException {
    try (var files = Files.walk(tree.toRealPath().resolve("target/launcher"), 2)) {
      return files.filter(file -> file.endsWith("botswain.aot")).findFirst();
    }
  }

  private List<String> mavenCalls() throws IOException {
    return Files.readAllLines(tree.resolve("maven.calls"));
  }

  private void systemJdk() throws IOException {
    jdk(temp.resolve("usr/lib/jvm/temurin-25-jdk-amd64"), "25.0.3");
  }

  private static Path jdk(Path place, String version) throws IOException {
    write(
        place.resolve("release"),
        "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    executable(place.resolve("bin/java"), JAVA);
    executable(place.resolve("bin/javac"), "#!/bin/sh\n");
    return place;
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

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void executable(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path which(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(tool + " is not in PATH"));
  }
}

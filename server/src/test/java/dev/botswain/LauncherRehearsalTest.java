package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The launcher of the sources has the AOT cache made behind a start, until there is one.
class LauncherRehearsalTest extends LauncherFixture {
  private static final String CACHE = "botswain.aot";

  @BeforeEach
  void build() throws Exception {
    systemJdk();
    botswain(Map.of(), "serve");
  }

  @Test
  void run_afterRehearsal_usesItsCache() throws Exception {
    executable(tools.resolve("sleep"), "#!/bin/sh\n");
    var first = botswain(Map.of(), "serve");
    await().until(() -> generationsFile(CACHE), Optional::isPresent);
    var second = botswain(Map.of(), "serve");

    assertThat(first.out()).doesNotContain("AOTCache");
    assertThat(second.out()).contains("\n-XX:AOTCache=" + generation().resolve(CACHE) + "\n");
    var flags =
        "-XX:+UseSerialGC -XX:NewSize=40m -XX:SurvivorRatio=3 -XX:MinHeapFreeRatio=10"
            + " -XX:MaxHeapFreeRatio=25 -XX:+UseCompactObjectHeaders";
    assertThat(Files.readString(tree.resolve("rehearsed"))).startsWith(flags);
    assertThat(second.out().replace('\n', ' ')).contains(flags);
  }

  @Test
  void rehearsal_cutShortAnyNumberOfTimes_isTriedAgain() throws Exception {
    javaThat("kill -TERM $$");
    for (int i = 0; i < 5; i++) {
      assertThat(rehearse().status()).isEqualTo(143);
    }
    assertThat(files()).noneMatch(name -> name.contains("aot") || name.equals("rehearsal"));
    systemJdk();

    assertThat(rehearse().status()).isZero();
    assertThat(generationsFile(CACHE)).isPresent();
  }

  @Test
  void rehearsal_whoseProcessWasKilled_isTriedAgain() throws Exception {
    var killed = new ProcessBuilder("true").start();
    killed.waitFor();
    lock(killed.pid());

    assertThat(rehearse().status()).isZero();
    assertThat(generationsFile(CACHE)).isPresent();
    assertThat(files()).doesNotContain("rehearsal");
  }

  @Test
  void rehearsal_underWay_isNotStartedAgain() throws Exception {
    lock(ProcessHandle.current().pid());

    assertThat(rehearse().status()).isZero();
    assertThat(generationsFile(CACHE)).isEmpty();
    assertThat(files()).contains("rehearsal");
  }

  @Test
  void rehearsal_ofAProcessThatHasTheNumberOfAKilledOne_isTriedAgain() throws Exception {
    Path lock = lock(ProcessHandle.current().pid());
    var old = FileTime.from(Instant.now().minus(Duration.ofMinutes(11)));
    assertThat(
            new ProcessBuilder("touch", "-hd", old.toString(), lock.toString()).start().waitFor())
        .isZero();

    assertThat(rehearse().status()).isZero();
    assertThat(generationsFile(CACHE)).isPresent();
  }

  @Test
  void rehearsal_thatTheJvmCannotDo_isTriedThreeTimes() throws Exception {
    javaThat("echo tried >>tries; exit 7");
    for (int i = 0; i < 3; i++) {
      assertThat(rehearse().status()).isEqualTo(7);
    }

    assertThat(rehearse().status()).isZero();
    assertThat(Files.readAllLines(tree.resolve("tries"))).hasSize(3);
  }

  /// What the launcher does in the background, in the foreground.
  private Run rehearse() throws Exception {
    return botswain(Map.of(), "rehearse", generation().toString());
  }

  private void javaThat(String does) throws IOException {
    executable(
        temp.resolve("usr/lib/jvm/temurin-25-jdk-amd64/bin/java"), "#!/bin/sh\n" + does + "\n");
  }

  private Path lock(long pid) throws IOException {
    return Files.createSymbolicLink(generation().resolve("rehearsal"), Path.of(Long.toString(pid)));
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(generation())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which JDK the launcher finds.
class LauncherJdkTest extends LauncherFixture {
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
}

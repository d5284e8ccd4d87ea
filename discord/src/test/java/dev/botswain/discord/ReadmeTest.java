package dev.botswain.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The README's program, as printed except for Discord's address, with this module and the
/// libraries that it names.
@Timeout(60)
class ReadmeTest {
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final Pattern TESTS =
      Pattern.compile("[/\\\\](sim|test-classes)([/\\\\]|$)|logback|botswain-sim");

  @TempDir Path folder;

  @Test
  void program_ofTheReadme_logsInAndPrintsEvents() throws Exception {
    var program = PROGRAM.matcher(Files.readString(Path.of("README.md")));
    assertThat(program.find()).isTrue();
    try (Sim sim = Sim.start(SimOptions.DEFAULT)) {
      String here =
          replaced(
              program.group(1),
              Map.of("https://discord.com/api/v10", sim.apiUrl(), ", true", ", false"));
      Process bot = start(here, "demo-token");
      try (BufferedReader out = bot.inputReader()) {
        assertThat(untilGuild(out)).first().asString().startsWith("READY {");
      } finally {
        bot.destroyForcibly();
      }
    }
  }

  private static List<String> untilGuild(BufferedReader out) throws IOException {
    var lines = new ArrayList<String>();
    do {
      String line = out.readLine();
      assertThat(line).as(() -> "after " + lines).isNotNull();
      lines.add(line);
    } while (!lines.getLast().startsWith("GUILD_CREATE {"));
    return lines;
  }

  private static String replaced(String text, Map<String, String> others) {
    String now = text;
    for (var other : others.entrySet()) {
      assertThat(now).contains(other.getKey());
      now = now.replace(other.getKey(), other.getValue());
    }
    return now;
  }

  private Process start(String program, String token) throws IOException {
    Path file = Files.writeString(folder.resolve("Events.java"), program);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--class-path",
            moduleAndLibraries(),
            file.toString(),
            token)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Without what the tests need.
  private static String moduleAndLibraries() {
    String separator = System.getProperty("path.separator");
    return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(separator)))
        .filter(entry -> !TESTS.matcher(entry).find())
        .collect(Collectors.joining(separator));
  }
}

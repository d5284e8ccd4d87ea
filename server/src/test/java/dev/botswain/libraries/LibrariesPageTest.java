package dev.botswain.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.NodePackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/libraries.md` shows the code that the tests run.
class LibrariesPageTest {
  private static final Path PROGRAMS = NodePackages.root().resolve("server/src/test/libraries");

  /// The versions of libraries in `pom.xml` and in `package.json`.
  private static final Pattern VERSION =
      Pattern.compile(
          "</artifactId>\\s*<version>(?<maven>\\d+\\.[^<]+)<"
              + "|\"(?:eris|oceanic\\.js)\": *\"(?<npm>[^\"]+)\"");

  static Stream<Path> programs() throws IOException {
    return files("Bot.java", "bot.mjs", "bot.cjs", "bot.py");
  }

  static Stream<Path> dependencies() throws IOException {
    return files("pom.xml", "package.json");
  }

  private static Stream<Path> files(String... names) throws IOException {
    try (Stream<Path> files = Files.walk(PROGRAMS, 2)) {
      return files
          .filter(file -> List.of(names).contains(file.getFileName().toString()))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static String page() throws IOException {
    return Files.readString(NodePackages.root().resolve("docs/libraries.md"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_itsConnection_standsOnThePage(Path program) throws IOException {
    List<String> quoted =
        Files.readAllLines(program).stream()
            .dropWhile(line -> !line.contains("docs: begin"))
            .skip(1)
            .takeWhile(line -> !line.contains("docs: end"))
            .toList();
    assertThat(quoted).isNotEmpty();
    String code = quoted.stream().collect(Collectors.joining("\n")).stripIndent().strip();
    assertThat(page()).contains("\n" + code + "\n```");
  }

  @ParameterizedTest
  @MethodSource("dependencies")
  void library_itsVersion_standsInTheTable(Path dependencies) throws IOException {
    List<String> versions =
        VERSION
            .matcher(Files.readString(dependencies))
            .results()
            .map(found -> found.group("maven") == null ? found.group("npm") : found.group("maven"))
            .toList();
    assertThat(versions).isNotEmpty();
    String table = page().lines().filter(line -> line.startsWith("| ")).toList().toString();
    assertThat(versions).allSatisfy(version -> assertThat(table).contains(version));
  }
}

package dev.botswain.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Checks that the pages that list the settings match the table that the code reads. Each page ends
/// with that list; the text before it is written by hand. With `-Dpages=write`, the test
/// regenerates the lists.
class SettingsPagesTest {
  private static final Path ROOT = Path.of("..");
  private static final int WIDTH = 84;

  @Test
  void settings_documentation_listsThem() throws IOException {
    var rows =
        Settings.all(Config.class).stream()
            .map(setting ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(
                        setting.name(),
                        setting.description() + (setting.secret() ? " Secret." : ""),
                        setting.kind().expected(),
                        setting.preset().isEmpty() ? "" : "`" + setting.preset() + "`"))
            .collect(joining());
    assertEnds(
        ROOT.resolve("docs/configuration.md"),
        "| Name | Meaning | Expected | Default |\n|---|---|---|---|\n" + rows);
  }

  @Test
  void settings_exampleEnvironment_listsThem() throws IOException {
    var entries =
        Settings.all(Config.class).stream()
            .map(setting ->
                wrapped(setting.description(), "# ")
                    + wrapped("Expected: " + setting.kind().expected(), "# ")
                    + "#%s=%s\n".formatted(setting.name(), setting.preset()))
            .collect(joining("\n"));
    assertEnds(ROOT.resolve(".env.example"), entries);
  }

  @Test
  void settings_help_listsThem() throws IOException {
    var entries =
        Settings.all(Config.class).stream()
            .map(setting ->
                "  %s=%s\n".formatted(setting.name(), setting.preset())
                    + wrapped(setting.description(), "      "))
            .collect(joining());
    assertEnds(ROOT.resolve("server/src/main/resources/dev/botswain/help.txt"), entries);
  }

  @Test
  void settings_names_areOursOrOpenTelemetrysAndUnique() {
    assertThat(Settings.all(Config.class))
        .extracting(setting -> (Object) setting.name())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.toString().matches("(BOTSWAIN|OTEL)_[A-Z_]+"));
  }

  private static void assertEnds(Path page, String list) throws IOException {
    var text = Files.readString(page);
    if ("write".equals(System.getProperty("pages"))) {
      var firstLine = list.substring(0, list.indexOf('\n') + 1);
      int start = text.indexOf(firstLine);
      text = (start < 0 ? text : text.substring(0, start)) + list;
      Files.writeString(page, text);
    }
    assertThat(text)
        .withFailMessage(
            "%s is out of date; see \"Settings\" in CONTRIBUTING.md", page.getFileName())
        .endsWith("\n\n" + list);
  }

  /// Markdown as plain text, in lines that begin with `margin`.
  private static String wrapped(String markdown, String margin) {
    var lines = new StringBuilder();
    var line = new StringBuilder(margin);
    var plain = markdown.replace("`", "").replaceAll("\\[(.*?)\\]\\(.*?\\)", "$1");
    for (var word : plain.split(" ")) {
      if (line.length() + word.length() > WIDTH) {
        lines.append(line.toString().stripTrailing()).append('\n');
        line.setLength(margin.length());
      }
      line.append(word).append(' ');
    }
    return lines.append(line.toString().stripTrailing()).append('\n').toString();
  }
}

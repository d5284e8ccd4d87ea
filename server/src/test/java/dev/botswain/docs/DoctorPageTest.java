package dev.botswain.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.doctor.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Checks that `docs/doctor.md` has the findings that the doctor knows; with `-Dpages=write` it
/// writes them below the last line that is written by hand.
class DoctorPageTest {
  private static final Path PAGE = Path.of("..", "docs", "doctor.md");
  private static final String BEGIN = "## Findings\n";

  @Test
  void page_findings_areThoseThatThereAre() throws IOException {
    String page = Files.readString(PAGE);
    String expected = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + findings();
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, expected);
    }

    assertThat(PAGE).hasContent(expected);
  }

  private static String findings() {
    var all = new StringBuilder();
    for (FindingCode code : FindingCode.values()) {
      all.append("\n### ").append(code.code()).append('\n');
      all.append("*").append(code.severity().label()).append("* · ");
      all.append(code.sentence()).append("\n\n").append(code.remedy()).append('\n');
    }
    return all.toString();
  }
}

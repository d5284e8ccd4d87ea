package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The chart's page lists the values with their defaults.
class ChartPageTest {
  private static final Path PAGE = Chart.FOLDER.resolve("README.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`[A-Za-z.*]+`(?:, )?)+) \\| ([^|]*) \\| ");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @Test
  void values_onThePage_areThoseOfTheChart() throws IOException {
    var defaults = new TreeMap<String, String>();
    defaults("", Chart.values(), defaults);
    var open = new TreeSet<>(defaults.keySet());

    for (Map.Entry<String, String> row : rows().entrySet()) {
      String name = row.getKey();
      if (name.endsWith(".*")) {
        String group = name.substring(0, name.length() - 1);
        assertThat(open.removeIf(it -> it.startsWith(group))).as(name).isTrue();
        continue;
      }
      assertThat(open.remove(name)).as("a value %s", name).isTrue();
      if (row.getValue().startsWith("`")) {
        assertThat(row.getValue()).as(name).isEqualTo("`" + defaults.get(name) + "`");
      }
    }
    assertThat(open).isEmpty();
  }

  /// The column of defaults, by the names of the first column.
  private static Map<String, String> rows() throws IOException {
    String text = Files.readString(PAGE);
    var rows = new HashMap<String, String>();
    for (MatchResult row :
        ROW.matcher(text.substring(text.indexOf("## Values"))).results().toList()) {
      NAME.matcher(row.group(1))
          .results()
          .map(it -> it.group(1))
          .filter(name -> !name.equals("value"))
          .forEach(name -> assertThat(rows.put(name, row.group(2))).as(name).isNull());
    }
    return rows;
  }

  private static void defaults(String prefix, Map<?, ?> values, Map<String, String> into)
      throws JsonProcessingException {
    for (var entry : values.entrySet()) {
      String name = prefix + entry.getKey();
      if (entry.getValue() instanceof Map<?, ?> inner && !inner.isEmpty()) {
        defaults(name + ".", inner, into);
      } else if (entry.getValue() instanceof String text && !text.isEmpty()) {
        into.put(name, text);
      } else {
        into.put(name, new ObjectMapper().writeValueAsString(entry.getValue()));
      }
    }
  }
}

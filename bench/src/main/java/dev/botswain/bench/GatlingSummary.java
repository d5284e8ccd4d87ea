package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gatling's summary of all requests at the end of a run. Gatling writes no file of it for
/// programs, so it is read from the printed output.
record GatlingSummary(Map<String, Count> rows) {
  private static final Pattern ROW =
      Pattern.compile("> ([^|]*\\S) +\\| +([\\d,.]+) \\| +[\\d,.-]+ \\| +([\\d,.-]+)");

  record Count(double total, double failed) {}

  /// @param log of a finished run
  static GatlingSummary of(Path log) throws IOException {
    String text = Files.readString(log);
    var rows = new LinkedHashMap<String, Count>();
    Matcher row = ROW.matcher(text.substring(Math.max(0, text.lastIndexOf("Global Information"))));
    while (row.find()) {
      rows.put(row.group(1), new Count(number(row.group(2)), number(row.group(3))));
    }
    if (!rows.containsKey("request count")) {
      throw new IOException("Gatling did not finish; its log is " + log);
    }
    return new GatlingSummary(rows);
  }

  private static double number(String text) {
    return text.equals("-") ? 0 : Double.parseDouble(text.replace(",", ""));
  }

  /// The row that begins with these words.
  Count get(String words) {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().startsWith(words))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElseThrow(() -> new IllegalStateException("Gatling does not tell the " + words));
  }
}

package dev.botswain.cli;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The terminal that output goes to.
///
/// @param rows its height
/// @param columns its width
/// @param colour whether it shows colours
record Terminal(int rows, int columns, boolean colour) {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})");
  private static final int USUAL_ROWS = 24;
  private static final int USUAL_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 20;

  /// @param size what the launcher read from `stty size`; empty if the size is unknown, null if the
  ///   output is not a terminal
  /// @return null if the output is not a terminal
  static @Nullable Terminal of(@Nullable String size, Map<String, String> environment) {
    if (size == null) {
      return null;
    }
    // https://no-color.org: any value that is not empty.
    boolean colour =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    var found = SIZE.matcher(size);
    boolean known = found.matches() && !found.group(2).equals("0");
    return new Terminal(
        known ? Integer.parseInt(found.group(1)) : USUAL_ROWS,
        known ? Math.max(FEWEST_COLUMNS, Integer.parseInt(found.group(2))) : USUAL_COLUMNS,
        colour);
  }
}

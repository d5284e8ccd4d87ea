package dev.botswain.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Suggests an existing word for one that does not exist.
public final class Nearest {
  private static final int LONGEST = 100;

  private Nearest() {}

  /// The most similar one, ignoring case; empty if none is similar. Three letters may be wrong, in
  /// short words fewer.
  public static Optional<String> of(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    var word = written.toUpperCase(Locale.ROOT);
    int most = Math.min(3, (word.length() + 1) / 3);
    return closest(written, known)
        .filter(each -> distance(word, each.toUpperCase(Locale.ROOT)) <= most);
  }

  /// The most similar one, however little that is; empty if there is none.
  public static Optional<String> closest(String written, Collection<String> known) {
    var word = written.toUpperCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(each -> distance(word, each.toUpperCase(Locale.ROOT))));
  }

  /// How many characters must be inserted, deleted or replaced to turn one word into the other
  /// (Levenshtein).
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}

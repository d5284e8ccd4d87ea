package dev.botswain.error;

import dev.botswain.config.Nearest;
import java.util.Collection;

/// The hint for callers who write an unknown word.
public final class Choices {
  private static final int LONGEST_SHOWN = 64;

  private Choices() {}

  public static RequestRefusedException refusal(
      String field, String written, Collection<String> known) {
    return RequestRefusedException.field(
        field, "must be one of " + String.join(", ", known) + meant(written, known));
  }

  /// `; perhaps content is meant`, or nothing.
  public static String meant(String written, Collection<String> known) {
    return Nearest.of(written, known).map(each -> "; perhaps " + each + " is meant").orElse("");
  }

  /// A name from outside, shortened for use in an error.
  public static String shown(String name) {
    return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
  }
}

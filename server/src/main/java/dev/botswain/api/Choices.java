package dev.botswain.api;

import dev.botswain.config.Nearest;
import java.util.Collection;

/// What is said to those who write a word that is none of those there are.
final class Choices {
  private Choices() {}

  static RequestRefusedException refusal(String field, String written, Collection<String> known) {
    return RequestRefusedException.field(
        field, "must be one of " + String.join(", ", known) + meant(written, known));
  }

  /// `; perhaps content is meant`, or nothing.
  static String meant(String written, Collection<String> known) {
    return Nearest.of(written, known).map(each -> "; perhaps " + each + " is meant").orElse("");
  }
}

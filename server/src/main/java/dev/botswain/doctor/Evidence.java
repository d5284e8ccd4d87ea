package dev.botswain.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/// The facts of a finding, in order.
final class Evidence {
  private final Map<String, Object> facts = new LinkedHashMap<>();

  static Evidence of(String name, Object fact) {
    return new Evidence().and(name, fact);
  }

  Evidence and(String name, Object fact) {
    facts.put(name, fact);
    return this;
  }

  /// An id is a text, because programs read large numbers inexactly.
  Evidence id(String name, long id) {
    return and(name, Long.toUnsignedString(id));
  }

  Map<String, Object> facts() {
    return facts;
  }
}

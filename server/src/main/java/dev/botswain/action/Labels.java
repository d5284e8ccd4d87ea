package dev.botswain.action;

import dev.botswain.error.Choices;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The names that our API gives to one set of Discord's numbers.
public final class Labels {
  /// The name of a number that is newer than this server.
  public static final String UNKNOWN = "unknown";

  private final SortedMap<Integer, String> byNumber;
  private final Map<String, Integer> byName = new HashMap<>();

  private Labels(SortedMap<Integer, String> byNumber) {
    this.byNumber = Collections.unmodifiableSortedMap(byNumber);
    byNumber.forEach((number, name) -> byName.put(name, number));
  }

  static Labels of(Map<Integer, String> byNumber) {
    return new Labels(new TreeMap<>(byNumber));
  }

  /// Names of `first`, the number after it, and so on.
  static Labels from(int first, String... names) {
    var byNumber = new TreeMap<Integer, String>();
    for (String name : names) {
      byNumber.put(first + byNumber.size(), name);
    }
    return new Labels(byNumber);
  }

  public SortedMap<Integer, String> all() {
    return byNumber;
  }

  /// `unknown` for a number that is newer than this server.
  String label(int number) {
    return byNumber.getOrDefault(number, UNKNOWN);
  }

  /// @param field that contains the name, for the error
  /// @throws RequestRefusedException if there is no such name
  int number(String field, String name) {
    Integer number = byName.get(name);
    if (number == null) {
      throw Choices.refusal(field, name, byNumber.values());
    }
    return number;
  }
}

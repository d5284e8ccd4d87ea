package dev.botswain.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the checks of one examination have found so far. Of one kind it keeps twenty, and says how
/// many more there are.
final class Findings {
  /// A bot in thousands of guilds may have the same trouble in each.
  private static final int MOST_OF_A_KIND = 20;

  private final @Nullable String applicationId;
  private final Map<String, Finding> bySubject = new LinkedHashMap<>();
  private final Map<FindingCode, Integer> counts = new HashMap<>();
  private final Map<String, Object> unchecked = new LinkedHashMap<>();
  private final Set<String> concerned = new LinkedHashSet<>();
  private String check = "";

  Findings(@Nullable String applicationId) {
    this.applicationId = applicationId;
  }

  /// From now on, this check finds.
  void by(String name) {
    check = name;
  }

  /// Something is wrong, once.
  void add(FindingCode code, Evidence evidence) {
    add(code, code.severity(), "", evidence);
  }

  /// Something is wrong with one of several things.
  ///
  /// @param subject which one, such as a guild's id; the same one is told once
  void add(FindingCode code, String subject, Evidence evidence) {
    add(code, code.severity(), subject, evidence);
  }

  void add(FindingCode code, Severity severity, String subject, Evidence evidence) {
    concerned.add(check);
    String key = code + " " + subject;
    if (bySubject.containsKey(key)) {
      return;
    }
    if (counts.merge(code, 1, Integer::sum) <= MOST_OF_A_KIND) {
      bySubject.put(key, Finding.of(code, severity, check, evidence.facts(), applicationId));
    }
  }

  /// All checks have been made: leaves out what only follows from another finding.
  void conclude() {
    Set<FindingCode> causes = Set.copyOf(counts.keySet());
    counts.keySet().removeIf(code -> Consequences.isOne(code, causes));
    Set<String> left = counts.keySet().stream().map(FindingCode::code).collect(Collectors.toSet());
    bySubject.values().removeIf(finding -> !left.contains(finding.code()));
  }

  /// Nothing can be said, because a part of what it needs is missing.
  void unknown(String because) {
    unchecked.putIfAbsent(check, because);
  }

  /// Whether a check found nothing and missed nothing.
  boolean isClean(String name) {
    return !concerned.contains(name) && !unchecked.containsKey(name);
  }

  /// Whether a check could not say anything.
  boolean isUnknown(String name) {
    return unchecked.containsKey(name);
  }

  /// By their key, which stays the same while a finding lasts.
  Map<String, Finding> bySubject() {
    return bySubject;
  }

  /// All, the worst first.
  List<Finding> all() {
    var all = new ArrayList<>(bySubject.values());
    counts.forEach((code, count) -> {
      if (count > MOST_OF_A_KIND) {
        all.add(
            Finding.of(
                code,
                Severity.NOTICE,
                "",
                Evidence.of("more", count - MOST_OF_A_KIND).facts(),
                applicationId));
      }
    });
    if (!unchecked.isEmpty()) {
      all.add(
          Finding.of(
              FindingCode.NOT_CHECKED,
              Severity.NOTICE,
              "",
              Evidence.of("because", unchecked).facts(),
              applicationId));
    }
    all.sort(Comparator.comparing(Finding::howBad));
    return all;
  }
}

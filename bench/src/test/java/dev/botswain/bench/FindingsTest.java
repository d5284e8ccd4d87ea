package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
  private final Findings findings = new Findings();

  @Test
  void goal_ratioOfMediansOnTheRightSide_isMet() {
    add("botswain", 90, 100, 500);
    add("original", 10, 50, 60);

    findings.atLeast(2, "original", "reads", "requests/s");
    findings.atMost(1.9, "original", "reads", "requests/s");

    assertThat(findings.goals()).extracting(Goal::met).containsExactly(true, false);
    assertThat(findings.goals()).extracting(Goal::found).containsOnly("2.00 ×");
  }

  @Test
  void goal_peerIsMissing_isNotMet() {
    add("botswain", 1);

    findings.atLeast(2, "original", "reads", "requests/s");

    assertThat(findings.goals()).extracting(Goal::met).containsExactly(false);
  }

  @Test
  void figures_evenNumberOfRuns_medianIsBetween() {
    add("botswain", 4, 1, 3, 2);

    assertThat(findings.figures().getFirst()).hasToString("2.50 (1.00 to 4.00)");
  }

  private void add(String side, double... values) {
    for (double value : values) {
      findings.add("reads", "requests/s", side, value);
    }
  }
}

package dev.botswain.bench;

import java.util.List;

/// The result of a [KillRun].
///
/// @param readers a line for each reader
/// @param identifies the number of IDENTIFYs that the sim counted
/// @param complaints what should not have happened
record KillReport(List<String> readers, int identifies, int resumes, List<String> complaints) {
  @Override
  public String toString() {
    return "%s%nIDENTIFY %s times, RESUME %s times%n%s"
        .formatted(
            String.join("\n", readers),
            identifies,
            resumes,
            complaints.isEmpty() ? "nothing lost" : String.join("\n", complaints));
  }
}

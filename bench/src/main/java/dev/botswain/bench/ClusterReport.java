package dev.botswain.bench;

import java.util.List;
import java.util.stream.Collectors;

/// The result of a [ClusterRun].
///
/// @param steps what came of each fault
/// @param readers a line for each reader
/// @param goneBack how often a reader whose position the server keeps got earlier events again, at
///   most
/// @param identifies the number of IDENTIFYs that the sim counted
/// @param refusals what nodes wanted to store of bots that were not theirs any more
/// @param complaints what should not have happened
record ClusterReport(
    List<Step> steps,
    List<String> readers,
    int goneBack,
    int identifies,
    int resumes,
    int refusals,
    List<String> complaints) {
  @Override
  public String toString() {
    return "%s%n%s%nIDENTIFY %s times, RESUME %s times, %s refusals%n%s"
        .formatted(
            steps.stream().map(Step::toString).collect(Collectors.joining("\n")),
            String.join("\n", readers),
            identifies,
            resumes,
            refusals,
            complaints.isEmpty() ? "nothing lost" : String.join("\n", complaints));
  }
}

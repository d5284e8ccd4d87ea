package dev.botswain.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.bot.Bot;
import dev.botswain.doctor.HealthCheck.Needs;
import dev.botswain.doctor.Report.Subject;
import dev.botswain.time.Timestamp;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes a [Report] of an [Examination].
final class ReportBuilder {
  private ReportBuilder() {}

  /// @param began by the system's ticker
  static Report report(Examination of, long began) {
    boolean isKnown = of.known() != null;
    Findings found = HealthChecks.run(of, check -> isKnown || check.needs() == Needs.DISCORD);
    if (!isKnown && subject(of) != null) {
      found.add(
          FindingCode.CANNOT_BE_KNOWN,
          Evidence.of("checks", names(check -> check.needs() != Needs.DISCORD)));
    }
    List<Finding> findings = found.all();
    long application = of.applicationId();
    return new Report(
        subject(of),
        application == 0 ? null : Long.toUnsignedString(application),
        Timestamp.of(of.now()),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
        of.replies().requests(),
        findings.stream().allMatch(Finding::isNotice),
        findings,
        names(check -> (isKnown || check.needs() == Needs.DISCORD) && found.isClean(check.name())),
        application == 0 ? null : Invite.of(application, routes(of.known())));
  }

  private static List<String> names(Predicate<HealthCheck> which) {
    return HealthChecks.ALL.stream().filter(which).map(HealthCheck::name).toList();
  }

  private static Set<String> routes(@Nullable Bot bot) {
    return bot == null ? Set.of() : bot.insight().requests().routes();
  }

  private static @Nullable Subject subject(Examination of) {
    if (of.known() != null) {
      return new Subject(Long.toUnsignedString(of.bot().id()), of.bot().user().username());
    }
    return of.replies().to(Question.ME) instanceof Reply.Given(JsonNode me, _, _, _)
        ? new Subject(me.path("id").asText(), me.path("username").textValue())
        : null;
  }
}

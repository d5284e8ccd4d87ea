package dev.botswain.doctor;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All checks, in the order in which they are shown.
final class HealthChecks {
  private static final Logger log = LoggerFactory.getLogger(HealthChecks.class);

  static final List<HealthCheck> ALL =
      Stream.of(
              TokenChecks.all(),
              PortalChecks.all(),
              GatewayChecks.all(),
              CommandChecks.all(),
              GuildChecks.all(),
              PermissionChecks.all(),
              ServerChecks.all())
          .flatMap(List::stream)
          .toList();

  private HealthChecks() {}

  /// Whether a check needs no answer of Discord's.
  static boolean isCheap(String name) {
    return ALL.stream().anyMatch(check -> check.name().equals(name) && check.isCheap());
  }

  static Findings run(Examination of, Predicate<HealthCheck> which) {
    long application = of.applicationId();
    var found = new Findings(application == 0 ? null : Long.toUnsignedString(application));
    for (HealthCheck check : ALL) {
      if (which.test(check)) {
        found.by(check.name());
        try {
          check.look().at(of, found);
        } catch (RuntimeException failure) { // The other checks still say what they find.
          log.atWarn().addKeyValue("check", check.name()).setCause(failure).log("check failed");
          found.unknown("the check itself failed");
        }
      }
    }
    found.conclude();
    return found;
  }
}

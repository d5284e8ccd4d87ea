package dev.botswain.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Wall-clock time is for people and ids. Code that compares or subtracts it waits an hour when the
/// clock steps back by one, so waiting uses a [dev.botswain.time.Ticker].
class WallTimeTest {
  /// Methods that compare wall-clock time, or turn it into a number that can be compared.
  private static final Map<Class<?>, Set<String>> COMPARING =
      Map.of(
          Instant.class, Set.of("isBefore", "isAfter", "compareTo", "until", "now"),
          Duration.class, Set.of("between"),
          ChronoUnit.class, Set.of("between"),
          InstantSource.class, Set.of("millis"),
          Clock.class, Set.of("millis"),
          System.class, Set.of("currentTimeMillis"));

  /// The code that may use them, and why.
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("audit.Audit", "ids are above those of every earlier run"),
          Map.entry("bot.OpenInteractions", "how old an interaction is that came late, by its id"),
          Map.entry("event.EventLog", "events and their ids say when they came"),
          Map.entry("event.EventLogs", "ids are above those of every earlier run"),
          Map.entry("relay.RestErrors", "a header of Discord's that names a moment"),
          Map.entry("discord.rest.Route", "how old a message is by its id"),
          Map.entry("guild.Member", "until when a time-out lasts, as Discord says"),
          Map.entry(
              "doctor.ServerChecks", "when sessions end, which is told, and how old events are"),
          Map.entry("http.Tls", "until when a certificate is good"),
          Map.entry("operator.BotsResource", "how old events are, which is told"),
          Map.entry("operator.OperatorKey", "until when a former key is good is stored"),
          Map.entry(
              "operator.OperatorLogins", "a set expiry, which is told, and outlives the process"),
          Map.entry("operator.EndedLogins", "the same"),
          Map.entry("operator.WebhooksResource", "how old events are, which is told"),
          Map.entry("session.Lifetime", "a set expiry and one without use, both of which are told"),
          Map.entry("session.Lifetimes", "what passed between two runs no ticker tells"),
          Map.entry("store.AuditFilter", "the times that a reader asks for"),
          Map.entry("store.memory.MemoryAudit", "how long records are kept, as the disk does it"),
          Map.entry("store.postgres.PostgresTrim", "how far this clock is ahead of the database's"),
          Map.entry("store.sqlite.Backup", "a backup says when it was made"),
          Map.entry(
              "tenant.Invitation", "a set expiry, which is told, and passes without a server"),
          Map.entry("webhook.RetryAfter", "a header that names a moment"),
          Map.entry("webhook.RetryState", "a webhook's first failure, which is told"),
          Map.entry("webhook.Webhooks", "an event that is made for a test says when"),
          Map.entry("webhook.WebhookSecrets", "until when a former secret is good is stored"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.botswain");

  @Test
  void wallTime_whoeverComparesIt_hasAReason() {
    var comparing = new TreeSet<String>();
    CLASSES.stream()
        .filter(type -> !type.getPackageName().startsWith("dev.botswain.sim"))
        .flatMap(type -> type.getMethodCallsFromSelf().stream())
        .filter(WallTimeTest::compares)
        .forEach(call -> comparing.add(outermost(call)));

    assertThat(comparing).isSubsetOf(ALLOWED.keySet());
  }

  private static boolean compares(JavaMethodCall call) {
    return COMPARING.entrySet().stream()
        .anyMatch(one ->
            call.getTargetOwner().isEquivalentTo(one.getKey())
                && one.getValue().contains(call.getTarget().getName()));
  }

  private static String outermost(JavaMethodCall call) {
    return call.getOriginOwner()
        .getName()
        .replaceFirst("dev\\.botswain\\.", "")
        .replaceFirst("\\$.*", "");
  }
}

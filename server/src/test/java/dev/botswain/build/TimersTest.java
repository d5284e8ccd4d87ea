package dev.botswain.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Checks that no code keeps a timer's id. Ids are numbers from 0, so a field that was never set
/// names another timer: a webhook whose first attempt failed once stopped the clock of an event
/// loop.
class TimersTest {
  private static final String SIM = "dev.botswain.sim..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.botswain");

  @Test
  void timers_ofTheServer_areAlarms() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Alarm.class)
        .and()
        .resideOutsideOfPackage(SIM)
        .should()
        .callMethodWhere(isOneOf("setTimer", "setPeriodic", "cancelTimer"))
        .check(CLASSES);
  }

  /// The sim's timers end by themselves.
  @Test
  void timers_ofTheSim_areNeverCancelled() {
    noClasses()
        .that()
        .resideInAPackage(SIM)
        .should()
        .callMethodWhere(isOneOf("cancelTimer"))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaCall<?>> isOneOf(String... names) {
    var methods = Set.of(names);
    return DescribedPredicate.describe(
        "one of Vert.x's " + methods,
        call ->
            call.getTargetOwner().isAssignableTo(Vertx.class) && methods.contains(call.getName()));
  }
}

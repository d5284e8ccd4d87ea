package dev.botswain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/// What no code of ours calls, because it once did harm.
class ForbiddenCallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.botswain");

  /// It throws checked failures undeclared, past those who catch unchecked ones: a server whose
  /// port was taken lived on. [dev.botswain.bot.Await] does not.
  @Test
  void vertxAwait_nobody_callsIt() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.<JavaCall<?>>describe(
                "Vert.x's await",
                call ->
                    call.getTargetOwner().isAssignableTo(Future.class)
                        && call.getName().equals("await")))
        .check(CLASSES);
  }
}

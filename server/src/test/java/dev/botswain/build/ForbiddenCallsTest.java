package dev.botswain.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Calls that our code must not make, because each once did harm.
class ForbiddenCallsTest {
  private static final Pattern FOR_PEOPLE =
      Pattern.compile("%[-#+0,(]*\\d*(\\.\\d+)?[deEfgGaAtTX](?![0-9A-F])");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.botswain");

  /// It throws undeclared checked exceptions, which pass handlers of unchecked ones: a server whose
  /// port was taken kept running. [dev.botswain.time.Await] does not.
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

  /// Output for machines must not depend on the server's locale: in a Persian locale the server did
  /// not start. Error Prone's DefaultLocale checks this too if a format is a constant.
  @Test
  void defaultLocale_nobody_formatsByIt() {
    noClasses()
        .should()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .orShould()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
        .check(CLASSES);
  }

  /// `"%s".formatted(7)` writes a number in the format of code, `"%d".formatted(7)` in that of the
  /// locale.
  @Test
  void formatted_anywhere_hasNoNumbersForPeople() throws IOException {
    var wrong = new ArrayList<String>();
    for (String folder :
        List.of("server/src/main", "discord/src/main", "sim/src/main", "bench/src/main")) {
      try (Stream<Path> files = Files.walk(Path.of("..", folder))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          String source = Files.readString(file);
          if (!source.contains("Locale.ROOT")) {
            source
                .lines()
                .filter(line -> !line.strip().startsWith("//"))
                .filter(line -> FOR_PEOPLE.matcher(line).find())
                .forEach(line -> wrong.add(file.getFileName() + ": " + line.strip()));
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
  }
}

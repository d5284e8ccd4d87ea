package dev.botswain;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the arrows of `docs/design.md`: which package may see which. A package that does not exist
/// yet breaks no rule, but one that is in no tier does.
class ArrowsTest {
  /// From the callers' side to the bottom; a package may see those of later tiers, and its
  /// neighbours if that makes no circle.
  private static final List<List<String>> TIERS =
      List.of(
          List.of("api", "relay", "webhook"),
          List.of("session"),
          List.of("bot"),
          List.of("event"),
          List.of("store"));

  /// The Discord client, a module of its own: each of its packages, and which of the others it may
  /// see. None sees the server; the server may see all.
  private static final Map<String, List<String>> CLIENT =
      Map.of(
          "discord.gateway", List.of("discord.protocol", "net", "time"),
          "discord.rest", List.of("discord.protocol", "net", "share", "time"),
          "discord.protocol", List.of(),
          "net", List.of("time"),
          "share", List.of(),
          "time", List.of());

  /// What stands beside the tiers: it sees no other package of the server, and all may see it.
  private static final List<String> SEEN_BY_ALL = List.of("config", "hash", "limit");

  private static final String ROOT = "dev.botswain";
  private static final String SIM = "dev.botswain.sim..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT)
          .that(resideOutsideOfPackage(SIM));

  @TestFactory
  Stream<DynamicTest> tier_laterPackages_doNotSeeItsOwn() {
    return IntStream.range(1, TIERS.size())
        .mapToObj(tier ->
            DynamicTest.dynamicTest(
                TIERS.get(tier).toString(),
                () ->
                    noClasses()
                        .that()
                        .resideInAnyPackage(packages(TIERS.subList(tier, tier + 1)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(packages(TIERS.subList(0, tier))))
                        .allowEmptyShould(true)
                        .check(CLASSES)));
  }

  @Test
  void packages_neighbours_makeNoCircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void root_otherPackages_doNotSeeIt() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT))
        .check(CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> seenByAll_otherPackages_areNotSeenByIt() {
    return SEEN_BY_ALL.stream()
        .map(name -> ROOT + "." + name + "..")
        .map(one ->
            DynamicTest.dynamicTest(
                one,
                () ->
                    noClasses()
                        .that()
                        .resideInAPackage(one)
                        .should()
                        .dependOnClassesThat(
                            resideInAPackage(ROOT + "..")
                                .and(resideOutsideOfPackage(one))
                                .and(resideOutsideOfPackages(client())))
                        .check(CLASSES)));
  }

  @TestFactory
  Stream<DynamicTest> client_itsPackages_seeWhatTheyMay() {
    return CLIENT.entrySet().stream()
        .map(row -> {
          var itself = ROOT + "." + row.getKey() + "..";
          var seen =
              Stream.concat(
                      row.getValue().stream().map(name -> ROOT + "." + name + ".."),
                      Stream.of(itself))
                  .toArray(String[]::new);
          return DynamicTest.dynamicTest(
              row.getKey(),
              () ->
                  noClasses()
                      .that()
                      .resideInAPackage(itself)
                      .should()
                      .dependOnClassesThat(
                          resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(seen)))
                      .check(CLASSES));
        });
  }

  private static String[] client() {
    return CLIENT.keySet().stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }

  @Test
  void log_onlyRoot_seesIt() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, "dev.botswain.log..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.botswain.log.."))
        .check(CLASSES);
  }

  @Test
  void sim_onlyDemo_seesIt() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".Demo")
        .should()
        .dependOnClassesThat(resideInAPackage(SIM))
        .check(CLASSES);
  }

  @Test
  void package_everyOne_hasItsPlace() {
    var places =
        Stream.concat(
                Stream.of(ROOT, "dev.botswain.log.."),
                Stream.concat(
                    Stream.of(client()),
                    Stream.concat(
                        Stream.of(packages(TIERS)), Stream.of(packages(List.of(SEEN_BY_ALL))))))
            .toArray(String[]::new);
    classes().should().resideInAnyPackage(places).check(CLASSES);
  }

  @Test
  void package_everyOne_isNullMarked() {
    var packages = CLASSES.stream().map(JavaClass::getPackage).distinct().toList();

    assertThat(packages).isNotEmpty().allMatch(one -> one.isAnnotatedWith(NullMarked.class));
  }

  @Test
  void name_anyType_saysWhatItIs() {
    classes()
        .should()
        .haveNameNotMatching(
            ".*(Impl|Util|Utils|Manager|Helper)|.*\\.(Default|Base|Abstract)[A-Z]\\w*")
        .check(CLASSES);
  }

  private static String[] packages(List<List<String>> tiers) {
    return tiers.stream()
        .flatMap(List::stream)
        .map(name -> ROOT + "." + name + "..")
        .toArray(String[]::new);
  }
}

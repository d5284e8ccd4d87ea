package dev.botswain.build;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Checks the dependencies in `docs/design.md`: exactly which package uses which. A dependency that
/// is not listed here fails, and so does a listed one that does not exist.
class ArrowsTest {
  private static final String ROOT = "dev.botswain";
  private static final String SIM = "dev.botswain.sim..";

  /// One package per line, and the packages that it uses. The root package, which connects all, is
  /// not listed.
  private static final String ARROWS =
      """
      action -> audit bot discord.gateway discord.protocol discord.rest error guild hash inspect json limit session store time
      api -> action audit audit.http bot config discord.gateway discord.protocol discord.rest doctor error event guild http inspect json limit secret session share store tenant time webhook
      audit -> config limit share store time
      audit.http -> audit error http limit share store time
      bot -> cluster config discord.gateway discord.protocol discord.rest event guild hash inspect json limit secret share store tenant time trace
      cli -> config secret store store.postgres store.sealing store.sql store.sqlite time
      cluster -> store time
      config -> secret
      console -> action api bot config error event hash http limit net operator secret session share tenant time
      discord.gateway -> discord.protocol net secret time
      discord.protocol ->
      discord.rest -> discord.protocol net secret share time
      doctor -> bot config discord.gateway discord.protocol discord.rest event guild json secret session store time webhook
      error -> config
      event -> config discord.protocol limit store time trace
      forward -> cluster error http limit share store tenant time trace
      guild -> discord.protocol json store
      hash ->
      http -> config error hash limit share time trace
      inspect -> discord.rest limit share time trace
      json ->
      limit -> share
      log -> config time
      net -> time
      operator -> audit audit.http bot config discord.gateway discord.protocol doctor error event hash http limit log secret session store tenant time webhook
      relay -> bot discord.rest error event guild http json limit share time
      relay.gateway -> bot cluster config discord.gateway discord.protocol error event guild http json limit relay session share store time
      relay.rest -> audit bot config discord.rest error http inspect limit relay session share trace
      secret ->
      session -> audit bot config event guild hash limit secret share store tenant time
      share ->
      store -> secret
      store.memory -> limit store
      store.postgres -> config secret store store.sealing store.sql
      store.sealing -> store
      store.sql -> secret store store.sealing time
      store.sqlite -> store store.sealing store.sql
      tenant -> config error hash limit secret store time
      time ->
      trace ->
      trace.otlp -> config secret trace
      webhook -> audit bot config event limit net session share store time trace
      """;

  /// The most types of a package in one cycle, each of which uses the next: such a cycle can only
  /// be understood as a whole.
  private static final int LARGEST_CIRCLE = 6;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT)
          .that(resideOutsideOfPackage(SIM));

  @Test
  void arrows_ofThePackages_areThoseThatAreWritten() {
    assertThat(written(arrows())).isEqualTo(ARROWS);
  }

  @Test
  void arrows_allTogether_makeNoCircle() {
    var all = arrows();

    assertThat(new Circles<>(all.keySet(), one -> all.getOrDefault(one, Set.of())).all())
        .allMatch(circle -> circle.size() == 1);
  }

  @Test
  void circle_ofTypes_isSmall() {
    var tooLarge = new TreeMap<String, Integer>();
    CLASSES.stream()
        .map(ArrowsTest::outermost)
        .distinct()
        .collect(Collectors.groupingBy(JavaClass::getPackageName))
        .forEach((name, types) -> {
          var circles = new Circles<>(types, one -> neighbours(one, types)).all();
          int size = circles.stream().mapToInt(Set::size).max().orElse(0);
          if (size > LARGEST_CIRCLE) {
            tooLarge.put(shortName(name), size);
          }
        });

    assertThat(tooLarge).isEmpty();
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

  @Test
  void sim_onlyDemoAndMain_seeIt() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".Demo")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".Main")
        .should()
        .dependOnClassesThat(resideInAPackage(SIM))
        .check(CLASSES);
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

  /// The packages that each package uses, without the root; packages that use none are included.
  private static Map<String, Set<String>> arrows() {
    var arrows = new TreeMap<String, Set<String>>();
    for (JavaClass one : CLASSES) {
      String from = one.getPackageName();
      if (!from.equals(ROOT)) {
        Set<String> to = arrows.computeIfAbsent(shortName(from), _ -> new TreeSet<>());
        one.getDirectDependenciesFromSelf().stream()
            .map(seen -> seen.getTargetClass().getBaseComponentType().getPackageName())
            .filter(seen -> seen.startsWith(ROOT + ".") && !seen.equals(from))
            .map(ArrowsTest::shortName)
            .forEach(to::add);
      }
    }
    return arrows;
  }

  private static String written(Map<String, Set<String>> arrows) {
    return arrows.entrySet().stream()
        .map(arrow -> (arrow.getKey() + " -> " + String.join(" ", arrow.getValue())).strip() + "\n")
        .collect(Collectors.joining());
  }

  private static String shortName(String name) {
    return name.substring(ROOT.length() + 1);
  }

  private static Set<JavaClass> neighbours(JavaClass type, List<JavaClass> types) {
    return CLASSES.stream()
        .filter(one -> outermost(one).equals(type))
        .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
        .map(seen -> outermost(seen.getTargetClass().getBaseComponentType()))
        .filter(seen -> !seen.equals(type) && types.contains(seen))
        .collect(Collectors.toSet());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArrowsTest::outermost).orElse(type);
  }
}

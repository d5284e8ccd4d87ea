package dev.botswain.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.netty.util.Version;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The class path of build and tests: no library occurs twice.
class LibrariesTest {
  /// The folders of a Maven repository, wherever it is: group, artifact, version, file.
  private static final Pattern JAR =
      Pattern.compile(
          Pattern.quote(repository())
              + "(?<group>.+)/(?<artifact>[^/]+)/(?<version>[^/]+)/\\2-\\3[^/]*\\.jar");

  /// The parts of these are released together.
  private static final Set<String> FAMILIES =
      Set.of(
          "ch/qos/logback",
          "com/fasterxml/jackson/core",
          "io/micrometer",
          "io/netty",
          "io/prometheus",
          "io/vertx");

  /// Artifacts with versions of their own although their group is a family: Netty's binding to
  /// OpenSSL, and its epoll transport, for the reason in decision 0027.
  private static final Map<String, String> APART =
      Map.of(
          "netty-tcnative-classes", "tcnative",
          "netty-transport-classes-epoll", "epoll",
          "netty-transport-native-epoll", "epoll",
          "netty-transport-native-unix-common", "epoll");

  private static final List<Path> JARS =
      Stream.of(
              System.getProperty("java.class.path")
                  .split(Pattern.quote(System.getProperty("path.separator"))))
          .filter(entry -> entry.endsWith(".jar"))
          .filter(entry -> !entry.contains("-standalone-")) // A test runner contains everything.
          .distinct()
          .map(Path::of)
          .toList();

  private static String repository() {
    String vertx = Vertx.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return vertx.substring(0, vertx.indexOf("io/vertx/"));
  }

  @Test
  void library_everyOne_hasOneVersion() {
    var versions = new TreeMap<String, Set<String>>();
    for (Path jar : JARS) {
      var place = JAR.matcher(jar.toString().replace('\\', '/'));
      if (place.matches()) {
        String artifact = place.group("artifact");
        String group = place.group("group");
        boolean family = FAMILIES.contains(group);
        String library = family ? APART.getOrDefault(artifact, "") : artifact;
        // Jackson's annotations have one release for all patches.
        String version =
            family
                ? place.group("version").replaceFirst("^(2\\.\\d+)\\.\\d+$", "$1")
                : place.group("version");
        versions.computeIfAbsent(group + ":" + library, _ -> new TreeSet<>()).add(version);
      }
    }

    assertThat(versions).hasSizeGreaterThan(20).allSatisfy((_, its) -> assertThat(its).hasSize(1));
  }

  /// A library may also occur a second time under another name, or inside another one.
  @Test
  void class_everyOne_isInOneLibrary() throws IOException {
    var places = new HashMap<String, Path>();
    var twice = new TreeMap<String, String>();
    for (Path path : JARS) {
      try (var jar = new JarFile(path.toFile())) {
        jar.stream()
            .map(JarEntry::getName)
            .filter(name -> name.endsWith(".class"))
            .filter(name -> !name.startsWith("META-INF/") && !name.contains("-info."))
            .forEach(name -> {
              Path other = places.putIfAbsent(name, path);
              if (other != null) {
                twice.put(other.getFileName() + " and " + path.getFileName(), name);
              }
            });
      }
    }

    assertThat(twice).isEmpty();
  }

  /// 4.2.20 fixes what earlier versions let attackers do.
  @Test
  void netty_itsProtocols_areOfTheVersionThatIsNamed() {
    assertThat(Version.identify().get("netty-codec-http").artifactVersion())
        .isEqualTo("4.2.20.Final");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void netty_onLinux_itsEpollTransportFitsTheRest() {
    Epoll.ensureAvailability();
  }
}

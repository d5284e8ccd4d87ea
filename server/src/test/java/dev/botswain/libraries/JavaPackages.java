package dev.botswain.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.NodePackages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/// Libraries of a Java program below `target`, according to its `pom.xml`. Maven fetches them when
/// they are first needed, and again when the file has changed.
final class JavaPackages {
  private static final String COPY =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
  private static final int MINUTES = 5;

  private JavaPackages() {}

  /// The folder with the jars of a program. One is fetched at a time, because they share a
  /// repository.
  static synchronized Path of(String program) throws Exception {
    Path root = NodePackages.root();
    Path pom = root.resolve("server/src/test/libraries").resolve(program).resolve("pom.xml");
    Path below = Files.createDirectories(root.resolve("server/target/libraries").resolve(program));
    Path done = below.resolve("pom.xml");
    Path jars = below.resolve("lib");
    if (Files.exists(done) && Files.mismatch(done, pom) < 0) {
      return jars;
    }
    Path output = below.resolve("maven.txt");
    var builder =
        new ProcessBuilder(
                root.resolve("mvnw").toString(),
                "-B",
                "-q",
                "-f",
                pom.toString(),
                "-Dmaven.repo.local=" + repository(),
                "-DoutputDirectory=" + jars,
                "-Dmdep.overWriteReleases=true",
                COPY)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process maven = builder.start();
    try {
      boolean ended = maven.waitFor(MINUTES, TimeUnit.MINUTES);
      assertThat(ended && maven.exitValue() == 0)
          .as("Maven fetches what %s names:%n%s", pom, Files.readString(output))
          .isTrue();
    } finally {
      maven.destroyForcibly();
    }
    Files.copy(pom, done, StandardCopyOption.REPLACE_EXISTING);
    return jars;
  }

  /// The repository that this build uses for its own libraries.
  private static Path repository() throws Exception {
    Path jar =
        Path.of(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path repository = jar;
    for (int i = 0; i < "org/assertj/assertj-core/version/jar".split("/").length; i++) {
      repository = repository.getParent();
    }
    return repository;
  }
}

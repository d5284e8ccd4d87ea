package dev.botswain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The real launcher in a small tree of its own, in a path with spaces, with a Maven and a JDK that
/// only report how they were called.
abstract class LauncherFixture {
  static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME $*" >>maven.calls
      if [ -p gate ]; then read -r _ <gate; fi
      if [ -f broken ]; then
        echo "[INFO] harmless"
        echo "[ERROR] Shard.java:[7,1] ';' expected"
        exit 1
      fi
      mkdir -p server/target/lib
      : >server/target/botswain-server-0.1.0.jar
      : >server/target/botswain-server-0.1.0-program.jar
      : >server/target/lib/netty.jar
      case $* in
        *console*) mkdir -p console/target
          : >console/target/botswain-console-0.1.0.jar ;;
      esac
      if [ -d reports ]; then cp -r reports/* .; fi
      """;
  static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          -XX:AOTCacheOutput=*) echo cache >"${argument#*=}" && echo "$*" >rehearsed; exit ;;
        esac
      done
      echo "$0"
      for argument; do echo "$argument"; done
      echo "pid $$"
      """;

  @TempDir Path temp;
  Path tree;
  Path tools;
  Path home;
  final List<Process> started = new ArrayList<>();

  @BeforeEach
  void layOut() throws IOException {
    tree = Files.createDirectories(temp.resolve("a tree/with blanks"));
    tools = Files.createDirectories(temp.resolve("tools"));
    home = Files.createDirectories(temp.resolve("home"));
    for (var tool :
        "sh awk cat cp date find grep head id ln mkdir mv nice readlink rm sed tail".split(" ")) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(which(tool)));
    }
    node("v20.19.0");
    executable(tools.resolve("npm"), "#!/bin/sh\n");
    executable(tools.resolve("chromium"), "#!/bin/sh\n");
    // No rehearsal, and no time lost waiting for a lock.
    executable(tools.resolve("sleep"), "#!/bin/sh\n[ \"$1\" != 3 ]\n");
    executable(tree.resolve("botswain"), Files.readString(Path.of("../botswain")));
    Path sources = Path.of("../dist/src");
    executable(
        tree.resolve("dist/src/bin/botswain"), Files.readString(sources.resolve("bin/botswain")));
    for (var file : List.of("jvm.options", "command.options")) {
      write(
          tree.resolve("dist/src/conf").resolve(file),
          Files.readString(sources.resolve("conf").resolve(file)));
    }
    var places = Files.readString(sources.resolve("share/java.sh"));
    assertThat(places).contains(" /usr/lib/jvm/*");
    // The machine's own JDKs are hidden.
    write(
        tree.resolve("dist/src/share/java.sh"),
        places.replaceAll(" (/usr|/opt|/home|/Library)/", " " + temp + "$1/"));
    executable(tree.resolve("mvnw"), MAVEN);
    write(tree.resolve("pom.xml"), "");
    write(tree.resolve("sim/src/main/java/Sim.java"), "");
    write(tree.resolve("discord/src/main/java/Shard.java"), "");
    write(tree.resolve("server/src/main/java/Server.java"), "");
    write(tree.resolve("console/src/api/client.ts"), "");
    write(tree.resolve("console/src/api/schema.d.ts"), "");
    write(tree.resolve("console/src/test/java/MembersPageTest.java"), "");
    write(tree.resolve("server/src/main/resources/dev/botswain/help.txt"), "The help.\n");
  }

  @AfterEach
  void endAll() {
    for (var process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  record Run(int status, String out, String err) {}

  Run botswain(Map<String, String> environment, String... words) throws Exception {
    return finish(start(tree, tree.resolve("botswain"), environment, words));
  }

  Process start(Path directory, Path launcher, Map<String, String> environment, String... words)
      throws IOException {
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(words));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", tools.toString(), "HOME", home.toString()));
    builder.environment().putAll(environment);
    var process = builder.start();
    started.add(process);
    return process;
  }

  static Run finish(Process process) throws Exception {
    var out = new String(process.getInputStream().readAllBytes(), UTF_8);
    var err = new StringBuilder();
    try (var lines = process.errorReader(UTF_8)) {
      lines.lines().forEach(line -> err.append(line).append('\n'));
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, err.toString());
  }

  Path generation() throws IOException {
    Path work = tree.toRealPath().resolve("target/launcher");
    return work.resolve(Files.readString(work.resolve("server")).strip());
  }

  Optional<Path> generationsFile(String name) throws IOException {
    return Optional.of(generation().resolve(name)).filter(Files::exists);
  }

  List<String> mavenCalls() throws IOException {
    return Files.readAllLines(tree.resolve("maven.calls"));
  }

  void node(String version) throws IOException {
    executable(tools.resolve("node"), "#!/bin/sh\necho %s\n".formatted(version));
  }

  void systemJdk() throws IOException {
    jdk(temp.resolve("usr/lib/jvm/temurin-25-jdk-amd64"), "25.0.3");
  }

  static Path jdk(Path place, String version) throws IOException {
    write(
        place.resolve("release"),
        "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    executable(place.resolve("bin/java"), JAVA);
    executable(place.resolve("bin/javac"), "#!/bin/sh\n");
    return place;
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  static void executable(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static Path which(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(tool + " is not in PATH"));
  }
}

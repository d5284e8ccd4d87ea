package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One of the programs in `bench/peers`.
///
/// @param making the command that builds it, run in its folder
/// @param made a file that exists after the build
/// @param command the command that starts it, relative to its folder
/// @param parts a pattern for the versions of its parts, with the part and its version as groups
record Peer(
    Bench bench,
    String name,
    List<String> making,
    String made,
    List<String> command,
    String file,
    Pattern parts)
    implements Side {
  private static final List<String> MAVEN =
      List.of("../../../mvnw", "-q", "-B", "--no-transfer-progress", "package");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /// The design that this project started from.
  static Peer original(Bench bench) {
    return new Peer(
        bench,
        "original",
        List.of("npm", "ci"),
        "node_modules/.package-lock.json",
        List.of("node_modules/.bin/bun", "server.js"),
        "package.json",
        Pattern.compile("\"(bun|discord\\.js|nanoid)\": \"([\\d.]+)\""));
  }

  /// The same endpoints with JDA and Javalin.
  static Peer jda(Bench bench) {
    return java(bench, "jda", "peer-jda-0.1.0.jar", "JDA|javalin");
  }

  /// A bare reverse proxy.
  static Peer proxy(Bench bench) {
    return java(bench, "proxy", "peer-proxy-0.1.0.jar", "vertx-core");
  }

  private static Peer java(Bench bench, String name, String jar, String parts) {
    return new Peer(
        bench,
        name,
        MAVEN,
        "target/" + jar,
        List.of(JAVA, "-jar", "target/" + jar),
        "pom.xml",
        Pattern.compile("<artifactId>(" + parts + ")</artifactId>\\s*<version>([^<]+)<"));
  }

  private Path folder() {
    return bench.root().resolve("bench/peers").resolve(name);
  }

  @Override
  public String versions() throws IOException {
    return parts
        .matcher(Files.readString(folder().resolve(file)))
        .results()
        .map(part -> part.group(1) + " " + part.group(2))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    if (!isMade()) {
      new Making(making).in(folder());
    }
  }

  /// Whether it has been built from the current sources.
  private boolean isMade() throws IOException {
    Path result = folder().resolve(made);
    if (!Files.exists(result)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path path : files.filter(this::isSource).toList()) {
        if (Files.getLastModifiedTime(path).compareTo(Files.getLastModifiedTime(result)) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isSource(Path path) {
    return path.toString().endsWith(".java") || path.endsWith(file);
  }

  @Override
  public Launched start(String discord, Place place) throws IOException {
    List<String> line = new ArrayList<>(bench.cores().prefix(place));
    for (String word : command) {
      Path path = folder().resolve(word);
      line.add(Files.exists(path) ? path.toString() : word);
    }
    return Launched.run(
        line,
        Map.of("PORT", "0", "QUIET", "1", "DISCORD_API", discord + "/api", "UPSTREAM", discord));
  }
}

package dev.botswain.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/// A compose file, with the values that its variables have when nobody sets them.
///
/// @param project the folder from which its paths count
record ComposeFile(Path file, Path project, Map<String, Object> content) {
  private static final Path SINGLE_FOLDER = Path.of("single");
  private static final Path CLUSTER_FOLDER = Path.of("cluster");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Z_]+)(?::-([^}]*)|:\\?[^}]*)}");

  static final ComposeFile SINGLE = read(SINGLE_FOLDER.resolve("compose.yaml"), SINGLE_FOLDER);
  static final ComposeFile CLUSTER = read(CLUSTER_FOLDER.resolve("compose.yaml"), CLUSTER_FOLDER);

  /// Beside each of the others.
  static final ComposeFile MONITORING = read(Path.of("monitoring", "compose.yaml"), SINGLE_FOLDER);

  static List<ComposeFile> all() {
    return List.of(SINGLE, CLUSTER, MONITORING);
  }

  private static ComposeFile read(Path file, Path project) {
    try {
      String text =
          VARIABLE
              .matcher(Files.readString(file))
              .replaceAll(match -> Optional.ofNullable(match.group(2)).orElse("set"));
      return new ComposeFile(file, project, new Yaml().load(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Map<String, Object>> services() {
    return section("services");
  }

  Map<String, Map<String, Object>> networks() {
    return section("networks");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Map<String, Object>> section(String name) {
    return (Map<String, Map<String, Object>>) content.get(name);
  }

  Map<String, Object> service(String name) {
    return Optional.ofNullable(services().get(name)).orElseThrow();
  }

  /// The networks of a service, which are a list or have settings of their own.
  List<String> networksOf(String service) {
    Object networks = service(service).get("networks");
    return networks instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : ((List<?>) networks).stream().map(String::valueOf).toList();
  }

  /// What the containers of a service have as their environment, with the keys that a user fills
  /// in.
  Map<String, String> environment(String service) throws IOException {
    var environment = new HashMap<>(example(service(service).get("env_file") + ".example"));
    environment.replaceAll((_, value) -> value.isEmpty() ? "0".repeat(64) : value);
    ((Map<?, ?>) service(service).get("environment"))
        .forEach((name, value) -> environment.put(name.toString(), value.toString()));
    return environment;
  }

  /// The variables of an example of an env file.
  Map<String, String> example(String name) throws IOException {
    var values = new HashMap<String, String>();
    for (String line : Files.readAllLines(project.resolve(name))) {
      int equals = line.indexOf('=');
      if (!line.startsWith("#") && equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}

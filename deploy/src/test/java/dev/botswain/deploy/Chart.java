package dev.botswain.deploy;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/// The chart, rendered by Helm.
final class Chart {
  static final Path FOLDER = Path.of("helm", "botswain");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Chart() {}

  /// @param values as in a values file, over those of the chart
  /// @throws IllegalStateException with what Helm says, if it refuses them
  static Rendered render(String values) {
    return render("botswain", values);
  }

  /// @param release its name
  static Rendered render(String release, String values) {
    assumeHelm();
    try {
      Path file = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(file, values);
        var objects = new ArrayList<HasMetadata>();
        String text =
            new Helm(FOLDER)
                .template()
                .withName(release)
                .withNamespace("bots")
                .withKubeVersion("1.33.0")
                .withValuesFile(file)
                .call();
        for (Object document : new Yaml().loadAll(text)) {
          if (document instanceof Map<?, ?> object) {
            objects.add(Kinds.read(JSON.valueToTree(object)));
          }
        }
        return new Rendered(objects);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The default values.
  static Map<String, Object> values() throws IOException {
    return new Yaml().load(Files.readString(FOLDER.resolve("values.yaml")));
  }

  /// The messages of `helm lint --strict`.
  ///
  /// @throws IllegalStateException if it is not content
  static List<String> lint() {
    assumeHelm();
    var result = new Helm(FOLDER).lint().strict().call();
    if (result.isFailed()) {
      throw new IllegalStateException(String.join("\n", result.getMessages()));
    }
    return result.getMessages();
  }

  private static void assumeHelm() {
    assumeFalse(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("aarch64"),
        "helm-java has no library for Linux on ARM: run this on x86-64 or macOS");
  }
}

package dev.botswain.api;

import dev.botswain.http.Contract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The contract in its source form, YAML in several files. The build turns it into one JSON
/// document, which is served, and another with only what a start needs: reading YAML, or all of it,
/// would take longer than the rest of the start.
public final class ContractYaml {
  private ContractYaml() {}

  /// Run by the build.
  ///
  /// @param words the contract on the class path, the file to write, and the version that it
  ///   states, if it is known; the part for requests becomes `requests.json` beside the file
  public static void main(String[] words) throws IOException {
    JsonObject document = read(words[0]);
    if (words.length > 2) {
      document.getJsonObject("info").put("version", words[2]);
    }
    Path whole = Path.of(words[1]);
    Files.write(whole, ContractResource.served(document).toBuffer().getBytes());
    Files.write(
        whole.resolveSibling("requests.json"), ContractRequests.of(document).toBuffer().getBytes());
  }

  /// A document with all its parts, from the class path.
  private static JsonObject read(String resource) {
    JsonObject document = ContractParts.join(file(resource), ContractYaml::file);
    ContractEvents.write(document);
    ContractNames.write(document);
    return document;
  }

  private static JsonObject file(String resource) {
    return parse(new String(Contract.bytes(resource), StandardCharsets.UTF_8));
  }

  static JsonObject parse(String yaml) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(1000); // The files are trusted.
    Object tree = new Yaml(new SafeConstructor(options)).load(yaml);
    return (JsonObject) Objects.requireNonNull(json(tree));
  }

  /// YAML allows keys that are not text, such as the status 200; JSON does not.
  private static @Nullable Object json(@Nullable Object yaml) {
    return switch (yaml) {
      case Map<?, ?> map -> {
        var object = new JsonObject();
        map.forEach((key, value) -> object.put(String.valueOf(key), json(value)));
        yield object;
      }
      case List<?> list -> {
        var array = new JsonArray();
        list.forEach(value -> array.add(json(value)));
        yield array;
      }
      case null -> null;
      default -> yaml;
    };
  }
}

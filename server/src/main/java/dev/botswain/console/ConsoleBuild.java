package dev.botswain.console;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The files that the build of the console has put on the class path. Compressed forms of a file
/// are beside it, with `.br` and `.gz` after its name.
///
/// @param names relative to `/console/`
record ConsoleBuild(Set<String> names) {
  private static final String FOLDER = "/console/";
  private static final String LIST = "files.json";
  static final String PAGE = "index.html";

  ConsoleBuild {
    names = Set.copyOf(names);
  }

  static ConsoleBuild ofClassPath() {
    byte[] list = bytes(LIST);
    return new ConsoleBuild(
        list == null
            ? Set.of()
            : new JsonArray(new String(list, StandardCharsets.UTF_8))
                .stream().map(Object::toString).collect(Collectors.toSet()));
  }

  boolean isEmpty() {
    return !names.contains(PAGE);
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /// The bytes of a file; null if there is none. Reads from the class path.
  byte @Nullable [] read(String name) {
    return has(name) ? bytes(name) : null;
  }

  private static byte @Nullable [] bytes(String name) {
    try (InputStream found = ConsoleBuild.class.getResourceAsStream(FOLDER + name)) {
      return found == null ? null : found.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}

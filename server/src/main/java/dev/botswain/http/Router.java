package dev.botswain.http;

import dev.botswain.error.RequestRefusedException;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the endpoint of a request. Paths without placeholders are found by one map lookup; they
/// take precedence over those with placeholders.
final class Router {
  private final Map<String, Found> literal = new HashMap<>();
  private final List<Template> templates = new ArrayList<>();

  /// The methods of one path.
  record Methods(Map<HttpMethod, Endpoint> routes) {

    /// HEAD is GET without the body.
    @Nullable Endpoint find(HttpMethod method) {
      return routes.get(method == HttpMethod.HEAD ? HttpMethod.GET : method);
    }

    /// For the `Allow` header.
    String allowed() {
      var names = new ArrayList<String>();
      for (var method : routes.keySet()) {
        names.add(method.name());
        if (method == HttpMethod.GET) {
          names.add("HEAD");
        }
      }
      names.add("OPTIONS");
      return String.join(", ", names);
    }
  }

  /// A path that was found, and the values of its placeholders.
  ///
  /// @param template as in the contract
  record Found(String template, Methods methods, Map<String, String> placeholders) {}

  private record Template(String path, List<String> segments, Methods methods) {
    /// Sorts templates so that if two match, the one with a word where the other has a placeholder
    /// comes first.
    String generality() {
      return segments.stream()
          .map(segment -> segment.startsWith("{") ? "2" : "1")
          .collect(Collectors.joining());
    }
  }

  Router(List<Endpoint> routes) {
    for (var route : routes) {
      methods(route.described().path()).routes().put(route.described().method(), route);
    }
    templates.sort(Comparator.comparing(Template::generality));
  }

  /// @param path as it arrived, percent-encoded
  /// @return null if there is nothing
  /// @throws RequestRefusedException if a placeholder's value is not well encoded
  @Nullable Found find(String path) {
    var known = literal.get(path);
    if (known != null || templates.isEmpty()) {
      return known;
    }
    var segments = segments(path);
    for (var template : templates) {
      var values = match(template.segments(), segments);
      if (values != null) {
        return new Found(template.path(), template.methods(), values);
      }
    }
    return null;
  }

  /// Whether there is a page or similar at a path.
  boolean isPage(String path) {
    var known = literal.get(path);
    var read = known == null ? null : known.methods().find(HttpMethod.GET);
    return read != null && read.described().anyQuery();
  }

  private Methods methods(String path) {
    if (!path.contains("{")) {
      return literal
          .computeIfAbsent(path, _ -> new Found(path, new Methods(new LinkedHashMap<>()), Map.of()))
          .methods();
    }
    var segments = segments(path);
    for (var template : templates) {
      if (template.segments().equals(segments)) {
        return template.methods();
      }
    }
    var template = new Template(path, segments, new Methods(new LinkedHashMap<>()));
    templates.add(template);
    return template.methods();
  }

  private static @Nullable Map<String, String> match(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return null;
    }
    var values = new HashMap<String, String>();
    for (int i = 0; i < path.size(); i++) {
      var expected = template.get(i);
      var actual = path.get(i);
      if (expected.startsWith("{") && !actual.isEmpty()) {
        values.put(expected.substring(1, expected.length() - 1), actual);
      } else if (!expected.equals(actual)) {
        return null;
      }
    }
    values.replaceAll((name, value) ->
        Query.decode(value)
            .orElseThrow(() ->
                RequestRefusedException.field(
                    name, "must be percent-encoded UTF-8 without control characters")));
    return values;
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}

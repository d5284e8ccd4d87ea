package dev.botswain.http;

import dev.botswain.error.Choices;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Contract.Described;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One operation of the contract together with its implementation.
///
/// @param metrics where its requests are counted
record Endpoint(Described described, Operation operation, RequestMetrics.Timers metrics) {

  /// The parameters of a request without any, if the contract requires none.
  private static final Map<String, String> NOTHING = Map.of();

  /// The same, open to everyone.
  Endpoint opened() {
    return new Endpoint(described.opened(), operation, metrics);
  }

  String id() {
    return described.id();
  }

  boolean open() {
    return described.open();
  }

  @Nullable BodyRule body() {
    return described.body();
  }

  /// Parses and checks all parameters of a request.
  ///
  /// @param path the values of the placeholders, decoded
  /// @throws RequestRefusedException for the first invalid one
  Map<String, Object> parameters(
      Map<String, String> path, Headers headers, @Nullable String query) {
    var given = query == null || described.anyQuery() ? NOTHING : Query.parse(query);
    var values = new HashMap<String, Object>();
    int known = 0;
    for (var rule : described.parameters()) {
      var text =
          switch (rule.in()) {
            case "path" -> path.get(rule.name());
            case "header" -> headers.get(rule.name());
            default -> given.get(rule.name());
          };
      if (text != null && rule.in().equals("query")) {
        known++;
      }
      var value = rule.read(text);
      if (value != null) {
        values.put(rule.name(), value);
      }
    }
    if (known < given.size()) {
      throw unknown(given);
    }
    return values;
  }

  private RequestRefusedException unknown(Map<String, String> given) {
    var known =
        described.parameters().stream()
            .filter(rule -> rule.in().equals("query"))
            .map(ParameterRule::name)
            .toList();
    var first =
        given.keySet().stream().filter(name -> !known.contains(name)).findFirst().orElseThrow();
    return RequestRefusedException.field(
        Choices.shown(first),
        "is not known here; there " + listed(known) + Choices.meant(first, known));
  }

  private static String listed(List<String> names) {
    return switch (names.size()) {
      case 0 -> "are no parameters";
      case 1 -> "is only " + names.getFirst();
      default -> names.stream().collect(Collectors.joining(", ", "are ", ""));
    };
  }

  /// The headers of a request.
  @FunctionalInterface
  interface Headers {
    @Nullable String get(String name);
  }
}

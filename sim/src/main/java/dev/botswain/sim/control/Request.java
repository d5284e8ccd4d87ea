package dev.botswain.sim.control;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request to the control API.
///
/// @param values of the variables in its path
/// @param query the parameter `limit`, or null
record Request(Map<String, String> values, @Nullable String query, String body) {
  /// The id in the path for a variable.
  long id(String variable) {
    return Input.id(variable, values.getOrDefault(variable, ""));
  }

  /// The body, which may contain only these fields.
  Input input(String... known) {
    return Input.read(body, Set.of(known));
  }

  /// The query parameter `limit`.
  int limit(int max, int otherwise) {
    if (query == null) {
      return otherwise;
    }
    try {
      int limit = Integer.parseInt(query);
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Refused.bad("limit must be a whole number from 1 to " + max + ".");
  }
}

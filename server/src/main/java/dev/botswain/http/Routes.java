package dev.botswain.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The operations of the contract with their implementations, by the port that serves them.
final class Routes {
  private static final Set<Port> OF_CALLERS = EnumSet.of(Port.CALLERS, Port.BOTH);

  private final List<Endpoint> all = new ArrayList<>();

  /// @throws IllegalArgumentException if the resources and the contract do not match
  Routes(Served served, RequestMetrics metrics) {
    Map<String, Operation> operations = new HashMap<>();
    for (var resource : served.resources()) {
      resource
          .operations()
          .forEach((id, operation) -> {
            if (operations.put(id, operation) != null) {
              throw new IllegalArgumentException("two resources answer " + id);
            }
          });
    }
    var missing = new TreeSet<String>();
    for (var described : served.contract().operations()) {
      var operation = operations.remove(described.id());
      if (operation == null) {
        missing.add(described.id());
      } else {
        all.add(new Endpoint(described, operation, metrics.of(described.id())));
      }
    }
    if (!missing.isEmpty() || !operations.isEmpty()) {
      throw new IllegalArgumentException(
          "no resource answers %s; the contract does not know %s"
              .formatted(missing, new TreeSet<>(operations.keySet())));
    }
  }

  /// All, for a server with one port.
  List<Endpoint> all() {
    return all;
  }

  /// Those of the callers' port beside one of the operator.
  List<Endpoint> ofCallers() {
    return all.stream().filter(each -> OF_CALLERS.contains(each.described().port())).toList();
  }

  /// Those of the operator's port.
  List<Endpoint> ofOperator() {
    return all.stream()
        .filter(each -> each.described().port() != Port.CALLERS)
        .map(each -> each.described().port() == Port.OPERATOR_WITHOUT_KEY ? each.opened() : each)
        .toList();
  }
}

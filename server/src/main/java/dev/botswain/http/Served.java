package dev.botswain.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What an [HttpFront] serves.
///
/// @param resources implement all operations of the contract, and no others
/// @param admissions who knows the callers of each security scheme that the contract names
/// @param tickets can replace a secret in some operations
/// @param answerWithin the time after which a waiting caller gets 504
public record Served(
    Contract contract,
    List<Resource> resources,
    Map<String, Admission> admissions,
    Tickets tickets,
    Failures failures,
    Duration answerWithin) {

  public Served {
    resources = List.copyOf(resources);
    admissions = Map.copyOf(admissions);
  }

  /// The same, and more operations.
  public Served and(List<Resource> more) {
    return new Served(
        contract,
        Stream.concat(resources.stream(), more.stream()).toList(),
        admissions,
        tickets,
        failures,
        answerWithin);
  }

  /// The same, and the operations of another scheme.
  public Served and(String scheme, Admission admission, List<Resource> more) {
    var all = new HashMap<>(admissions);
    all.put(scheme, admission);
    return new Served(contract, resources, all, tickets, failures, answerWithin).and(more);
  }
}

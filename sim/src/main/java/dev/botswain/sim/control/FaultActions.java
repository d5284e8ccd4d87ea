package dev.botswain.sim.control;

import dev.botswain.sim.rest.Fault;
import dev.botswain.sim.rest.Faults;
import dev.botswain.sim.rest.Rest;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Planned faults of the REST API, and the invalid requests that it has counted.
final class FaultActions {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{0,1000}");
  private static final long LONGEST_DELAY = 600_000;

  private final Rest rest;

  FaultActions(Rest rest) {
    this.rest = rest;
  }

  void addTo(Control control) {
    control.post("/sim/faults", this::add);
    control.get("/sim/faults", this::list);
    control.delete("/sim/faults", this::clear);
    control.delete("/sim/invalid-requests", this::forget);
  }

  private Done add(Request request) {
    Input input =
        request.input("method", "path", "status", "times", "body", "headers", "delayMs", "drop");
    String method = input.requiredText("method");
    if (!METHODS.contains(method)) {
      throw Refused.bad("method must be GET, POST, PUT, PATCH, DELETE or *.");
    }
    String path = input.requiredText("path");
    if (!path.startsWith("/") || path.contains("?")) {
      throw Refused.bad("path must start with / and have no query.");
    }
    String body = input.textOrJson("body");
    Map<String, String> headers = headers(input);
    long delay = input.number("delayMs", 0, LONGEST_DELAY, 0);
    Fault fault =
        new Fault(
            method,
            path,
            status(input, delay),
            (int) input.number("times", 1, 1_000_000, 1),
            body == null ? null : Buffer.buffer(body),
            headers,
            delay);
    Faults faults = rest.faults();
    if (faults.waiting().size() >= Faults.MAX) {
      throw new Refused(409, Faults.MAX + " faults are waiting already.");
    }
    faults.add(fault);
    return Done.NOTHING_TO_SAY;
  }

  private static int status(Input input, long delay) {
    if (Boolean.TRUE.equals(input.bool("drop"))) {
      if (input.has("status")) {
        throw Refused.bad("Give status or drop, not both.");
      }
      return Fault.DROP;
    }
    if (!input.has("status") && delay > 0) {
      return 0;
    }
    return (int) input.requiredNumber("status", 200, 599);
  }

  /// The headers, with the right content type if the body is text; any other body is JSON.
  private static Map<String, String> headers(Input input) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    input
        .texts("headers")
        .forEach((name, value) -> {
          if (!HEADER.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
            throw Refused.bad("headers: \"" + name + "\" is no proper header.");
          }
          headers.put(name, value);
        });
    if (input.isText("body")) {
      headers.putIfAbsent("Content-Type", "text/plain; charset=UTF-8");
    }
    return headers;
  }

  private Done list(Request request) {
    return Done.ok(json -> {
      json.writeStartArray();
      for (Fault fault : rest.faults().waiting()) {
        json.writeStartObject();
        json.writeStringField("method", fault.method());
        json.writeStringField("path", fault.path());
        if (fault.status() > 0) {
          json.writeNumberField("status", fault.status());
        }
        json.writeBooleanField("drop", fault.status() == Fault.DROP);
        json.writeNumberField("times", fault.times());
        json.writeNumberField("delayMs", fault.delayMillis());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private Done clear(Request request) {
    rest.faults().clear();
    return Done.NOTHING_TO_SAY;
  }

  private Done forget(Request request) {
    rest.forgetInvalidRequests();
    return Done.NOTHING_TO_SAY;
  }
}

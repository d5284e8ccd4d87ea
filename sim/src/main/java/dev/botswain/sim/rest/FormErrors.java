package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// All errors of one request, as the tree in error 50035: an object for each step of the path, and
/// `_errors` at its end ([Error
/// Messages](https://discord.com/developers/docs/reference#error-messages)).
final class FormErrors {
  private final ObjectNode tree = JsonNodeFactory.instance.objectNode();

  void add(List<String> path, String code, String message) {
    ObjectNode at = tree;
    for (String step : path) {
      at = at.withObjectProperty(step);
    }
    at.withArrayProperty("_errors").addObject().put("code", code).put("message", message);
  }

  /// Refuses the request if it had any errors.
  void check() {
    if (!tree.isEmpty()) {
      throw refusal();
    }
  }

  RequestRefused refusal() {
    return new RequestRefused(ErrorCode.INVALID_FORM_BODY, tree);
  }

  /// The refusal for a single error.
  static RequestRefused of(List<String> path, String code, String message) {
    var errors = new FormErrors();
    errors.add(path, code, message);
    return errors.refusal();
  }
}

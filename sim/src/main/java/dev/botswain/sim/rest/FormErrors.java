package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Everything that is wrong with one request, as the tree that error 50035 carries: an object for
/// each step of the path, and `_errors` where it ends ([Error
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

  /// Refuses the request if anything was wrong with it.
  void check() {
    if (!tree.isEmpty()) {
      throw refusal();
    }
  }

  RequestRefused refusal() {
    return new RequestRefused(ErrorCode.INVALID_FORM_BODY, tree);
  }

  /// The refusal for one thing alone.
  static RequestRefused of(List<String> path, String code, String message) {
    var errors = new FormErrors();
    errors.add(path, code, message);
    return errors.refusal();
  }
}

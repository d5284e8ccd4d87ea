package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;

/// Routes of one kind, with bodies that Discord's document allows.
abstract class DocumentedRoutes {
  static final String AVATAR = "\"data:image/png;base64,aGVsbG8=\"";

  private final DocumentedCalls calls;
  final Harbour harbour;

  DocumentedRoutes(DocumentedCalls calls) {
    this.calls = calls;
    harbour = calls.harbour;
  }

  /// The path of the messages of the general channel.
  final String general() {
    return "/channels/" + harbour.general.id() + "/messages";
  }

  final JsonNode get(String template, Object... values) {
    return calls.call("GET", template, null, values);
  }

  final JsonNode call(String method, String template, String json, Object... values) {
    return calls.call(method, template, json, values);
  }

  /// Notes a call that was made by other means.
  final void called(String method, String template, Reply reply) {
    calls.check(method, template, reply);
    calls.called.add(method + " " + template);
  }
}

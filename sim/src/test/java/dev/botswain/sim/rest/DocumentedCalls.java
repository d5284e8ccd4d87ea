package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Calls of routes, held against Discord's document in both directions. It notes what was called
/// and what was wrong.
final class DocumentedCalls {
  final Harbour harbour = new Harbour();
  final Set<String> called = new HashSet<>();
  final List<String> problems = new ArrayList<>();
  private final DiscordContract contract;

  DocumentedCalls(DiscordContract contract) {
    this.contract = contract;
  }

  /// Calls a route, with variables in the order of the template, and checks both directions.
  JsonNode call(String method, String withQuery, String json, Object... values) {
    String template = withQuery.replaceFirst("\\?.*", "");
    String name = method + " " + template;
    String path = filled(withQuery, values);
    if (json != null) {
      report(name + " takes", json, contract.checkRequest(method, template, body(json)));
    }
    String query = template.endsWith("/members/search") ? "?query=m" : "";
    Reply reply = harbour.call(method, path + query, json);
    if (reply.status() >= 300) {
      problems.add(name + " answers " + reply.status() + " " + reply.text());
    } else {
      report(
          name + " answers",
          reply.text(),
          contract.checkAnswer(method, template, reply.status(), reply.body()));
    }
    called.add(name);
    return reply.body();
  }

  /// Notes what is wrong with an answer of the route.
  void check(String method, String template, Reply reply) {
    report(
        method + " " + template + " answers",
        reply.text(),
        contract.checkAnswer(method, template, reply.status(), reply.body()));
  }

  private void report(String what, String json, List<String> wrong) {
    if (!wrong.isEmpty()) {
      problems.add(what + " " + wrong + " in " + json);
    }
  }

  static String filled(String template, Object... values) {
    String path = template;
    for (Object value : values) {
      path = path.replaceFirst("\\{[^}]+}", value.toString());
    }
    return path;
  }

  static JsonNode body(String json) {
    try {
      return json == null ? MissingNode.getInstance() : Bodies.JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.botswain.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// What Discord said.
///
/// @param requests how many requests were sent
record Replies(Map<Question, Reply> byQuestion, int requests) {
  private static final Reply NOT_ASKED = new Reply.NotAsked("Discord was not asked");

  /// Nothing was asked.
  static final Replies NONE = new Replies(Map.of(), 0);

  /// The same, without asking.
  Replies again() {
    return new Replies(byQuestion, 0);
  }

  Reply to(Question question) {
    return byQuestion.getOrDefault(question, NOT_ASKED);
  }

  Collection<Reply> all() {
    return byQuestion.values();
  }

  /// The answer to a question; without one the check is told to be unknown.
  Optional<JsonNode> json(Question question, Findings found) {
    Reply reply = to(question);
    if (reply instanceof Reply.Given(var json, _, _, _)) {
      return Optional.of(json);
    }
    found.unknown(String.valueOf(reply.because()));
    return Optional.empty();
  }
}

package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses the request for a poll and turns it into a message's poll, without votes ([Poll
/// Resource](https://discord.com/developers/docs/resources/poll)).
final class Polls {
  private static final int LONGEST_HOURS = 32 * 24;

  private Polls() {}

  /// The poll of a message as it is stored, or null if it has none.
  ///
  /// @param now milliseconds since 1970
  static @Nullable String read(Form form, long now) {
    Form poll = form.object("poll");
    if (poll == null) {
      return null;
    }
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    poll.require("question");
    Form question = poll.object("question");
    if (question != null) {
      made.putObject("question").put("text", question.require("text").text("text", 1, 300));
    }
    List<Form> answers = poll.require("answers").objects("answers", 1, 10);
    for (int i = 0; i < answers.size(); i++) {
      Form media = answers.get(i).require("poll_media").object("poll_media");
      if (media == null) {
        continue;
      }
      ObjectNode answer = made.withArray("answers").addObject().put("answer_id", i + 1);
      ObjectNode shown = answer.putObject("poll_media");
      shown.put("text", media.require("text").text("text", 1, 55));
      Form emoji = media.object("emoji");
      if (emoji != null) {
        Long id = emoji.snowflake("id");
        shown
            .putObject("emoji")
            .put("id", id == null ? null : Long.toString(id))
            .put("name", emoji.text("name", 0, 64));
      }
    }
    long hours = poll.number("duration", 1, LONGEST_HOURS, 24);
    made.put("expiry", Json.iso(now + hours * 60 * 60 * 1_000));
    made.put("allow_multiselect", poll.isTrue("allow_multiselect"));
    poll.choice("layout_type", 1);
    made.put("layout_type", 1);
    ObjectNode results = made.putObject("results");
    results.put("is_finalized", false);
    results.putArray("answer_counts");
    return made.toString();
  }
}

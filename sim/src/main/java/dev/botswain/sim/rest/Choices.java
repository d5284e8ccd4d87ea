package dev.botswain.sim.rest;

/// Parses a bot's suggestions while a user types ([Autocomplete
/// Structure](https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-autocomplete)).
final class Choices {
  private static final int MAX = 25;

  private Choices() {}

  /// The choices as they arrived, in JSON.
  static String read(Form data) {
    data.require("choices");
    for (Form choice : data.objects("choices", MAX)) {
      choice.require("name").text("name", 1, 100);
      choice.require("value").text("value", 0, 100);
    }
    data.check();
    return data.raw().toString();
  }
}

package dev.botswain.sim.rest;

/// Parses a modal ([Interaction Callback Data
/// Structure](https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal)).
final class Modals {
  private Modals() {}

  /// The modal as it arrived, in JSON.
  static String read(Form data) {
    data.require("custom_id").text("custom_id", 1, 100);
    data.require("title").text("title", 1, 45);
    Components.checkModal(data);
    data.check();
    return data.raw().toString();
  }
}

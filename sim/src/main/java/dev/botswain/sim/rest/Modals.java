package dev.botswain.sim.rest;

import java.util.List;

/// Reads a modal: its title and that it has components, not what each of them is ([Interaction
/// Callback Data
/// Structure](https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal)).
final class Modals {
  private static final int MAX = 5;

  private Modals() {}

  /// The modal as it came, JSON.
  static String read(Form data) {
    data.require("custom_id").text("custom_id", 1, 100);
    data.require("title").text("title", 1, 45);
    List<Form> components = data.require("components").objects("components", MAX);
    components.forEach(component -> component.require("type").number("type", 1, 100));
    if (components.isEmpty() && data.hasValue("components")) {
      data.wrong("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
    }
    data.check();
    return data.raw().toString();
  }
}

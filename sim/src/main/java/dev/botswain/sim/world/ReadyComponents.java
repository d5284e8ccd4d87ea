package dev.botswain.sim.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Completes the components of a ready-made message with what Discord adds: their numbers, and the
/// defaults of optional fields.
final class ReadyComponents {
  private int last;

  private ReadyComponents() {}

  /// The components as a message has them, JSON.
  static String of(JsonNode components) {
    var numbering = new ReadyComponents();
    components.forEach(numbering::complete);
    return components.toString();
  }

  private void complete(JsonNode node) {
    if (!(node instanceof ObjectNode component)) {
      return;
    }
    component.put("id", ++last);
    switch (component.path("type").asInt()) {
      case 3, 5, 6, 7, 8 -> {
        component.putIfAbsent("min_values", component.numberNode(1));
        component.putIfAbsent("max_values", component.numberNode(1));
      }
      case 11 -> shown(component, "media");
      case 12 -> component.path("items").forEach(item -> shown((ObjectNode) item, "media"));
      case 13 -> {
        shown(component, "file");
        component.remove("description");
      }
      case 17 -> {
        component.putIfAbsent("accent_color", component.nullNode());
        component.putIfAbsent("spoiler", component.booleanNode(false));
      }
      default -> {}
    }
    component.path("components").forEach(this::complete);
    complete(component.path("accessory"));
  }

  private static void shown(ObjectNode component, String field) {
    component.putIfAbsent("description", component.nullNode());
    component.putIfAbsent("spoiler", component.booleanNode(false));
    if (component.get(field) instanceof ObjectNode media) {
      // Any snowflake; Discord's is that of the media as it was unfurled.
      media.put("id", Long.toString(Demo.id(0, media.path("url").asText().hashCode() & 0x3FFFFF)));
    }
  }
}

package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Parses components: which are allowed where, how many there are, that their ids are unique, and,
/// with [ComponentFields], what each type needs. In a message each gets an `id` if it has none, and
/// a component that shows an uploaded file gets its URL ([Component
/// Reference](https://discord.com/developers/docs/components/reference)).
final class Components {
  /// The components that are allowed in one place.
  private enum Place {
    TOP(1),
    ROW(2, 3, 5, 6, 7, 8),
    TOP_V2(1, 9, 10, 12, 13, 14, 17),
    CONTAINER(1, 9, 10, 12, 13, 14),
    SECTION(10),
    ACCESSORY(2, 11),
    MODAL(1, 10, 18),
    MODAL_ROW(4),
    LABEL(3, 4, 5, 6, 7, 8, 19, 21, 22, 23);

    final Set<Integer> types;

    Place(Integer... types) {
      this.types = new TreeSet<>(List.of(types));
    }
  }

  private static final int MAX = 40;
  private static final int MAX_ROWS = 5;
  private static final int MAX_IN_ROW = 5;
  private static final int MAX_IN_SECTION = 3;
  private static final int BUTTON = 2;
  private static final String ATTACHED = "attachment://";

  private final boolean modal;
  private final Set<String> customIds = new HashSet<>();
  private final Set<Long> ids = new HashSet<>();
  private int count;
  private long lastId;

  private Components(boolean modal) {
    this.modal = modal;
  }

  /// The components of a message as they are stored, or null if it has none.
  ///
  /// @param v2 whether the message consists only of components
  /// @param uploaded the URL of each uploaded file, by its name
  static @Nullable String read(Form form, boolean v2, Map<String, String> uploaded) {
    JsonNode raw = form.raw("components");
    if (raw == null) {
      return null;
    }
    var reader = new Components(false);
    var rows = form.objects("components", 0, v2 ? MAX : MAX_ROWS);
    rows.forEach(row -> reader.check(row, v2 ? Place.TOP_V2 : Place.TOP));
    if (reader.count > MAX) {
      form.wrong("components", "BASE_TYPE_MAX_LENGTH", "Must be 40 or fewer in length.");
    }
    if (rows.isEmpty()) {
      return null;
    }
    ArrayNode kept = raw.deepCopy();
    kept.forEach(component -> reader.keep(component, uploaded));
    return kept.toString();
  }

  /// Checks the components of a modal.
  static void checkModal(Form modal) {
    var reader = new Components(true);
    modal
        .require("components")
        .objects("components", 1, MAX_ROWS)
        .forEach(component -> reader.check(component, Place.MODAL));
  }

  private void check(Form component, Place place) {
    count++;
    Long type = component.require("type").number("type", 1, Integer.MAX_VALUE);
    Long id = component.number("id", 0, Integer.MAX_VALUE);
    if (id != null && id != 0 && !ids.add(id)) {
      component.wrong("id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
    }
    if (type == null) {
      return;
    }
    if (!place.types.contains(type.intValue())) {
      String choices = String.join(", ", place.types.stream().map(String::valueOf).toList());
      component.wrong(
          "type",
          "UNION_TYPE_CHOICES",
          "Value of field \"type\" must be one of (" + choices + ").");
      return;
    }
    String customId = component.text("custom_id", 1, 100);
    if (customId != null && !customIds.add(customId)) {
      component.wrong(
          "custom_id",
          "COMPONENT_CUSTOM_ID_DUPLICATED",
          "Component custom id cannot be duplicated");
    }
    ComponentFields.check(component, type.intValue(), place == Place.MODAL_ROW);
    checkInside(component, type.intValue());
  }

  private void checkInside(Form component, int type) {
    switch (type) {
      case 1 -> checkRow(component);
      case 9 -> {
        component
            .require("components")
            .objects("components", 1, MAX_IN_SECTION)
            .forEach(child -> check(child, Place.SECTION));
        one(component, "accessory", Place.ACCESSORY);
      }
      case 17 ->
          component
              .require("components")
              .objects("components", 1, MAX)
              .forEach(child -> check(child, Place.CONTAINER));
      case 18 -> one(component, "component", Place.LABEL);
      default -> {}
    }
  }

  private void one(Form component, String field, Place place) {
    Form child = component.require(field).object(field);
    if (child != null) {
      check(child, place);
    }
  }

  /// Up to five buttons, or a single select menu.
  private void checkRow(Form row) {
    var children = row.require("components").objects("components", 1, modal ? 1 : MAX_IN_ROW);
    children.forEach(child -> check(child, modal ? Place.MODAL_ROW : Place.ROW));
    boolean onlyButtons =
        children.stream().allMatch(child -> String.valueOf(child.raw("type")).equals("" + BUTTON));
    if (children.size() > 1 && !onlyButtons) {
      row.wrong(
          "components",
          "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
          "The specified component exceeds the maximum width");
    }
  }

  private void keep(JsonNode node, Map<String, String> uploaded) {
    if (!(node instanceof ObjectNode component)) {
      return;
    }
    if (component.path("id").asLong() == 0) {
      component.put("id", nextId());
    }
    for (String shown : List.of("media", "file")) {
      show(component.path(shown), uploaded);
    }
    component.path("items").forEach(item -> show(item.path("media"), uploaded));
    component.path("components").forEach(child -> keep(child, uploaded));
    keep(component.path("accessory"), uploaded);
  }

  /// The next number that no other component of the message has.
  private long nextId() {
    do {
      lastId++;
    } while (!ids.add(lastId));
    return lastId;
  }

  private static void show(JsonNode node, Map<String, String> uploaded) {
    String url = node.path("url").asText();
    if (node instanceof ObjectNode media && url.startsWith(ATTACHED)) {
      String address = uploaded.get(url.substring(ATTACHED.length()));
      if (address != null) {
        media.put("url", address).put("proxy_url", address);
      }
    }
  }
}

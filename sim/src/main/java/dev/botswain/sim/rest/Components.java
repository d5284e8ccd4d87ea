package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads message components: their types, how many there are, and that their ids are unique; each
/// gets an `id` if it has none. What each type needs beyond that is not checked ([Component
/// Reference](https://discord.com/developers/docs/components/reference)).
final class Components {
  private static final int MAX = 40;
  private static final int MAX_ROWS = 5;
  private static final int ACTION_ROW = 1;
  private static final Set<Integer> LEGACY = Set.of(1, 2, 3, 5, 6, 7, 8);
  private static final Set<Integer> ALL = Set.of(1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17);

  private final boolean v2;
  private final Set<String> customIds = new HashSet<>();
  private int count;

  private Components(boolean v2) {
    this.v2 = v2;
  }

  /// The components of a message as they are kept, or null if it has none.
  ///
  /// @param v2 whether the message is made of components alone
  static @Nullable String read(Form form, boolean v2) {
    JsonNode raw = form.raw("components");
    if (raw == null) {
      return null;
    }
    var reader = new Components(v2);
    var rows = form.objects("components", v2 ? MAX : MAX_ROWS);
    rows.forEach(row -> reader.check(row, true));
    if (reader.count > MAX) {
      form.wrong("components", "BASE_TYPE_MAX_LENGTH", "Must be 40 or fewer in length.");
    }
    if (rows.isEmpty()) {
      return null;
    }
    ArrayNode numbered = raw.deepCopy();
    reader.count = 0;
    numbered.forEach(reader::number);
    return numbered.toString();
  }

  private void check(Form component, boolean top) {
    count++;
    component.require("type");
    Long type = component.number("type", 1, Integer.MAX_VALUE);
    component.number("id", 0, Integer.MAX_VALUE);
    if (type != null && !isAllowed(type.intValue(), top)) {
      component.wrong(
          "type",
          "UNION_TYPE_CHOICES",
          "Value of field \"type\" must be one of (" + choices(top) + ").");
    }
    String customId = component.text("custom_id", 1, 100);
    if (customId != null && !customIds.add(customId)) {
      component.wrong(
          "custom_id",
          "COMPONENT_CUSTOM_ID_DUPLICATED",
          "Component custom id cannot be duplicated");
    }
    component.objects("components", MAX).forEach(child -> check(child, false));
    Form accessory = component.object("accessory");
    if (accessory != null) {
      check(accessory, false);
    }
  }

  private boolean isAllowed(int type, boolean top) {
    return v2 ? ALL.contains(type) : top ? type == ACTION_ROW : LEGACY.contains(type);
  }

  private String choices(boolean top) {
    var types = new java.util.TreeSet<>(v2 ? ALL : top ? Set.of(ACTION_ROW) : LEGACY);
    return String.join(", ", types.stream().map(String::valueOf).toList());
  }

  private void number(JsonNode node) {
    if (!(node instanceof ObjectNode component)) {
      return;
    }
    count++;
    if (!component.hasNonNull("id") || component.get("id").asInt() == 0) {
      component.put("id", count);
    }
    component.path("components").forEach(this::number);
    number(component.path("accessory"));
  }
}

package dev.botswain.action;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which components may be where in a message, how many, and what each must have. A message either
/// has rows of buttons and menus below its content, or consists of components (V2).
///
/// Source: <https://discord.com/developers/docs/components/reference>.
final class ComponentRules {
  /// The flag of a message that consists of components.
  static final int IS_COMPONENTS_V2 = 1 << 15;

  private static final String FLAG = "is_components_v2";
  private static final int MAX = 40;
  private static final int MAX_CHARACTERS = 4_000;
  private static final int ROW = 1;
  private static final int BUTTON = 2;
  private static final int STRING_SELECT = 3;
  private static final int SECTION = 9;
  private static final int TEXT = 10;
  private static final int THUMBNAIL = 11;
  private static final int GALLERY = 12;
  private static final int FILE = 13;
  private static final int SEPARATOR = 14;
  private static final int CONTAINER = 17;
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(ROW, "an action row"),
          Map.entry(BUTTON, "a button"),
          Map.entry(STRING_SELECT, "a string select"),
          Map.entry(5, "a user select"),
          Map.entry(6, "a role select"),
          Map.entry(7, "a mentionable select"),
          Map.entry(8, "a channel select"),
          Map.entry(SECTION, "a section"),
          Map.entry(TEXT, "a text display"),
          Map.entry(THUMBNAIL, "a thumbnail"),
          Map.entry(GALLERY, "a media gallery"),
          Map.entry(FILE, "a file"),
          Map.entry(SEPARATOR, "a separator"),
          Map.entry(CONTAINER, "a container"));
  private static final Set<Integer> IN_ROW = Set.of(BUTTON, STRING_SELECT, 5, 6, 7, 8);
  private static final Set<Integer> IN_CONTAINER =
      Set.of(ROW, SECTION, TEXT, GALLERY, SEPARATOR, FILE);
  private static final Set<Integer> IN_V2 =
      Set.of(ROW, SECTION, TEXT, GALLERY, SEPARATOR, FILE, CONTAINER);

  private final Set<String> customIds = new HashSet<>();
  private int count;
  private int characters;

  private ComponentRules() {}

  /// Whether a message consists of components: it says so, or has one that only such messages may
  /// have.
  static boolean areV2(JsonObject ours) {
    return ours.getValue("flags") instanceof JsonArray flags && flags.contains(FLAG)
        || needV2(ours.getValue("components"));
  }

  /// Whether one of the components is only for messages that consist of components.
  static boolean needV2(@Nullable Object components) {
    return components instanceof JsonArray list
        && list.stream()
            .anyMatch(each ->
                each instanceof JsonObject component
                    && component.getValue("type") instanceof Integer type
                    && type != ROW
                    && IN_V2.contains(type));
  }

  static void check(Checked message, boolean v2) {
    var rules = new ComponentRules();
    for (Checked component : message.objects("components", v2 ? 1 : 0, v2 ? MAX : 5)) {
      rules.check(component, v2 ? IN_V2 : Set.of(ROW), v2 ? "in a message" : "beside content");
    }
    if (rules.count > MAX) {
      message.wrong(
          "components",
          "must be at most %s with those within them, and are %s".formatted(MAX, rules.count));
    }
    if (rules.characters > MAX_CHARACTERS) {
      message.wrong(
          "components",
          "must have at most %s characters of text, and have %s"
              .formatted(MAX_CHARACTERS, rules.characters));
    }
  }

  private void check(Checked component, Set<Integer> allowed, String where) {
    count++;
    Integer type = component.number("type");
    String name = type == null ? null : NAMES.get(type);
    if (type == null || name == null) {
      component.wrong("type", "is not that of a component of messages");
      return;
    }
    if (!allowed.contains(type)) {
      component.wrong("cannot be %s, because it stands %s".formatted(name, where));
      return;
    }
    component.atMost("custom_id", 100);
    String customId = component.text("custom_id");
    if (customId != null && !customIds.add(customId)) {
      component.wrong("custom_id", "must not be that of another component");
    }
    switch (type) {
      case ROW -> row(component);
      case BUTTON -> button(component);
      case STRING_SELECT -> {
        select(component);
        options(component);
      }
      case SECTION -> section(component);
      case TEXT -> characters += component.needs("content", MAX_CHARACTERS);
      case THUMBNAIL -> media(component);
      case GALLERY -> component.objects("items", 1, 10).forEach(ComponentRules::media);
      case FILE -> {
        Checked file = component.object("file");
        if (file == null) {
          component.wrong("file", "must be there");
        } else {
          file.needs("url", 2_048);
        }
      }
      case SEPARATOR -> component.between("spacing", 1, 2);
      case CONTAINER -> {
        component.between("accent_color", 0, 0xFFFFFF);
        component
            .objects("components", 1, MAX)
            .forEach(child -> check(child, IN_CONTAINER, "in a container"));
      }
      default -> select(component);
    }
  }

  private void row(Checked row) {
    List<Checked> children = row.objects("components", 1, 5);
    children.forEach(child -> check(child, IN_ROW, "in an action row"));
    if (children.size() > 1
        && children.stream()
            .anyMatch(child -> !Integer.valueOf(BUTTON).equals(child.number("type")))) {
      row.wrong("must have either buttons or a single select");
    }
  }

  private void section(Checked section) {
    section
        .objects("components", 1, 3)
        .forEach(child -> check(child, Set.of(TEXT), "in a section"));
    Checked accessory = section.object("accessory");
    if (accessory == null) {
      section.wrong("accessory", "must be a button or a thumbnail");
    } else {
      check(accessory, Set.of(BUTTON, THUMBNAIL), "beside a section");
    }
  }

  private static void button(Checked button) {
    Integer style = button.number("style");
    button.atMost("label", 80);
    switch (style) {
      case 1, 2, 3, 4 -> {
        button.needs("custom_id", 100);
        forbidden(button, "url", "sku_id");
      }
      case 5 -> {
        button.needs("url", 512);
        button.address("url", "http", "https", "discord");
        forbidden(button, "custom_id", "sku_id");
      }
      case 6 -> {
        button.needs("sku_id", 20);
        forbidden(button, "custom_id", "label", "url", "emoji");
        return;
      }
      case null, default -> {
        button.wrong("style", "must be from 1 to 6");
        return;
      }
    }
    if (!button.says("label") && !button.says("emoji")) {
      button.wrong("must have a label or an emoji");
    }
  }

  private static void forbidden(Checked button, String... fields) {
    for (String field : fields) {
      if (button.says(field)) {
        button.wrong(field, "cannot be in a button of this style");
      }
    }
  }

  private static void select(Checked select) {
    select.needs("custom_id", 100);
    select.atMost("placeholder", 150);
    select.between("min_values", 0, 25);
    select.between("max_values", 1, 25);
    Integer least = select.number("min_values");
    Integer most = select.number("max_values");
    if (least != null && most != null && least > most) {
      select.wrong("min_values", "must not be above max_values");
    }
  }

  private static void options(Checked select) {
    var values = new HashSet<String>();
    List<Checked> options = select.objects("options", 1, 25);
    for (Checked option : options) {
      option.needs("label", 100);
      option.needs("value", 100);
      option.atMost("description", 100);
      String value = option.text("value");
      if (value != null && !values.add(value)) {
        option.wrong("value", "must not be that of another option");
      }
    }
    Integer most = select.number("max_values");
    if (most != null && most > options.size()) {
      select.wrong("max_values", "must not be above the number of options");
    }
  }

  private static void media(Checked shown) {
    shown.atMost("description", 1_024);
    Checked media = shown.object("media");
    if (media == null) {
      shown.wrong("media", "must be there");
    } else {
      media.needs("url", 2_048);
      media.address("url", "http", "https", "attachment");
    }
  }
}

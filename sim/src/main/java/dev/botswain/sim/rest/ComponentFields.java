package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;

/// What a component of each type must have, may have and must not have ([Component
/// Reference](https://discord.com/developers/docs/components/reference)).
final class ComponentFields {
  private static final int LINK = 5;
  private static final int PREMIUM = 6;
  private static final int MAX_OPTIONS = 25;
  private static final int MAX_IN_GROUP = 10;
  private static final int LONGEST_TEXT = 4_000;

  private ComponentFields() {}

  /// Checks everything except the form of `custom_id` and the nested components.
  ///
  /// @param inRow whether a text input is in a row, where it has the label itself
  static void check(Form component, int type, boolean inRow) {
    switch (type) {
      case 2 -> button(component);
      case 3 -> {
        menu(component, MAX_OPTIONS);
        options(component, 1, MAX_OPTIONS);
      }
      case 4 -> textInput(component, inRow);
      case 5, 6, 7, 8 -> {
        menu(component, MAX_OPTIONS);
        component.objects("default_values", 0, MAX_OPTIONS);
      }
      case 10 -> component.require("content").text("content", 1, LONGEST_TEXT);
      case 11 -> media(component, "media");
      case 12 ->
          component.require("items").objects("items", 1, 10).forEach(item -> media(item, "media"));
      case 13 -> file(component);
      case 14 -> {
        component.bool("divider");
        component.choice("spacing", 1, 2);
      }
      case 17 -> component.number("accent_color", 0, 0xFFFFFF);
      case 18 -> {
        component.require("label").text("label", 1, 45);
        component.text("description", 0, 100);
      }
      case 19 -> menu(component, MAX_IN_GROUP);
      case 21 -> {
        component.require("custom_id");
        options(component, 2, MAX_IN_GROUP);
      }
      case 22 -> {
        menu(component, MAX_IN_GROUP);
        options(component, 1, MAX_IN_GROUP);
      }
      case 23 -> component.require("custom_id");
      default -> {}
    }
  }

  private static void button(Form button) {
    Integer style = button.require("style").choice("style", 1, 2, 3, 4, LINK, PREMIUM);
    button.text("label", 0, 80);
    button.text("url", 1, 512);
    button.snowflake("sku_id");
    if (style == null) {
      return;
    }
    switch (style) {
      case LINK -> {
        button.require("url");
        refuse(button, List.of("custom_id", "sku_id"));
      }
      case PREMIUM -> {
        button.require("sku_id");
        refuse(button, List.of("custom_id", "label", "url", "emoji"));
      }
      default -> {
        button.require("custom_id");
        refuse(button, List.of("url", "sku_id"));
      }
    }
  }

  private static void refuse(Form component, List<String> fields) {
    for (String field : fields) {
      if (component.hasValue(field)) {
        component.wrong(
            field, "BUTTON_COMPONENT_FIELD_FORBIDDEN", "A button of this style has no " + field);
      }
    }
  }

  private static void menu(Form menu, int most) {
    menu.require("custom_id");
    menu.text("placeholder", 0, 150);
    Long min = menu.number("min_values", 0, most);
    Long max = menu.number("max_values", 1, most);
    if (min != null && max != null && min > max) {
      menu.wrong("min_values", "NUMBER_TYPE_MAX", "int value should be less than or equal to max.");
    }
  }

  private static void options(Form menu, int min, int max) {
    var values = new HashSet<String>();
    for (Form option : menu.require("options").objects("options", min, max)) {
      option.require("label").text("label", 1, 100);
      String value = option.require("value").text("value", 1, 100);
      option.text("description", 0, 100);
      if (value != null && !values.add(value)) {
        option.wrong(
            "value",
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            "The specified option value is already used");
      }
    }
  }

  private static void textInput(Form input, boolean inRow) {
    input.require("custom_id");
    input.require("style").choice("style", 1, 2);
    if (inRow) {
      input.require("label").text("label", 1, 45);
    }
    input.number("min_length", 0, LONGEST_TEXT);
    input.number("max_length", 1, LONGEST_TEXT);
    input.text("value", 0, LONGEST_TEXT);
    input.text("placeholder", 0, 100);
  }

  private static void media(Form component, String field) {
    component.text("description", 0, 1_024);
    Form media = component.require(field).object(field);
    if (media != null) {
      media.require("url").text("url", 1, 2_048);
    }
  }

  /// A file must be one of the message's files.
  private static void file(Form component) {
    media(component, "file");
    Form file = component.object("file");
    JsonNode url = file == null ? null : file.raw("url");
    if (file != null && url != null && !url.asText().startsWith("attachment://")) {
      // The component of an existing attachment is returned with its URL.
      if (!url.asText().contains("/attachments/")) {
        file.wrong("url", "URL_TYPE_INVALID_SCHEME", "Must be an attachment:// reference.");
      }
    }
  }
}

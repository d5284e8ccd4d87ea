package dev.botswain.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The settings that the records of [Config] contain, in their order.
final class Settings {
  static final String PREFIX = "BOTSWAIN_";

  /// By the record that contains them.
  private static final Map<Class<?>, List<Entry>> BY_SECTION =
      Arrays.stream(Config.class.getRecordComponents())
          .map(RecordComponent::getType)
          .collect(
              Collectors.toMap(
                  section -> section,
                  section ->
                      Arrays.stream(section.getRecordComponents()).map(Settings::entry).toList(),
                  (one, _) -> one,
                  LinkedHashMap::new));

  static final List<Entry> ALL = BY_SECTION.values().stream().flatMap(List::stream).toList();

  private Settings() {}

  /// One setting.
  ///
  /// @param name the environment variable
  /// @param kind the allowed values
  /// @param preset the default, in the form of a setting; empty for an empty list and for nothing
  /// @param secret whether the value must never be shown
  /// @param description its purpose, in a sentence or two of Markdown
  record Entry(String name, Kind<?> kind, String preset, boolean secret, String description) {}

  /// Those of a record, in the order of its components.
  static List<Entry> of(Class<? extends Record> section) {
    return BY_SECTION.getOrDefault(section, List.of());
  }

  private static Entry entry(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(component + " is not described");
    }
    return new Entry(
        PREFIX + setting.name(),
        setting.form() == Form.OF_ITS_TYPE
            ? Kind.of(component.getType(), setting.least(), setting.most())
            : setting.form().kind(),
        setting.preset(),
        setting.secret(),
        setting.text());
  }
}

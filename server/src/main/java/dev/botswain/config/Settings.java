package dev.botswain.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/// The settings that the records of [Config] contain, in their order.
final class Settings {
  static final String PREFIX = "BOTSWAIN_";

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
  static List<Entry> of(Class<?> section) {
    return Arrays.stream(section.getRecordComponents()).map(Settings::entry).toList();
  }

  /// Those of the records that a record consists of.
  static List<Entry> all(Class<? extends Record> tree) {
    return Arrays.stream(tree.getRecordComponents())
        .flatMap(section -> of(section.getType()).stream())
        .toList();
  }

  /// The environment variable.
  static String name(Setting of) {
    return of.whole() ? of.name() : PREFIX + of.name();
  }

  private static Entry entry(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(component + " is not described");
    }
    return new Entry(
        name(setting),
        setting.form() == Form.OF_ITS_TYPE
            ? Kind.of(component.getType(), setting.least(), setting.most())
            : setting.form().kind(),
        setting.preset(),
        setting.secret(),
        setting.text());
  }
}

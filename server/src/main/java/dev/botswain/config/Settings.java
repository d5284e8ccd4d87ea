package dev.botswain.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The settings that the records of [Config] contain, in their order.
final class Settings {
  static final String PREFIX = "BOTSWAIN_";

  static final List<Entry> ALL =
      Arrays.stream(Config.class.getRecordComponents())
          .flatMap(section -> Stream.of(section.getType().getRecordComponents()))
          .map(Settings::of)
          .toList();

  private Settings() {}

  /// One setting.
  ///
  /// @param name the environment variable
  /// @param kind the allowed values
  /// @param preset the default, in the form of a setting; empty for an empty list and for nothing
  /// @param secret whether the value must never be shown
  /// @param description its purpose, in a sentence or two of Markdown
  record Entry(String name, Kind<?> kind, String preset, boolean secret, String description) {}

  static Entry of(RecordComponent component) {
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

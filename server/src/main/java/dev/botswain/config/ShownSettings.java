package dev.botswain.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The settings of a running server as others may see them: no value of a secret one, and no user
/// or password of an address.
public final class ShownSettings {
  private static final String WITHHELD = "[REDACTED]";

  private ShownSettings() {}

  /// The values by the names of the settings.
  public static TreeMap<String, String> of(Config config) {
    var shown = new TreeMap<String, String>();
    for (RecordComponent section : Config.class.getRecordComponents()) {
      var values = (Record) value(section, config);
      for (RecordComponent component : section.getType().getRecordComponents()) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting != null) {
          String text = text(value(component, values));
          shown.put(Settings.name(setting), setting.secret() && !text.isEmpty() ? WITHHELD : text);
        }
      }
    }
    return shown;
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case Optional<?> maybe -> maybe.map(ShownSettings::text).orElse("");
      case Collection<?> all -> {
        List<String> each = new ArrayList<>();
        all.forEach(one -> each.add(text(one)));
        yield String.join(",", each);
      }
      case Map<?, ?> all -> {
        List<String> each = new ArrayList<>();
        all.forEach((name, one) -> each.add(name + "=" + text(one)));
        yield String.join(",", each);
      }
      case URI uri when uri.getRawUserInfo() != null ->
          uri.toString().replace(uri.getRawUserInfo(), WITHHELD);
      default -> value.toString();
    };
  }
}

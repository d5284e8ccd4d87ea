package dev.botswain.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What something is done to: ids by name, as in `guildId=1 channelId=2`. What is not an id has no
/// place here.
public record Target(Map<String, String> ids) {
  public static final Target NONE = new Target(Map.of());

  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_ID = 64;

  /// Only entries that look like ids stay.
  public Target {
    var plain = new LinkedHashMap<String, String>();
    ids.forEach((name, id) -> {
      if (isWord(name, LONGEST_NAME) && isWord(id, LONGEST_ID)) {
        plain.put(name, id);
      }
    });
    ids = plain;
  }

  public static Target of(String name, String id) {
    return new Target(Map.of(name, id));
  }

  /// The ids among the parameters of a request: their names end with `Id`.
  public static Target of(Map<String, Object> parameters) {
    var ids = new TreeMap<String, String>();
    parameters.forEach((name, value) -> {
      String text = value.toString();
      if (name.endsWith("Id") && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        ids.put(name, text);
      }
    });
    return new Target(ids);
  }

  private static boolean isWord(String text, int longest) {
    return !text.isEmpty()
        && text.length() <= longest
        && text.chars()
            .allMatch(c ->
                c >= '0' && c <= '9'
                    || c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c == '_'
                    || c == '-'
                    || c == '.');
  }

  String text() {
    var text =
        ids.entrySet().stream()
            .map(id -> id.getKey() + "=" + id.getValue())
            .collect(Collectors.joining(" "));
    return text.length() <= PlainText.LONG
        ? text
        : text.substring(0, text.lastIndexOf(' ', PlainText.LONG));
  }

  /// As it was stored.
  public static Target read(String text) {
    var ids = new LinkedHashMap<String, String>();
    for (String part : text.split(" ")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        ids.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return new Target(ids);
  }
}

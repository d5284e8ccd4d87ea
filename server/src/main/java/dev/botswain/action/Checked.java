package dev.botswain.action;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object of a caller's body, its place there, and what Discord would refuse in it. A value of
/// another type than expected counts as absent: the contract has already refused it, or Discord
/// will.
final class Checked {
  /// More are not of use, and a body could have thousands.
  private static final int MOST_PROBLEMS = 20;

  private final String place;
  private final JsonObject json;
  private final List<String> problems;

  private Checked(String place, JsonObject json, List<String> problems) {
    this.place = place;
    this.json = json;
    this.problems = problems;
  }

  static Checked body(JsonObject body) {
    return new Checked("", body, new ArrayList<>());
  }

  /// A sentence for each problem, which begins with the name of its place.
  List<String> problems() {
    return List.copyOf(problems);
  }

  /// @param expectation continues a sentence that begins with the field: `must have a label`
  void wrong(String field, String expectation) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(at(field) + " " + expectation);
    }
  }

  /// Something is wrong with the object as a whole.
  void wrong(String expectation) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add((place.isEmpty() ? "the message" : place) + " " + expectation);
    }
  }

  /// Whether a field has content; an empty list, empty text and null have none.
  boolean says(String field) {
    return switch (json.getValue(field)) {
      case null -> false;
      case JsonArray list -> !list.isEmpty();
      case String text -> !text.isBlank();
      default -> true;
    };
  }

  /// Whether a list of texts has this one.
  boolean names(String field, String text) {
    return json.getValue(field) instanceof JsonArray list && list.contains(text);
  }

  /// A whole number, or null.
  @Nullable Integer number(String field) {
    return json.getValue(field) instanceof Integer number ? number : null;
  }

  @Nullable String text(String field) {
    return json.getValue(field) instanceof String text ? text : null;
  }

  @Nullable Checked object(String field) {
    return json.getValue(field) instanceof JsonObject object
        ? new Checked(at(field), object, problems)
        : null;
  }

  /// The objects of a list.
  List<Checked> objects(String field) {
    var objects = new ArrayList<Checked>();
    if (json.getValue(field) instanceof JsonArray list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.getValue(i) instanceof JsonObject object) {
          objects.add(new Checked(at(field) + "[" + i + "]", object, problems));
        }
      }
    }
    return objects;
  }

  /// Checks how long a list is, and returns its objects.
  List<Checked> objects(String field, int least, int most) {
    int size = json.getValue(field) instanceof JsonArray list ? list.size() : 0;
    if (size < least || size > most) {
      wrong(field, "must have %s to %s entries, and has %s".formatted(least, most, size));
    }
    return objects(field);
  }

  /// Checks the length of a text, in characters as Discord counts them: without blanks around it.
  ///
  /// @return the length
  int atMost(String field, int most) {
    String text = text(field);
    if (text == null) {
      return 0;
    }
    String counted = text.strip();
    int length = counted.codePointCount(0, counted.length());
    if (length > most) {
      wrong(field, "must have at most %s characters, and has %s".formatted(most, length));
    }
    return length;
  }

  /// The same for a text that must be there.
  int needs(String field, int most) {
    if (!says(field)) {
      wrong(field, "must not be empty");
    }
    return atMost(field, most);
  }

  void between(String field, int least, int most) {
    Integer number = number(field);
    if (number != null && (number < least || number > most)) {
      wrong(field, "must be from %s to %s".formatted(least, most));
    }
  }

  /// Checks that an address, if there is one, has one of these schemes.
  void address(String field, String... schemes) {
    String address = text(field);
    if (address == null || address.isEmpty()) {
      return;
    }
    for (String scheme : schemes) {
      if (address.regionMatches(true, 0, scheme + "://", 0, scheme.length() + 3)) {
        return;
      }
    }
    wrong(field, "must begin with %s://".formatted(String.join(":// or ", schemes)));
  }

  private String at(String field) {
    return place.isEmpty() ? field : place + "." + field;
  }
}

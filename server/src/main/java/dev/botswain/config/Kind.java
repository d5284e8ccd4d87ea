package dev.botswain.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A kind of value: what is expected, in words that fit after "expected", and how it is parsed.
///
/// @param parse throws [IllegalArgumentException] for an unexpected value; its message is not shown
record Kind<T>(String expected, Function<String, T> parse) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB|)");

  /// What a component of this type takes. The bounds apply to numbers, times and sizes.
  ///
  /// @param least in the form of a setting; a unit of bytes makes a number a size
  static Kind<?> of(Class<?> type, String least, String most) {
    boolean size = least.endsWith("B");
    if (type == int.class) {
      return size ? size(least, most) : number(Integer.parseInt(least), Integer.parseInt(most));
    } else if (type == long.class) {
      return largeSize(least, most);
    } else if (type == boolean.class) {
      return new Kind<>("true or false", Kind::truth);
    } else if (type == Duration.class) {
      return duration(least, most);
    } else if (type.isEnum()) {
      return choice(type);
    }
    throw new IllegalArgumentException(type.getName());
  }

  static Kind<Integer> number(int least, int most) {
    return new Kind<>(
        "a whole number from %s to %s".formatted(least, most),
        text -> within(least, Integer.parseInt(text), most));
  }

  static Kind<Duration> duration(String least, String most) {
    return new Kind<>(
        "a time from %s to %s, such as 500ms, 30s, 15m, 24h or 30d".formatted(least, most),
        text -> within(readDuration(least), readDuration(text), readDuration(most)));
  }

  private static Kind<Integer> size(String least, String most) {
    return new Kind<>(
        "a size from %s to %s, such as 512KiB or 1MiB".formatted(least, most),
        text -> within(readSize(least), readSize(text), readSize(most)));
  }

  /// A size that may be too large for an `int`.
  private static Kind<Long> largeSize(String least, String most) {
    return new Kind<>(
        "a size from %s to %s, such as 512MiB or 1GiB".formatted(least, most),
        text -> within(readLargeSize(least), readLargeSize(text), readLargeSize(most)));
  }

  /// The constants of an enum in lower case, with `-` for `_`.
  private static Kind<Object> choice(Class<?> type) {
    List<?> constants = List.of(type.getEnumConstants());
    return new Kind<>(
        constants.stream().map(Kind::written).collect(Collectors.joining(" or ")),
        text ->
            constants.stream()
                .filter(constant -> written(constant).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  /// Elements separated by commas; spaces around them are ignored.
  static <T> Kind<List<T>> list(String expected, Function<String, T> element) {
    return new Kind<>(
        expected,
        text ->
            text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).map(element).toList());
  }

  /// The same, where `none` stands for no elements.
  static <T> Kind<List<T>> listOrNone(String expected, Function<String, T> element) {
    Kind<List<T>> list = list(expected, element);
    return new Kind<>(
        expected, text -> text.equalsIgnoreCase("none") ? List.of() : list.parse.apply(text));
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  private static String written(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <C extends Comparable<C>> C within(C least, C value, C most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static Duration readDuration(String text) {
    var match = DURATION.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException();
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static int readSize(String text) {
    return (int) Math.min(readLargeSize(text), Integer.MAX_VALUE);
  }

  private static long readLargeSize(String text) {
    var match = SIZE.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException();
    }
    int shift =
        switch (match.group(2)) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          default -> 0;
        };
    return Long.parseLong(match.group(1)) << shift;
  }
}

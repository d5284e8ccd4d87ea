package dev.botswain.operator;

import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import java.util.List;
import java.util.function.Function;

/// Lists of the operator in pages: `limit` bounds a page, and `Link` leads to the next.
final class Pages {
  private static final int USUAL = 100;

  private Pages() {}

  /// How many entries a page has at most.
  private static int limit(Call call) {
    return call.number("limit", USUAL);
  }

  /// The next page of what is left.
  static <T> List<T> next(Call call, List<T> rest) {
    return rest.subList(0, Math.min(limit(call), rest.size()));
  }

  /// @param rest everything that is left, in the order of the list
  /// @param place what `after` is for the page after an entry
  static <T> Answer of(
      Call call, List<T> rest, Function<T, String> place, Function<T, Object> view) {
    List<T> page = next(call, rest);
    Answer answer = Answer.json(page.stream().map(view).toList());
    return page.size() == rest.size()
        ? answer
        : answer.next(call.nextPage("after", place.apply(page.getLast())));
  }
}

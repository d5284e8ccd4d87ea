package dev.botswain.cli;

import java.util.List;

/// A command that is one request of the API.
///
/// @param name the word that it is called by
/// @param about what it does, in one sentence
/// @param path of the operation, with `{field}` where the inputs of the path go
/// @param shown what people see of the answer
record Verb(
    String name, String about, String method, String path, List<Input> inputs, Shown shown) {

  /// What people see of an answer.
  sealed interface Shown {
    /// A table of all its pages.
    ///
    /// @param usual how many rows if nobody says how many
    record Rows(List<Column> columns, int usual) implements Shown {}

    /// Its fields.
    record Fields() implements Shown {}

    /// A sentence, with `{field}` where the inputs go.
    record Sentence(String text) implements Shown {}
  }

  /// Lists all pages.
  static Verb list(String about, String path, List<Column> columns, Input... inputs) {
    return list("list", about, path, columns, inputs);
  }

  static Verb list(String name, String about, String path, List<Column> columns, Input... inputs) {
    return new Verb(
        name, about, "GET", path, List.of(inputs), new Shown.Rows(columns, Integer.MAX_VALUE));
  }

  /// The same, which lists no more than this unless somebody asks for more.
  Verb usually(int rows) {
    return shown instanceof Shown.Rows(var columns, int _)
        ? new Verb(name, about, method, path, inputs, new Shown.Rows(columns, rows))
        : this;
  }

  /// The same by another name.
  Verb as(String other, String aboutOther) {
    return new Verb(other, aboutOther, method, path, inputs, shown);
  }

  static Verb show(String name, String about, String path, Input... inputs) {
    return new Verb(name, about, "GET", path, List.of(inputs), new Shown.Fields());
  }

  /// Changes something, and shows what it is now.
  static Verb change(String name, String about, String method, String path, Input... inputs) {
    return new Verb(name, about, method, path, List.of(inputs), new Shown.Fields());
  }

  /// Does something, and says that it is done.
  static Verb act(
      String name, String about, String method, String path, String done, Input... inputs) {
    return new Verb(name, about, method, path, List.of(inputs), new Shown.Sentence(done));
  }
}
